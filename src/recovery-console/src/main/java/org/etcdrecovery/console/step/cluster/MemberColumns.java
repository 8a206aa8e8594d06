package org.etcdrecovery.console.step.cluster;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import org.etcdrecovery.console.widget.FittedColumns;
import org.etcdrecovery.console.widget.FittedColumns.Face;

/**
 * The columns of the members table, the same for its head and every row. URLs come first, then the names get what is
 * left. Where peer and client URLs do not fit beside each other, they are below each other.
 */
final class MemberColumns {
    private static final double NAME = 128;
    private static final double WIDEST_NAME = 240;
    private static final double NAME_PADDING = 28;
    private static final double URL_PADDING = 20;
    private static final double ID = 150;
    private static final double MENU = 40;
    /** What the row has beside its cells. */
    private static final double EDGES = 12;

    private final DoubleProperty nameWidth = new SimpleDoubleProperty(NAME);
    private final BooleanProperty stacked = new SimpleBooleanProperty();

    /** Fits them to what these rows contain. */
    void fit(List<MemberRow> rows, double width) {
        double names = FittedColumns.width(texts(rows, row -> row.name().get()), Face.STRONG) + NAME_PADDING;
        double peers = FittedColumns.width(texts(rows, row -> row.peerUrls().get()), Face.MONO) + URL_PADDING;
        double clients = FittedColumns.width(texts(rows, row -> row.clientUrls().get()), Face.MONO) + URL_PADDING;
        // Both columns have the same width.
        double beside = 2 * Math.max(peers, clients);
        double space = width - ID - MENU - EDGES;
        stacked.set(width > 0 && NAME + beside > space);
        double left = space - (stacked.get() ? beside / 2 : beside);
        nameWidth.set(Math.clamp(names, NAME, Math.clamp(left, NAME, WIDEST_NAME)));
    }

    private static Stream<String> texts(List<MemberRow> rows, Function<MemberRow, String> cell) {
        return rows.stream().map(cell);
    }

    /** A grid with these cells in its columns. */
    GridPane grid(Node name, Node peerUrls, Node clientUrls, Node id, Node menu) {
        GridPane grid = new GridPane();
        ColumnConstraints names = new ColumnConstraints();
        names.minWidthProperty().bind(nameWidth);
        names.prefWidthProperty().bind(nameWidth);
        names.maxWidthProperty().bind(nameWidth);
        ColumnConstraints menus = new ColumnConstraints(MENU);
        menus.setHalignment(HPos.CENTER);
        ColumnConstraints ids = new ColumnConstraints(ID);
        grid.getChildren().setAll(name, peerUrls, clientUrls, id, menu);
        stacked.subscribe(below -> {
            int lines = below ? 2 : 1;
            GridPane.setConstraints(name, 0, 0, 1, lines);
            GridPane.setConstraints(peerUrls, 1, 0);
            GridPane.setConstraints(clientUrls, below ? 1 : 2, below ? 1 : 0);
            GridPane.setConstraints(id, below ? 2 : 3, 0, 1, lines);
            GridPane.setConstraints(menu, below ? 3 : 4, 0, 1, lines);
            grid.getColumnConstraints()
                    .setAll(below
                            ? List.of(names, urls(), ids, menus)
                            : List.of(names, urls(), urls(), ids, menus));
        });
        return grid;
    }

    private static ColumnConstraints urls() {
        ColumnConstraints column = new ColumnConstraints(0, 0, Double.MAX_VALUE);
        column.setHgrow(Priority.ALWAYS);
        return column;
    }
}
