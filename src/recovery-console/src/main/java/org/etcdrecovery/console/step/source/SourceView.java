package org.etcdrecovery.console.step.source;

import javafx.scene.layout.VBox;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;

/** The page of the step Source. */
public final class SourceView extends VBox {
    private final Texts texts = Texts.of("source");

    /** The page of a model. */
    public SourceView(SourceViewModel model) {
        getChildren().setAll(Blocks.page(texts.get("title"), texts.get("sentence")));
    }
}
