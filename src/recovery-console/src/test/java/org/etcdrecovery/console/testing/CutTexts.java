package org.etcdrecovery.console.testing;

import java.util.Objects;
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
        return labels(node).filter(Labeled::isTextTruncated);
    }

    /** Labels that reach over the edge of the cell or the card that they are in, and so over what is beside it. */
    public static Stream<Labeled> stickingOut(Node node) {
        return labels(node).filter(label -> {
            double right = label.localToScene(label.getLayoutBounds()).getMaxX();
            return Stream.iterate(label.getParent(), Objects::nonNull, Parent::getParent)
                    .filter(outer -> outer.getStyleClass().contains("grid-cell")
                            || outer.getStyleClass().contains("card-block"))
                    .anyMatch(outer -> outer.localToScene(outer.getLayoutBounds()).getMaxX() < right - 1);
        });
    }

    private static Stream<Labeled> labels(Node node) {
        if (!node.isVisible()) {
            return Stream.of();
        }
        Stream<Labeled> own = node instanceof Labeled label && label.getText() != null && !label.getText().isEmpty()
                ? Stream.of(label)
                : Stream.of();
        return node instanceof Parent parent
                ? Stream.concat(own, parent.getChildrenUnmodifiable().stream().flatMap(CutTexts::labels))
                : own;
    }

    /** Whether the beginning and the end can be read, and the whole on hover. */
    public static boolean keepsBothEnds(Labeled label) {
        return label.getTextOverrun() == OverrunStyle.CENTER_ELLIPSIS && label.getTooltip() != null
                && label.getTooltip().getText().equals(label.getText());
    }
}
