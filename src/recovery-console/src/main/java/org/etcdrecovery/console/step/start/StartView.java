package org.etcdrecovery.console.step.start;

import javafx.scene.layout.VBox;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;

/** The page of the step Start. */
public final class StartView extends VBox {
    private final Texts texts = Texts.of("start");

    /** The page of a model. */
    public StartView(StartViewModel model) {
        getChildren().setAll(Blocks.page(texts.get("title"), texts.get("sentence")));
    }
}
