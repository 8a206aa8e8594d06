package org.etcdrecovery.console.step.verify;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.Icons;
import org.etcdrecovery.console.widget.RichText;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.cluster.prove.ProofCheck;
import org.kordamp.ikonli.javafx.FontIcon;

/** The checks, one per row: what is checked, what the plan says, what the cluster says. */
final class ProofTable extends VBox {
    private final Texts texts = Texts.of("verify");
    private final GridPane grid = new GridPane();

    ProofTable() {
        setId("checks");
        grid.getStyleClass().add("grid-table");
        grid.getColumnConstraints().setAll(share(5.5), share(28), share(30), share(36.5));
        Card card = new Card(grid);
        card.getStyleClass().add("proof-table");
        getChildren().setAll(card);
    }

    /** Shows these checks. */
    void show(List<ProofCheck> checks, ProofWords words) {
        grid.getChildren().clear();
        grid.addRow(0, head(""), head(texts.get("column.check")), head(texts.get("column.expected")),
                head(texts.get("column.seen")));
        int row = 1;
        for (ProofCheck check : checks) {
            add(row++, check, words);
        }
    }

    private void add(int row, ProofCheck check, ProofWords words) {
        Tone tone = switch (check.outcome()) {
            case PASSED -> Tone.SUCCESS;
            case FAILED -> Tone.DANGER;
            case SKIPPED -> Tone.NEUTRAL;
        };
        FontIcon icon = Icons.of(tone);
        icon.setAccessibleText(texts.get("outcome." + check.outcome()));
        Label name = wrapped(Blocks.strong(check.subject().title()));
        RichText expected = new RichText(words.expected(check));
        RichText seen = new RichText(words.seen(check));
        if (check.outcome() != ProofCheck.Outcome.SKIPPED) {
            seen.getStyleClass().add("proof-seen");
        }
        VBox last = cell(seen);
        if (!check.remark().isBlank()) {
            last.getChildren().add(Blocks.caption(words.remark(check).strip()));
        }
        VBox first = cell(icon);
        first.setId("check-" + check.subject());
        grid.addRow(row, first, cell(name), cell(expected), last);
    }

    private static Label wrapped(Label label) {
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    private static VBox head(String text) {
        Label label = Blocks.strong(text);
        label.getStyleClass().addAll("muted", "grid-head");
        VBox cell = cell(label);
        cell.getStyleClass().add("proof-head");
        return cell;
    }

    private static VBox cell(Node content) {
        VBox cell = new VBox(2, content);
        cell.getStyleClass().addAll("grid-cell", "plan-cell");
        cell.setMinWidth(0);
        return cell;
    }

    private static ColumnConstraints share(double percent) {
        ColumnConstraints column = new ColumnConstraints();
        column.setPercentWidth(percent);
        return column;
    }
}
