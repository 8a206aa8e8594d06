package org.etcdrecovery.console.step.inspect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.step.inspect.CheckModel.State;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.CheckRow;
import org.etcdrecovery.console.widget.Tone;

/** The checks as they run. Once all have ended, the ones that passed can be folded into one line. */
final class ChecksCard extends VBox {
    private final Texts texts = Texts.of("inspect");
    private final Label done = Blocks.muted("");
    private final Card card;
    private final Map<CheckModel, CheckRow> rows = new LinkedHashMap<>();
    private final CheckRow passed = new CheckRow("");
    private final Hyperlink unfold = new Hyperlink();
    private final HBox foldRow;
    private boolean folded;
    private boolean open;

    ChecksCard(Checks checks) {
        setId("checks");
        setMinWidth(0);
        setPrefWidth(320);
        card = Card.titled(texts.get("checks")).withHead(Blocks.spacer(), done);
        for (CheckModel check : checks.all()) {
            CheckRow row = new CheckRow(name(check));
            row.setId("check-" + check.check());
            rows.put(check, row);
            check.state().subscribe(_ -> show(check, row));
            check.detail().subscribe(_ -> show(check, row));
        }
        unfold.setId("unfoldChecks");
        unfold.setMinWidth(USE_PREF_SIZE);
        unfold.setOnAction(_ -> {
            open = !open;
            layOut();
        });
        passed.getStyleClass().removeAll("card-row", "check-row");
        HBox.setHgrow(passed, javafx.scene.layout.Priority.ALWAYS);
        foldRow = Card.row(passed, unfold);
        foldRow.setId("passedChecks");
        checks.over()
                .subscribe(count -> done.setText(texts.get("checks.done", count.intValue(), checks.all().size())));
        getChildren().setAll(card);
        layOut();
    }

    private String name(CheckModel check) {
        return texts.get("check." + check.check());
    }

    private void show(CheckModel check, CheckRow row) {
        row.say(switch (check.state().get()) {
            case WAITING, SKIPPED -> Tone.NEUTRAL;
            case RUNNING -> Tone.ACCENT;
            case PASSED -> Tone.SUCCESS;
            case CARE -> Tone.WARNING;
            case DAMAGE -> Tone.DANGER;
        }, name(check), check.detail().get());
    }

    /** Sets whether the checks that passed are folded into one line. */
    void fold(boolean now) {
        if (now != folded) {
            folded = now;
            open = false;
        }
        layOut();
    }

    private void layOut() {
        List<Node> shown = new ArrayList<>();
        int count = 0;
        for (Map.Entry<CheckModel, CheckRow> entry : rows.entrySet()) {
            boolean sound = entry.getKey().state().get() == State.PASSED;
            count += sound ? 1 : 0;
            if (!folded || open || !sound) {
                shown.add(entry.getValue());
            }
        }
        if (folded && count > 0) {
            passed.say(Tone.SUCCESS, texts.get("checks.passed", count), "");
            unfold.setText(texts.get(open ? "checks.fold" : "checks.unfold"));
            shown.addFirst(foldRow);
        }
        if (!shown.equals(card.body().getChildren())) {
            card.setRows(shown);
        }
    }
}
