package org.etcdrecovery.console.step.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.StringProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.CutText;
import org.etcdrecovery.console.widget.Icons;
import org.etcdrecovery.console.widget.WrongMark;
import org.etcdrecovery.core.plan.Problem.Field;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;

/** One member in the table: its cells, its directories if they are unfolded, and its remarks. */
final class MemberRowView extends VBox {
    private static final PseudoClass LATER = PseudoClass.getPseudoClass("later");

    private final ClusterViewModel model;
    private final MemberRow row;
    private final Texts texts;
    private final Mover mover;
    private final TextField name;
    private final TextField peerUrls;
    private final TextField clientUrls;
    private final MemberIdCell id;
    private final Button menu;
    private final DirectoryFields directories;
    private final VBox remarks = new VBox();

    /** Moves the focus to the same cell of another row. */
    @FunctionalInterface
    interface Mover {
        /** Moves from a cell by this many rows. */
        void move(MemberRow from, int column, int by);
    }

    MemberRowView(ClusterViewModel model, MemberRow row, Texts texts, MemberColumns columns, Mover mover) {
        this.model = model;
        this.row = row;
        this.texts = texts;
        this.mover = mover;
        getStyleClass().add("member-row");
        name = cell(row.name(), "prompt.name", "help.name", 0);
        name.getStyleClass().add("strong");
        peerUrls = cell(row.peerUrls(), "prompt.peerUrls", "help.peerUrls", 1);
        clientUrls = cell(row.clientUrls(), "prompt.clientUrls", "help.clientUrls", 2);
        List.of(peerUrls, clientUrls).forEach(field -> field.getStyleClass().add("mono"));
        id = new MemberIdCell(row, texts);
        menu = Icons.button(MaterialDesignD.DOTS_VERTICAL, texts.get("menu", row.name().get()));
        menu.getStyleClass().add("small");
        menu.setOnAction(_ -> openMenu());
        directories = new DirectoryFields(model, row, texts);
        row.unfolded().subscribe(open -> {
            Blocks.show(directories, open);
            showRemarks();
        });
        GridPane cells = columns.grid(CutText.bothEnds(name), CutText.bothEnds(peerUrls), CutText.bothEnds(clientUrls),
                id, menu);
        cells.getStyleClass().add("member-cells");
        getChildren().setAll(cells, directories, remarks);
        row.remarks().subscribe(_ -> showRemarks());
        row.later().subscribe(later -> pseudoClassStateChanged(LATER, later));
        row.name().subscribe(_ -> showRemarks());
    }

    private TextField cell(StringProperty value, String prompt, String help, int column) {
        TextField field = new TextField();
        field.getStyleClass().add("cell-field");
        field.setMaxWidth(Double.MAX_VALUE);
        field.setPromptText(texts.get(prompt));
        field.textProperty().bindBidirectional(value);
        field.focusedProperty().subscribe(focused -> {
            if (focused) {
                model.outline().focusedHelp().set(Optional.of(texts.help(help)));
            }
        });
        field.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            switch (event.getCode()) {
                case UP -> mover.move(row, column, -1);
                case DOWN -> mover.move(row, column, 1);
                default -> {
                    return;
                }
            }
            event.consume();
        });
        return field;
    }

    /** Sets the number of the row, from 1, which the nodes' ids contain. */
    void number(int number) {
        name.setId("name-" + number);
        peerUrls.setId("peerUrls-" + number);
        clientUrls.setId("clientUrls-" + number);
        id.setId("memberId-" + number);
        menu.setId("memberMenu-" + number);
        remarks.setId("remarks-" + number);
        directories.number(number);
        Map.of("name", name, "peerUrls", peerUrls, "clientUrls", clientUrls)
                .forEach((column, field) -> field
                        .setAccessibleText(texts.get("cell", texts.get("column." + column), number)));
    }

    void focus(int column) {
        List.of(name, peerUrls, clientUrls).get(column).requestFocus();
    }

    private Node cellOf(Field field) {
        return switch (field) {
            case PEER_URLS -> peerUrls;
            case CLIENT_URLS -> clientUrls;
            case DATA_DIR, WAL_DIR -> {
                row.unfolded().set(true);
                yield directories.field(field);
            }
            case LEARNER -> menu;
            default -> name;
        };
    }

    private void openMenu() {
        CheckMenuItem shown = new CheckMenuItem(texts.get("menu.directories"));
        shown.setSelected(row.unfolded().get());
        shown.setOnAction(_ -> row.unfolded().set(shown.isSelected()));
        CheckMenuItem learner = new CheckMenuItem(texts.get("menu.learner"));
        learner.setSelected(row.learner().get());
        learner.setOnAction(_ -> row.learner().set(learner.isSelected()));
        MenuItem remove = new MenuItem(texts.get("menu.remove"));
        remove.setOnAction(_ -> model.table().remove(row));
        new ContextMenu(shown, learner, new SeparatorMenuItem(), remove).show(menu, Side.BOTTOM, 0, 0);
    }

    private void showRemarks() {
        String about = row.name().get().isBlank() ? texts.get("nameless") : row.name().get();
        menu.setAccessibleText(texts.get("menu", about));
        List<Node> shown = new ArrayList<>();
        row.remarks().get().forEach(remark -> {
            HBox line = MemberGrid.remark(about, remark);
            line.setAlignment(Pos.TOP_LEFT);
            line.setCursor(Cursor.HAND);
            line.setOnMouseClicked(_ -> cellOf(remark.field()).requestFocus());
            shown.add(line);
        });
        remarks.getChildren().setAll(shown);
        // While the directories are folded away, nothing else in the row could be marked for them.
        WrongMark.show(name, Stream.of(Field.NAME, Field.DATA_DIR, Field.WAL_DIR)
                .filter(field -> field == Field.NAME || !row.unfolded().get())
                .map(row::problem)
                .filter(problem -> !problem.isEmpty())
                .findFirst()
                .orElse(""));
        WrongMark.show(peerUrls, row.problem(Field.PEER_URLS));
        WrongMark.show(clientUrls, row.problem(Field.CLIENT_URLS));
    }
}
