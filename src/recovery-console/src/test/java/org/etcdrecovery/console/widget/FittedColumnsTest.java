package org.etcdrecovery.console.widget;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import org.etcdrecovery.console.testing.ScreenTest;
import org.etcdrecovery.console.widget.FittedColumns.Face;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FittedColumnsTest extends ScreenTest {
    private static final String REVISION = "1\u00a0000\u00a0000\u00a0051";
    private static final String LONG = "https://etcd-0.etcd-headless.kube-system.svc.cluster.local:2379";

    private final TableView<List<String>> table = onFx(() -> new TableView<>());
    private final TableColumn<List<String>, String> revision = column("Revision", 0);
    private final TableColumn<List<String>, String> name = column("Name", 1);
    private final TableColumn<List<String>, String> url = column("URL", 2);

    @BeforeEach
    void open() {
        show(() -> {
            table.getColumns().setAll(List.of(revision, name, url));
            table.getItems().setAll(List.of(List.of(REVISION, "etcd-a", LONG)));
            FittedColumns<List<String>> columns = new FittedColumns<>(table, 19);
            columns.fix(revision, FittedColumns.width(Stream.of(REVISION), Face.TEXT));
            columns.flex(name, FittedColumns.width(Stream.of("etcd-a"), Face.TEXT));
            columns.flex(url, FittedColumns.width(Stream.of(LONG), Face.TEXT));
            return new HBox(table);
        });
    }

    @Test
    void takesTheWholeWidthIfThereIsSpace() {
        layOut(1000);

        assertThat(sum()).isCloseTo(1000, org.assertj.core.data.Offset.offset(5.0));
        assertThat(revision.getWidth()).isGreaterThanOrEqualTo(FittedColumns.width(Stream.of(REVISION), Face.TEXT));
    }

    @Test
    void theLongestTextGivesWayAndNothingElse() {
        layOut(1000);
        double wide = revision.getWidth();
        layOut(360);

        assertThat(sum()).isLessThanOrEqualTo(360);
        assertThat(revision.getWidth()).isEqualTo(wide);
        assertThat(name.getWidth()).isGreaterThan(FittedColumns.width(Stream.of("etcd-a"), Face.TEXT));
    }

    private void layOut(double width) {
        doOnFx(() -> {
            table.setMinWidth(width);
            table.setMaxWidth(width);
            table.getScene().getRoot().layout();
        });
    }

    private double sum() {
        return onFx(() -> table.getColumns().stream().mapToDouble(TableColumn::getWidth).sum());
    }

    private static TableColumn<List<String>, String> column(String head, int index) {
        TableColumn<List<String>, String> column = new TableColumn<>(head);
        column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(cell.getValue().get(index)));
        return column;
    }
}
