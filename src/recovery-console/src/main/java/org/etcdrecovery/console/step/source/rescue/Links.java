package org.etcdrecovery.console.step.source.rescue;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.layout.Region;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;

/** Small controls at the end of a row. */
final class Links {
    private Links() {}

    /** A small button. */
    static Button button(String id, String text, Runnable does) {
        Button button = new Button(text);
        button.setId(id);
        button.getStyleClass().add("small");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> does.run());
        return button;
    }

    /** A link that shows a node, which is hidden at first, or hides it. */
    static Hyperlink unfold(String id, Node node, Texts texts) {
        Hyperlink link = new Hyperlink(texts.get("added.show"));
        link.setId(id);
        link.setMinWidth(Region.USE_PREF_SIZE);
        Blocks.show(node, false);
        link.setOnAction(_ -> {
            Blocks.show(node, !node.isVisible());
            link.setText(texts.get(node.isVisible() ? "added.hide" : "added.show"));
        });
        return link;
    }
}
