package org.etcdrecovery.console.step.start.deliver;

import javafx.scene.control.ChoiceBox;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.etcdrecovery.console.deliver.HostRow;
import org.etcdrecovery.console.deliver.ServiceKind;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.CutText;
import org.etcdrecovery.console.widget.WrongMark;

/** What starts a member on its host: the kind, and below it the unit or the manifest. */
final class ServiceCell extends VBox {
    private final Texts texts = Texts.of("deliver");

    ServiceCell(HostRow row) {
        super(2);
        ChoiceBox<ServiceKind> kinds = new ChoiceBox<>();
        kinds.setId("service-" + row.name());
        kinds.getItems().setAll(ServiceKind.values());
        kinds.setConverter(new Names());
        kinds.setAccessibleText(texts.get("column.service") + ", " + row.name());
        kinds.getStyleClass().add("cell-choice");
        kinds.setMaxWidth(Double.MAX_VALUE);
        kinds.valueProperty().bindBidirectional(row.fields().service());
        TextField unit = new TextField();
        unit.setId("unit-" + row.name());
        unit.getStyleClass().addAll("cell-field", "mono", "cell-second");
        unit.textProperty().bindBidirectional(row.fields().unit());
        row.fields().service().subscribe(kind -> {
            Blocks.show(unit.getParent() == null ? unit : unit.getParent(), kind != ServiceKind.NONE);
            if (kind != ServiceKind.NONE) {
                unit.setAccessibleText(texts.get("unit." + kind) + ", " + row.name());
            }
        });
        row.fields().unit().subscribe(_ -> WrongMark.show(unit, row.fields().unitProblem()));
        var cell = CutText.bothEnds(unit);
        Blocks.show(cell, row.fields().service().get() != ServiceKind.NONE);
        getChildren().setAll(kinds, cell);
        setMinWidth(0);
    }

    private final class Names extends StringConverter<ServiceKind> {
        @Override
        public String toString(ServiceKind kind) {
            return kind == null ? "" : texts.get("service." + kind);
        }

        @Override
        public ServiceKind fromString(String name) {
            throw new UnsupportedOperationException();
        }
    }
}
