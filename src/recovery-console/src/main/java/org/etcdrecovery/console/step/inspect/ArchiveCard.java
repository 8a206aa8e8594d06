package org.etcdrecovery.console.step.inspect;

import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.Choosing;
import org.etcdrecovery.console.widget.Painted;
import org.etcdrecovery.console.widget.RichText;
import org.etcdrecovery.core.packed.Packed;
import org.etcdrecovery.core.snapshot.Inspection;

/** Asks which snapshot of an archive to take, if it holds several. */
final class ArchiveCard extends VBox {
    private final Texts texts = Texts.of("inspect");
    private final InspectViewModel model;
    private final RichText meaning = new RichText();
    private final VBox choices = new VBox(6);
    private List<String> shown = List.of();

    ArchiveCard(InspectViewModel model) {
        this.model = model;
        setId("archiveCard");
        getChildren().setAll(Card.titled(texts.get("archive.title"), Card.section(meaning, choices)));
    }

    void refresh() {
        Optional<Packed> packed = model.inspection()
                .get()
                .flatMap(Inspection::packed)
                .filter(archive -> archive.snapshots().size() > 1);
        Blocks.show(this, packed.isPresent());
        packed.ifPresentOrElse(this::show, () -> shown = List.of());
    }

    private void show(Packed archive) {
        meaning.setText(texts.get("archive.text", archive.snapshots().size()));
        if (!shown.equals(archive.snapshots())) {
            shown = archive.snapshots();
            ToggleGroup group = new ToggleGroup();
            choices.getChildren().setAll(shown.stream().map(name -> choice(name, group)).toList());
            Painted.then(() -> focused(archive).requestFocus());
        }
        choices.getChildren()
                .forEach(each -> ((RadioButton) each)
                        .setSelected(archive.entry().equals(Optional.of(each.getUserData()))));
    }

    /** The chosen snapshot, or the first one. */
    private Node focused(Packed archive) {
        return choices.getChildren()
                .stream()
                .filter(each -> archive.entry().equals(Optional.of(each.getUserData())))
                .findFirst()
                .orElse(choices.getChildren().getFirst());
    }

    private RadioButton choice(String name, ToggleGroup group) {
        RadioButton button = new RadioButton(name);
        button.setUserData(name);
        button.setToggleGroup(group);
        button.setMnemonicParsing(false);
        button.getStyleClass().add("mono");
        Choosing.on(button, () -> model.choose(name));
        return button;
    }
}
