package org.etcdrecovery.console.explorer.keys;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.explorer.picture.Treemap;
import org.etcdrecovery.console.explorer.picture.Treemap.Part;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.CutText;
import org.etcdrecovery.console.widget.Icons;
import org.etcdrecovery.core.contents.index.Subtree;
import org.etcdrecovery.core.contents.index.Totals;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;

/** The treemap of one level of the tree. */
final class LevelCard extends VBox {
    private final Texts texts = Texts.of("explorer");
    private final KeysViewModel model;
    private final Label path = CutText.middle(Blocks.muted(""));
    private final Button up = Icons.button(MaterialDesignA.ARROW_UP, texts.get("treemap.up"));
    private final Treemap treemap = new Treemap();
    private final Label keys = Blocks.caption(texts.get("treemap.keys"));
    /** What each part of the picture is; empty for all that are too small. */
    private final List<Optional<Subtree>> shown = new ArrayList<>();

    LevelCard(KeysViewModel model) {
        super(8);
        this.model = model;
        getStyleClass().addAll("card-block", "level-card");
        setMinWidth(0);
        treemap.setId("treemap");
        up.setId("treemapUp");
        up.setOnAction(_ -> model.leave());
        path.setId("treemapPath");
        Label what = Blocks.muted(texts.get("treemap.bytes"));
        what.setMinWidth(USE_PREF_SIZE);
        HBox head = new HBox(4, up, path, Blocks.spacer(), what);
        head.setAlignment(Pos.CENTER_LEFT);
        head.setMinHeight(28);
        VBox.setVgrow(treemap, Priority.ALWAYS);
        keys.setMinHeight(USE_PREF_SIZE);
        getChildren().setAll(head, treemap, keys);
        treemap.onChosen(part -> part(part).ifPresent(model::selectInLevel));
        treemap.onOpened(part -> part(part).ifPresent(model::enter));
        treemap.onUp(model::leave);
        model.level().subscribe(now -> now.ifPresent(this::show));
        model.selection().subscribe(_ -> mark());
    }

    private Optional<Subtree> part(int part) {
        return shown.get(part);
    }

    private void show(TreeLevel level) {
        path.setText(level.prefix().length == 0
                ? texts.get("treemap.all")
                : LeadingLetters.baseOf(level.prefix()) < level.prefix().length
                        ? texts.get("treemap.letters", path(level.prefix()))
                        : path(level.prefix()));
        keys.setText(texts.get(level.grouped() ? "treemap.grouped" : "treemap.keys"));
        up.setDisable(level.prefix().length == 0);
        List<Part> parts = new ArrayList<>();
        shown.clear();
        level.parts().forEach(part -> {
            if (shown.stream().allMatch(Optional::isPresent) && part.bytes() < level.rest().bytes()) {
                addOther(level.rest(), parts);
            }
            String name = KeyRow.of(part, texts).name();
            parts.add(of(LeadingLetters.isGroup(part) ? texts.get("treemap.letters", name) : name,
                    new Totals(part.keys(), part.bytes()), false));
            shown.add(Optional.of(part));
        });
        if (shown.stream().allMatch(Optional::isPresent) && level.rest().bytes() > 0) {
            addOther(level.rest(), parts);
        }
        treemap.show(parts);
        mark();
    }

    private void addOther(Totals rest, List<Part> parts) {
        parts.add(of(texts.get("treemap.other"), rest, true));
        shown.add(Optional.empty());
    }

    private Part of(String name, Totals totals, boolean rest) {
        String size = Quantities.size(totals.bytes());
        return new Part(name, size, texts.get("treemap.part", name, size, Quantities.number(totals.keys()),
                totals.keys()), totals.bytes(), rest);
    }

    private static String path(byte[] prefix) {
        String text = GoQuote.escape(prefix);
        return text.length() > 1 && text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private void mark() {
        byte[] selected = model.selection().get().subtree().map(Subtree::prefix).orElse(new byte[0]);
        int part = model.level()
                .get()
                .filter(_ -> selected.length > 0)
                .flatMap(level -> level.partOf(selected))
                .map(one -> shown.indexOf(Optional.of(one)))
                .orElse(-1);
        treemap.mark(part);
    }
}
