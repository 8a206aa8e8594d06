package org.etcdrecovery.console.connection;

import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.connection.HostsBetween.HostKey;
import org.etcdrecovery.console.deliver.UnknownKey;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.Icons;
import org.etcdrecovery.console.widget.Revealed;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.text.Shown;

/** Asks about the key of a host in between; hidden while there is nothing to ask. A question, and not a failure. */
public final class KeyQuestion extends VBox {
    private final ObservableValue<Boolean> busy;
    private final Runnable accept;

    /**
     * @param asked  the key to ask about
     * @param busy   whether it cannot be accepted now
     * @param accept called when the operator has compared it
     */
    public KeyQuestion(ObservableValue<Optional<HostKey>> asked, ObservableValue<Boolean> busy, Runnable accept) {
        this.busy = busy;
        this.accept = accept;
        setId("keyQuestion");
        asked.subscribe(this::ask);
    }

    private void ask(Optional<HostKey> unknown) {
        getChildren().setAll(unknown.map(this::card).stream().toList());
        Blocks.show(this, unknown.isPresent());
        if (unknown.isPresent()) {
            Revealed.unfolded(this);
        }
    }

    private Card card(HostKey shown) {
        Label host = Blocks.strong(Shown.name(shown.host()));
        host.setMinWidth(USE_PREF_SIZE);
        HBox row = new HBox(8, Icons.of(Tone.WARNING), host,
                new UnknownKey(shown.host(), shown.fingerprint(), busy, accept));
        row.getStyleClass().addAll("card-row", "check-row");
        return new Card(row);
    }
}
