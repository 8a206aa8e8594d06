package org.etcdrecovery.console.step.verify;

import java.util.List;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.etcdrecovery.console.shell.WhileShown;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.CheckRow;
import org.etcdrecovery.console.widget.Tone;

/** While the members are waited for, and after that was stopped: which of them answers, and how long the others did not. */
final class WaitingCard extends VBox {
    private static final Duration PAUSE = Duration.seconds(1);

    private final VerifyViewModel model;
    private final Card card = new Card();

    WaitingCard(VerifyViewModel model) {
        this.model = model;
        setId("waiting");
        getChildren().setAll(card);
        model.activity().running().subscribe(this::show);
        model.waiting().answers().subscribe(this::show);
        model.failed().subscribe(this::show);
        model.strangers().seen().subscribe(this::show);
        WhileShown.every(PAUSE, this, this::show);
        show();
    }

    private void show() {
        boolean waits = model.isChecking() && model.checks().isEmpty();
        List<WaitingRow> rows = waits || model.waiting().isStopped()
                ? model.waiting().rows()
                : List.of();
        card.setRows(rows.stream().map(row -> row(row, waits)).toList());
        Blocks.show(this, !rows.isEmpty());
    }

    private static CheckRow row(WaitingRow member, boolean waits) {
        CheckRow row = new CheckRow(member.name());
        row.setId("waiting-" + member.name());
        Tone tone = switch (member.state()) {
            case READY -> Tone.SUCCESS;
            case AWAITED -> waits ? Tone.ACCENT : Tone.NEUTRAL;
            case HINDERED -> Tone.WARNING;
            case STRANGER -> Tone.DANGER;
        };
        row.say(tone, member.name(), member.words());
        return row;
    }
}
