package org.etcdrecovery.console.step.restore.rehearse;

import java.util.ArrayList;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.GridCells;
import org.etcdrecovery.console.widget.RichText;
import org.etcdrecovery.console.widget.Tone;

/** The stages of a rehearsal: what was seen in each, and how long it took. */
final class StageTable extends GridPane {
    private static final double STAGE = 160;
    private static final double TOOK = 96;

    private final Texts texts = Texts.of("rehearse");

    StageTable(ObservableList<StageLine> stages) {
        setId("stages");
        getStyleClass().add("grid-table");
        ColumnConstraints icon = new ColumnConstraints();
        ColumnConstraints stage = new ColumnConstraints(STAGE, STAGE, STAGE);
        ColumnConstraints seen = new ColumnConstraints(0, 0, Double.MAX_VALUE);
        seen.setHgrow(Priority.ALWAYS);
        ColumnConstraints took = new ColumnConstraints(TOOK, TOOK, TOOK);
        getColumnConstraints().setAll(icon, stage, seen, took);
        stages.addListener((ListChangeListener<StageLine>) _ -> show(stages));
        show(stages);
    }

    private void show(List<StageLine> stages) {
        getChildren().clear();
        addRow(0, head(""), head(texts.get("column.stage")), head(texts.get("column.seen")),
                right(head(texts.get("column.took"))));
        for (StageLine line : stages) {
            add(getRowCount(), line);
        }
        Blocks.show(this, !stages.isEmpty());
    }

    private void add(int row, StageLine line) {
        Tone tone = switch (line.state()) {
            case TO_DO -> Tone.NEUTRAL;
            case RUNNING -> Tone.ACCENT;
            case PASSED -> Tone.SUCCESS;
            case LIMITED -> Tone.WARNING;
            case FAILED -> Tone.DANGER;
        };
        VBox first = GridCells.icon(tone, texts.get("state." + line.state()));
        first.setId("stage-" + line.stage());
        List<Node> seen = new ArrayList<>(List.of(new RichText(line.seen())));
        line.details().forEach(detail -> seen.add(Blocks.caption(detail)));
        addRow(row, first, GridCells.of(Blocks.strong(line.stage().title())), GridCells.of(seen.toArray(Node[]::new)),
                right(GridCells.of(new Label(line.took()))));
    }

    private static VBox right(VBox cell) {
        cell.setAlignment(javafx.geometry.Pos.CENTER_RIGHT);
        cell.getStyleClass().add("took");
        return cell;
    }

    private static VBox head(String text) {
        return GridCells.head(text, "stage-head");
    }
}
