package org.etcdrecovery.console.step.inspect;

import java.util.Optional;
import javafx.scene.control.CheckBox;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.RichText;
import org.etcdrecovery.core.snapshot.TrailingHash.State;

/** Asks whether to continue although the hash is missing or wrong, and explains what that means. */
final class ConsentCard extends VBox {
    private final Texts texts = Texts.of("inspect");
    private final InspectViewModel model;
    private final RichText meaning = new RichText();
    private final CheckBox box = new CheckBox();

    ConsentCard(InspectViewModel model) {
        this.model = model;
        setId("consentCard");
        box.setId("consent");
        box.setWrapText(true);
        box.setMinHeight(USE_PREF_SIZE);
        box.selectedProperty().bindBidirectional(model.consent());
        getChildren().setAll(Card.titled(texts.get("consent.title"), Card.section(meaning, box)));
    }

    void refresh() {
        Optional<State> doubt = model.doubtfulHash()
                .filter(_ -> model.kind() == RunKind.RECOVER || model.kind() == RunKind.RESCUE);
        Blocks.show(this, doubt.isPresent());
        doubt.ifPresent(state -> {
            meaning.setText(texts.get("consent." + state));
            box.setText(texts.get("consent." + state + ".box"));
        });
    }
}
