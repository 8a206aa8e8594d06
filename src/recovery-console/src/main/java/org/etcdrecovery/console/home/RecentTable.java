package org.etcdrecovery.console.home;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.settings.RecentSnapshot;
import org.etcdrecovery.console.text.FileNames;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.CutText;
import org.etcdrecovery.console.widget.Pill;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.text.Shown;

/**
 * The recent snapshots. There are few rows, and they never change while shown, so a table control would be too much.
 */
final class RecentTable {
    private static final String NONE = "–";

    private RecentTable() {}

    /**
     * @param snapshots the rows
     * @param day       formats a time
     * @param open      inspects a snapshot
     * @param look      looks inside a snapshot
     */
    static Card of(List<RecentSnapshot> snapshots, Function<Instant, String> day, Consumer<SnapshotName> open,
            Consumer<SnapshotName> look) {
        Texts texts = Texts.of("home");
        GridPane grid = new GridPane();
        grid.getStyleClass().add("grid-table");
        ColumnConstraints files = new ColumnConstraints(0, 0, Double.MAX_VALUE);
        files.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints()
                .setAll(files, column(128, HPos.LEFT), fitted(), fitted(), fitted(), column(136, HPos.LEFT),
                        column(100, HPos.RIGHT));
        List<String> names = List.of("file", "verdict", "revision", "keys", "size", "saved");
        for (int i = 0; i < names.size(); i++) {
            Label head = Blocks.strong(texts.get("recent." + names.get(i)));
            head.getStyleClass().addAll("muted", "grid-head");
            grid.add(cell(head, i), i, 0);
        }
        grid.add(cell(Blocks.muted(""), names.size()), names.size(), 0);
        int row = 1;
        for (RecentSnapshot snapshot : snapshots) {
            SnapshotName opened = snapshot.name();
            Path path = opened.file();
            Hyperlink name = new Hyperlink(Shown.text(FileNames.of(path, snapshot.entry())));
            name.getStyleClass().addAll("strong", "file-link");
            name.setMnemonicParsing(false);
            name.setOnAction(_ -> open.accept(opened));
            CutText.middle(name);
            Label directory = CutText.middle(
                    Blocks.caption(texts.get("recent.in", folder(snapshot, path))));
            directory.setWrapText(false);
            HBox below = new HBox(6, directory);
            snapshot.lacks().ifPresent(words -> {
                Label lacks = Blocks.caption(words);
                lacks.setWrapText(false);
                lacks.setMinWidth(Region.USE_PREF_SIZE);
                lacks.getStyleClass().add("lacks");
                Tone.WARNING.applyTo(lacks);
                below.getChildren().addFirst(lacks);
            });
            VBox place = new VBox(1, name, below);
            place.setMinWidth(0);
            place.setAlignment(Pos.CENTER_LEFT);
            HBox file = cell(place, 0);
            file.getStyleClass().add("tall");
            grid.addRow(row, file, cell(verdict(snapshot, texts), 1),
                    cell(new Label(number(snapshot.revision())), 2), cell(new Label(number(snapshot.keys())), 3),
                    cell(new Label(Quantities.size(snapshot.size())), 4),
                    cell(Blocks.muted(day.apply(snapshot.modified())), 5),
                    cell(look(texts, name.getText(), () -> look.accept(opened)), 6));
            row++;
        }
        Card table = new Card(grid);
        table.setId("recentTable");
        return table;
    }

    private static String folder(RecentSnapshot snapshot, Path path) {
        return snapshot.place()
                .map(place -> place.address().substring(0, place.address().lastIndexOf('/') + 1))
                .orElse(String.valueOf(path.getParent()));
    }

    private static Hyperlink look(Texts texts, String name, Runnable action) {
        Hyperlink look = new Hyperlink(texts.get("recent.look"));
        look.setAccessibleText(texts.get("recent.look.file", name));
        look.getStyleClass().add("look-inside");
        look.setMinWidth(Region.USE_PREF_SIZE);
        look.setOnAction(_ -> action.run());
        return look;
    }

    private static ColumnConstraints column(double width, HPos alignment) {
        ColumnConstraints column = new ColumnConstraints(width);
        column.setHalignment(alignment);
        return column;
    }

    /** As wide as its figures: a revision is compared digit by digit. */
    private static ColumnConstraints fitted() {
        ColumnConstraints column = new ColumnConstraints();
        column.setHalignment(HPos.RIGHT);
        return column;
    }

    private static HBox cell(Node content, int column) {
        HBox cell = new HBox(content);
        cell.getStyleClass().add("grid-cell");
        boolean figure = column >= 2 && column <= 4;
        cell.setMinWidth(figure ? Region.USE_PREF_SIZE : 0);
        cell.setAlignment(figure ? Pos.CENTER_RIGHT : Pos.CENTER_LEFT);
        return cell;
    }

    private static Pill verdict(RecentSnapshot snapshot, Texts texts) {
        Tone tone = switch (snapshot.verdict()) {
            case RESTORABLE -> Tone.SUCCESS;
            case RESTORABLE_WITH_CARE -> Tone.WARNING;
            case DAMAGED, NOT_A_SNAPSHOT -> Tone.DANGER;
        };
        return Pill.withIcon(tone, texts.get("verdict." + snapshot.verdict()));
    }

    private static String number(Optional<Long> value) {
        return value.map(Quantities::number).orElse(NONE);
    }
}
