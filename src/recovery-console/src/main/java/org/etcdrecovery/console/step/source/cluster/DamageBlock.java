package org.etcdrecovery.console.step.source.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.recovery.ChecklistItem;
import org.etcdrecovery.console.recovery.ChecklistItem.State;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.Revealed;
import org.etcdrecovery.console.widget.RichText;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment.Verdict;

/** What to do by hand first, each item ticked or skipped. */
public final class DamageBlock extends VBox {
    private final Texts texts = Texts.of("source");
    private final DamageModel model;
    private final Card card = Card.titled(texts.get("damage.title"))
            .withHead(Blocks.muted(texts.get("damage.note")));

    public DamageBlock(ClusterSource source) {
        this.model = source.damage();
        setId("damage");
        getChildren().setAll(card);
        source.endpoints().assessment().subscribe(this::show);
    }

    private void show(Optional<QuorumAssessment> assessment) {
        boolean lost = assessment.filter(found -> found.verdict() == Verdict.LOST).isPresent();
        List<Node> rows = new ArrayList<>();
        if (lost) {
            model.items().forEach(item -> rows.add(row(item)));
        }
        card.setRows(rows);
        Blocks.show(this, !rows.isEmpty());
    }

    private Node row(ChecklistItem item) {
        CheckBox box = new CheckBox();
        box.setId("damage-" + item.id());
        box.setMinWidth(USE_PREF_SIZE);
        RichText words = new RichText(model.words(item));
        box.setAccessibleText(texts.get("damage.done.name", words.plainText()));
        HBox.setHgrow(words, Priority.ALWAYS);
        CommandList commands = new CommandList(model.commands(item), texts.get("damage.commands.note"));
        Blocks.show(commands, false);
        Hyperlink show = link("commands-" + item.id(), texts.get("damage.show"));
        Hyperlink skip = link("skip-" + item.id(), texts.get("damage.skip"));
        skip.setOnAction(_ -> model.answer(item, box.isDisabled() ? State.OPEN : State.SKIPPED));
        box.setOnAction(_ -> model.answer(item, box.isSelected() ? State.DONE : State.OPEN));
        model.state(item).subscribe(state -> {
            box.setSelected(state == State.DONE);
            box.setDisable(state == State.SKIPPED);
            words.setOpacity(state == State.SKIPPED ? 0.6 : 1);
            skip.setText(texts.get(state == State.SKIPPED ? "damage.take" : "damage.skip"));
            Blocks.show(skip, state != State.DONE);
        });
        VBox row = new VBox(8, new HBox(12, box, words, show, skip), commands);
        row.getStyleClass().add("card-row");
        show.setOnAction(_ -> {
            Blocks.show(commands, !commands.isVisible());
            show.setText(texts.get(commands.isVisible() ? "damage.hide" : "damage.show"));
            Revealed.unfolded(row);
        });
        return row;
    }

    private static Hyperlink link(String id, String text) {
        Hyperlink link = new Hyperlink(text);
        link.setId(id);
        link.setMinWidth(USE_PREF_SIZE);
        return link;
    }
}
