package org.etcdrecovery.console.step.restore;

import javafx.scene.layout.VBox;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;

/** The page of the step Restore. */
public final class RestoreView extends VBox {
    private final Texts texts = Texts.of("restore");

    /** The page of a model. */
    public RestoreView(RestoreViewModel model) {
        getChildren().setAll(Blocks.page(texts.get("title"), texts.get("sentence")));
    }
}
