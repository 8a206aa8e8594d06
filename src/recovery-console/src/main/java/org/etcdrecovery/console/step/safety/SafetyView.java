package org.etcdrecovery.console.step.safety;

import javafx.scene.layout.VBox;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;

/** The page of the step Safety. */
public final class SafetyView extends VBox {
    private final Texts texts = Texts.of("safety");

    /** A view of this model. */
    public SafetyView(SafetyViewModel model) {
        getChildren().setAll(Blocks.page(texts.get("title"), texts.get("sentence"), new BumpCard(model, texts),
                new CarriedContentCard(model, texts)));
    }
}
