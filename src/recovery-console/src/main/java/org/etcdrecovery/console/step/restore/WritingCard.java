package org.etcdrecovery.console.step.restore;

import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.StopButton;
import org.etcdrecovery.core.plan.RestorePlan;

/** The members being written, each with its progress. */
final class WritingCard extends VBox {
    private final Texts texts = Texts.of("restore");
    private final RestoreViewModel model;
    private final Label pace = Blocks.muted("");
    private final Button stop;
    private List<MemberRow> rows = List.of();

    WritingCard(RestoreViewModel model) {
        this.model = model;
        setId("writing");
        pace.textProperty().bind(model.pace());
        stop = StopButton.small("stopRestore", model.activity());
        model.activity().running().subscribe(_ -> show());
        model.restored().subscribe(_ -> show());
        model.members().addListener((ListChangeListener<MemberProgress>) _ -> showMembers());
        showMembers();
    }

    private void showMembers() {
        int hashKv = model.plan().map(RestorePlan::hashKv).orElse(0);
        double names = MemberRow.nameWidth(model.members());
        rows = model.members().stream().map(member -> new MemberRow(member, hashKv, names)).toList();
        show();
    }

    private void show() {
        boolean running = model.isWriting();
        Card card = running
                ? Card.titled(texts.get("writing.title", rows.size())).withHead(Blocks.spacer(), pace, stop)
                : Card.titled(texts.get("written.title"));
        card.setRows(rows);
        getChildren().setAll(card);
    }
}
