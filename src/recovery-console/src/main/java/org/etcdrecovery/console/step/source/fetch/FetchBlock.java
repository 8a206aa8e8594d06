package org.etcdrecovery.console.step.source.fetch;

import javafx.scene.control.Hyperlink;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Icons;
import org.etcdrecovery.console.widget.Revealed;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** The link that opens the fetch over SSH, and its card below. */
public final class FetchBlock extends VBox {
    /** A block for this model. */
    public FetchBlock(FetchModel model) {
        super(10);
        Hyperlink open = new Hyperlink(Texts.of("fetch").get("open"));
        open.setId("openFetch");
        open.setOnAction(_ -> {
            model.open().set(!model.open().get());
            Revealed.unfolded(this);
        });
        model.open()
                .subscribe(shown -> open.setGraphic(Icons.of(shown
                        ? MaterialDesignC.CHEVRON_DOWN
                        : MaterialDesignC.CHEVRON_RIGHT, 16)));
        open.disableProperty().bind(model.running());
        getChildren().setAll(open, new FetchCard(model));
    }
}
