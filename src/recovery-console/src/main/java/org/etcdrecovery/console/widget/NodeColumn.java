package org.etcdrecovery.console.widget;

import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import org.jspecify.annotations.Nullable;

/** A column whose cells are made from the whole row. It stays where it is and is not sorted. */
public final class NodeColumn<R> extends TableColumn<R, R> {
    /**
     * @param title   its heading
     * @param content makes the content of a cell
     */
    public NodeColumn(String title, Function<R, Node> content) {
        super(title);
        setReorderable(false);
        setSortable(false);
        setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue()));
        setCellFactory(_ -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable R row, boolean empty) {
                super.updateItem(row, empty);
                setGraphic(empty || row == null ? null : content.apply(row));
            }
        });
    }
}
