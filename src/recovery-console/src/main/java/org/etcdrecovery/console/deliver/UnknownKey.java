package org.etcdrecovery.console.deliver;

import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.RichText;

/** A host key that ssh does not know: how to compare it, and the button that accepts it. */
public final class UnknownKey extends VBox {
    /**
     * @param of          whose host it is; part of the ids
     * @param fingerprint the key that the host showed
     * @param busy        whether it cannot be accepted now
     * @param accept      called when the operator has compared it
     */
    public UnknownKey(String of, String fingerprint, ObservableValue<Boolean> busy, Runnable accept) {
        super(6);
        Texts texts = Texts.of("deliver");
        Button button = new Button(texts.get("found.key.accept"));
        button.setId("acceptKey-" + of);
        button.getStyleClass().add("small");
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(_ -> accept.run());
        button.disableProperty().bind(busy);
        Label key = Blocks.mono(fingerprint);
        key.setId("key-" + of);
        key.setWrapText(true);
        getChildren().setAll(new RichText(texts.get("found.key")), key, new RichText(texts.get("found.key.how")),
                button);
        setMinWidth(0);
        HBox.setHgrow(this, Priority.ALWAYS);
    }
}
