package org.etcdrecovery.console.step.start.deliver;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.StringProperty;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.deliver.DeliveryModel;
import org.etcdrecovery.console.deliver.HostCondition;
import org.etcdrecovery.console.deliver.HostPill;
import org.etcdrecovery.console.deliver.HostRow;
import org.etcdrecovery.console.finding.ExplanationLink;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.CutText;
import org.etcdrecovery.console.widget.GridCells;
import org.etcdrecovery.console.widget.WrongMark;
import org.etcdrecovery.core.text.Shown;

/** The members and their hosts: a row each, with what is typed for it and its condition. */
final class HostsTable extends VBox {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    private final Texts texts = Texts.of("deliver");
    private final DeliveryModel model;
    private final GridPane grid = new GridPane();

    HostsTable(DeliveryModel model) {
        this.model = model;
        setId("hostTable");
        grid.getStyleClass().add("grid-table");
        grid.getColumnConstraints().setAll(share(12), share(21), share(21), share(17), share(29));
        getChildren().setAll(new Card(grid));
        model.rows().addListener((ListChangeListener<HostRow>) _ -> show());
        show();
    }

    private static ColumnConstraints share(double percent) {
        ColumnConstraints column = new ColumnConstraints();
        column.setPercentWidth(percent);
        return column;
    }

    private void show() {
        grid.getChildren().clear();
        VBox first = head("member");
        first.getStyleClass().add("first");
        VBox last = head("state");
        last.getStyleClass().add("last");
        grid.addRow(0, first, head("address"), head("directory"), head("service"), last);
        List<HostRow> rows = model.rows();
        for (int i = 0; i < rows.size(); i++) {
            add(i + 1, rows.get(i));
        }
    }

    private VBox head(String column) {
        return GridCells.head(texts.get("column." + column), "proof-head");
    }

    private void add(int index, HostRow row) {
        CheckBox deliver = new CheckBox(row.name());
        deliver.setId("deliver-" + row.name());
        deliver.setMnemonicParsing(false);
        deliver.getStyleClass().add("strong");
        deliver.setAccessibleText(texts.get("member.deliver", row.name()));
        deliver.selectedProperty().bindBidirectional(row.fields().chosen());
        deliver.setMinWidth(0);
        TextField address = field("address", row, row.fields().address(), row.fields()::addressProblem);
        address.focusedProperty().subscribe((_, focused) -> {
            if (!focused) {
                row.fields().settle();
            }
        });
        TextField directory = field("directory", row, row.fields().directory(), row.fields()::directoryProblem);
        Label shared = Blocks.caption("");
        shared.setId("shared-" + row.name());
        shared.pseudoClassStateChanged(WRONG, true);
        shared.setMinHeight(USE_PREF_SIZE);
        row.fields().sharedWith().subscribe(others -> {
            WrongMark.show(directory, row.fields().directoryProblem());
            shared.setText(others.isEmpty() ? "" : texts.get("directory.shared", Shown.text(others)));
            Blocks.show(shared, !others.isEmpty());
        });
        ServiceCell service = new ServiceCell(row);
        for (Node node : List.of(deliver, address, directory, service)) {
            node.disableProperty().bind(model.running().map(Optional::isPresent));
        }
        row.fields().chosen().subscribe(chosen -> Blocks.fade(!chosen, address, directory, service));
        grid.addRow(index, cell("of-box", deliver), cell("of-field", CutText.bothEnds(address)),
                cell("of-field", CutText.bothEnds(directory), shared), cell("of-choice", service),
                cell("of-state", state(row)));
    }

    private static VBox cell(String kind, Node... content) {
        VBox cell = GridCells.of(content);
        cell.getStyleClass().addAll("tall", "host-cell", kind);
        return cell;
    }

    private TextField field(String column, HostRow row, StringProperty value, Supplier<String> problem) {
        TextField field = new TextField();
        field.setId(column + "-" + row.name());
        field.getStyleClass().addAll("cell-field", "mono");
        field.setAccessibleText(texts.get("column." + column) + ", " + row.name());
        field.textProperty().bindBidirectional(value);
        value.subscribe(_ -> WrongMark.show(field, problem.get()));
        return field;
    }

    private static Node state(HostRow row) {
        Label line = Blocks.caption("");
        line.setMinHeight(USE_PREF_SIZE);
        row.condition().subscribe(now -> {
            line.setText(Shown.text(now.line()));
            Blocks.show(line, !now.line().isEmpty());
        });
        VBox state = new VBox(3, new HBox(HostPill.of(row)), line,
                ExplanationLink.following(row.condition().map(HostCondition::code)));
        state.setId("state-" + row.name());
        return state;
    }
}
