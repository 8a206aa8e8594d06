package org.etcdrecovery.console.step.verify;

import javafx.scene.layout.VBox;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;

/** The page of the step Verify. */
public final class VerifyView extends VBox {
    private final Texts texts = Texts.of("verify");

    /** The page of a model. */
    public VerifyView(VerifyViewModel model) {
        getChildren().setAll(Blocks.page(texts.get("title"), texts.get("sentence")));
    }
}
