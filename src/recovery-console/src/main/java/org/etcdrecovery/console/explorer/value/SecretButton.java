package org.etcdrecovery.console.explorer.value;

import javafx.scene.control.Button;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Icons;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;

/** Shows what is secret in values, and covers it again. Takes no space where nothing is secret. */
public final class SecretButton extends Button {
    private final Texts texts = Texts.of("explorer");
    private boolean revealed;

    /**
     * @param id     the id of the node
     * @param reveal shows it
     * @param cover  covers it
     */
    public SecretButton(String id, Runnable reveal, Runnable cover) {
        setId(id);
        getStyleClass().add("small");
        setMinWidth(USE_PREF_SIZE);
        setOnAction(_ -> (revealed ? cover : reveal).run());
        show(false, false);
    }

    /**
     * Follows what is shown.
     *
     * @param secret whether there is something secret
     * @param shown  whether it is shown
     */
    public void show(boolean secret, boolean shown) {
        revealed = shown;
        setText(texts.get(shown ? "value.cover" : "value.reveal"));
        setGraphic(Icons.of(shown ? MaterialDesignE.EYE_OFF_OUTLINE : MaterialDesignE.EYE_OUTLINE));
        Blocks.show(this, secret);
    }
}
