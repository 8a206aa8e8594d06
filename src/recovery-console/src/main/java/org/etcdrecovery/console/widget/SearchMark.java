package org.etcdrecovery.console.widget;

import javafx.scene.Node;
import javafx.scene.control.TextInputControl;

/** Marks fields that search or filter what is shown: nothing is missing while they are empty. */
public final class SearchMark {
    /** The style class of these fields. */
    public static final String STYLE_CLASS = "query-field";

    private SearchMark() {}

    /** Marks a field. */
    public static void mark(TextInputControl field) {
        field.getStyleClass().add(STYLE_CLASS);
    }

    /** Whether a node is marked. */
    public static boolean isMarked(Node node) {
        return node.getStyleClass().contains(STYLE_CLASS);
    }
}
