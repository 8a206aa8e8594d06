package org.etcdrecovery.console.testing;

import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.OverrunStyle;

/** Finds texts on a screen that do not fit. */
public final class CutTexts {
    private CutTexts() {}

    /** All that are cut. */
    public static Stream<Labeled> in(Node node) {
        if (!node.isVisible()) {
            return Stream.of();
        }
        Stream<Labeled> own = node instanceof Labeled label && label.isTextTruncated() ? Stream.of(label) : Stream.of();
        return node instanceof Parent parent
                ? Stream.concat(own, parent.getChildrenUnmodifiable().stream().flatMap(CutTexts::in))
                : own;
    }

    /** Whether the beginning and the end can be read, and the whole on hover. */
    public static boolean keepsBothEnds(Labeled label) {
        return label.getTextOverrun() == OverrunStyle.CENTER_ELLIPSIS && label.getTooltip() != null
                && label.getTooltip().getText().equals(label.getText());
    }
}
