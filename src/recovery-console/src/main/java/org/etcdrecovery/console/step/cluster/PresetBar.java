package org.etcdrecovery.console.step.cluster;

import java.util.List;
import java.util.function.BooleanSupplier;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Icons;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;

/** The buttons that fill the table. */
final class PresetBar extends HBox {
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    private static final List<Integer> SIZES = List.of(1, 3, 5);

    PresetBar(MemberTable table, Texts texts, Runnable paste) {
        super(8);
        setAlignment(Pos.CENTER_LEFT);
        getChildren().add(Blocks.muted(texts.get("members")));
        for (int size : SIZES) {
            Button button = preset("preset-" + size, String.valueOf(size), () -> table.resize(size));
            button.setAccessibleText(texts.get("preset.size", size));
            follow(button, table, () -> !table.joinLater().get() && table.rows().size() == size);
            getChildren().add(button);
        }
        Button later = preset("presetLater", texts.get("preset.later"), table::letOthersJoinLater);
        later.setTooltip(new Tooltip(texts.get("preset.later.hint")));
        follow(later, table, () -> table.joinLater().get());
        Button snapshot = preset("presetSnapshot", texts.get("preset.snapshot"), table::takeFromSnapshot);
        table.rows()
                .addListener((ListChangeListener<MemberRow>) _ -> snapshot.setDisable(!table.hasSnapshotMembers()));
        snapshot.setDisable(!table.hasSnapshotMembers());
        Button undo = preset("undo", texts.get("preset.undo"), table::undo);
        table.undoable().subscribe(possible -> undo.setDisable(!possible));
        Button add = new Button(texts.get("add"), Icons.of(MaterialDesignP.PLUS));
        add.setId("addMember");
        add.getStyleClass().add("small");
        add.setMinWidth(USE_PREF_SIZE);
        add.setOnAction(_ -> table.add());
        getChildren().addAll(later, snapshot, preset("paste", texts.get("preset.paste"), paste), undo, Blocks.spacer(),
                add);
    }

    private static Button preset(String id, String name, Runnable action) {
        Button button = new Button(name);
        button.setId(id);
        button.setMnemonicParsing(false);
        button.getStyleClass().addAll("small", "preset");
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(_ -> action.run());
        return button;
    }

    private static void follow(Button button, MemberTable table, BooleanSupplier chosen) {
        Runnable refresh = () -> button.pseudoClassStateChanged(CHOSEN, chosen.getAsBoolean());
        table.rows().addListener((ListChangeListener<MemberRow>) _ -> refresh.run());
        table.joinLater().subscribe(refresh);
        refresh.run();
    }
}
