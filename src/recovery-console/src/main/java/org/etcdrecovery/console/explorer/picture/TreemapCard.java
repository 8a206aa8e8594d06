package org.etcdrecovery.console.explorer.picture;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.explorer.picture.Treemap.Part;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.CutText;
import org.etcdrecovery.console.widget.Icons;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;

/** A treemap of one level, between a head that says which level it is and leads out of it, and the keys that work. */
public final class TreemapCard extends VBox {
    private final Texts texts = Texts.of("explorer");
    private final Treemap treemap = new Treemap();
    private final Label path = CutText.middle(Blocks.muted(""));
    private final Button up = Icons.button(MaterialDesignA.ARROW_UP, texts.get("treemap.up"));
    private final Label keys = Blocks.caption(texts.get("treemap.keys"));

    /**
     * @param name what the ids of its parts begin with
     * @param what what the areas stand for
     */
    public TreemapCard(String name, String what) {
        super(8);
        getStyleClass().addAll("card-block", "level-card");
        setMinWidth(0);
        up.setId(name + "Up");
        path.setId(name + "Path");
        Label measure = Blocks.muted(what);
        measure.setMinWidth(USE_PREF_SIZE);
        HBox head = new HBox(4, up, path, Blocks.spacer(), measure);
        head.setAlignment(Pos.CENTER_LEFT);
        head.setMinHeight(28);
        VBox.setVgrow(treemap, Priority.ALWAYS);
        keys.setMinHeight(USE_PREF_SIZE);
        getChildren().setAll(head, treemap, keys);
    }

    /** The treemap itself. */
    public Treemap treemap() {
        return treemap;
    }

    /** Sets what leads out of the level. */
    public void onUp(Runnable action) {
        up.setOnAction(_ -> action.run());
        treemap.onUp(action);
    }

    /** Shows a level. Nothing leads out of the top one. */
    public void show(String where, boolean top, List<Part> parts) {
        path.setText(where);
        up.setDisable(top);
        treemap.show(parts);
    }

    /** Replaces the words about the keys that work. */
    public void sayKeys(String words) {
        keys.setText(words);
    }
}
