package org.etcdrecovery.console.step.inspect;

import javafx.scene.layout.VBox;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;

/** The page of the step Inspect. */
public final class InspectView extends VBox {
    private final Texts texts = Texts.of("inspect");

    /** The page of a model. */
    public InspectView(InspectViewModel model) {
        getChildren().setAll(Blocks.page(texts.get("title"), texts.get("sentence")));
    }
}
