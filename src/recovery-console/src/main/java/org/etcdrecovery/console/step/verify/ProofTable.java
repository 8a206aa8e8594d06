package org.etcdrecovery.console.step.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.GridCells;
import org.etcdrecovery.console.widget.RichText;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.cluster.prove.ProofCheck;
import org.etcdrecovery.core.cluster.prove.ProofCheck.Outcome;
import org.etcdrecovery.core.cluster.prove.ProofCheck.Subject;
import org.etcdrecovery.core.text.Shown;

/** The checks, one per row: what is checked, what the plan says, what the cluster says. */
final class ProofTable extends VBox {
    private static final int FEW = 2;

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

    /**
     * Shows these checks.
     *
     * @param absent the planned members that did not answer, as far as it is known
     */
    void show(List<ProofCheck> checks, ProofValues values, List<AbsentMember> absent) {
        grid.getChildren().clear();
        VBox first = head("");
        first.getStyleClass().add("first");
        VBox last = head(texts.get("column.seen"));
        last.getStyleClass().add("last");
        grid.addRow(0, first, head(texts.get("column.check")), head(texts.get("column.expected")), last);
        int row = 1;
        for (int i = 0; i < checks.size();) {
            ProofCheck check = checks.get(i);
            List<ProofCheck> skipped = checks.subList(i, checks.size())
                    .stream()
                    .takeWhile(next -> next.outcome() == Outcome.SKIPPED && next.remark().equals(check.remark()))
                    .toList();
            if (skipped.size() > FEW) {
                addSkipped(row++, skipped);
                i += skipped.size();
            } else {
                add(row, check, values);
                row += check.outcome() == Outcome.FAILED ? addDetail(row + 1, check, values, absent) : 1;
                i++;
            }
        }
    }

    /** Checks that all lack the same are one row: what failed must not drown in them. */
    private void addSkipped(int row, List<ProofCheck> checks) {
        VBox first = GridCells.icon(Tone.NEUTRAL, texts.get("outcome.SKIPPED"));
        first.setId("skippedChecks");
        VBox words = GridCells.of(new RichText(texts.get("skipped.text", checks.getFirst().remark())));
        words.getChildren()
                .add(Blocks.caption(checks.stream()
                        .map(check -> check.subject().title())
                        .collect(Collectors.joining(", "))));
        grid.addRow(row, first, GridCells.of(wrapped(Blocks.strong(texts.get("skipped", checks.size())))));
        grid.add(words, 2, row, 2, 1);
    }

    /** What is wrong, below the values and as wide as the table. Returns the number of rows of the check. */
    private int addDetail(int row, ProofCheck check, ProofValues values, List<AbsentMember> absent) {
        List<Node> lines = new ArrayList<>();
        if (check.subject() == Subject.MEMBERS_ANSWER && !absent.isEmpty()) {
            absent.forEach(member -> lines.add(new RichText("**" + Shown.name(member.name()) + "**  "
                    + (member.where().isEmpty() ? "" : "`" + member.where() + "`  ") + member.what())));
            absent.stream()
                    .filter(member -> !member.advice().isEmpty())
                    .collect(Collectors.groupingBy(AbsentMember::advice, LinkedHashMap::new,
                            Collectors.mapping(AbsentMember::name, Collectors.joining(", "))))
                    .forEach((advice, names) -> lines
                            .add(Blocks.caption(absent.size() == 1 ? advice : names + ": " + advice)));
        } else if (!check.remark().isBlank()) {
            lines.add(Blocks.caption(values.remark(check).strip()));
        }
        if (lines.isEmpty()) {
            return 1;
        }
        VBox detail = GridCells.of(lines.toArray(Node[]::new));
        detail.setId("detail-" + check.subject());
        detail.getStyleClass().add("proof-detail");
        grid.add(detail, 1, row, 3, 1);
        return 2;
    }

    private void add(int row, ProofCheck check, ProofValues values) {
        Tone tone = switch (check.outcome()) {
            case PASSED -> Tone.SUCCESS;
            case FAILED -> Tone.DANGER;
            case SKIPPED -> check.isOpen() ? Tone.WARNING : Tone.NEUTRAL;
        };
        Label name = wrapped(Blocks.strong(check.subject().title()));
        RichText expected = new RichText(values.expected(check));
        RichText seen = new RichText(values.seen(check));
        if (check.outcome() != Outcome.SKIPPED) {
            seen.getStyleClass().add("proof-seen");
        }
        VBox last = GridCells.of(seen);
        if (!check.remark().isBlank() && check.outcome() != Outcome.FAILED) {
            last.getChildren().add(Blocks.caption(values.remark(check).strip()));
        }
        VBox first = GridCells.icon(tone,
                check.isOpen() ? texts.get("outcome.open") : texts.get("outcome." + check.outcome()));
        first.setId("check-" + check.subject());
        grid.addRow(row, first, GridCells.of(name), GridCells.of(expected), last);
    }

    private static Label wrapped(Label label) {
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    private static VBox head(String text) {
        return GridCells.head(text, "proof-head");
    }

    private static ColumnConstraints share(double percent) {
        ColumnConstraints column = new ColumnConstraints();
        column.setPercentWidth(percent);
        return column;
    }
}
