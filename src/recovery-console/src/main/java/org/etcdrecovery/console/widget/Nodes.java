package org.etcdrecovery.console.widget;

import java.util.Objects;
import java.util.stream.Stream;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/** Where a node is among others. */
public final class Nodes {
    private Nodes() {}

    /** Whether a node is in a scene, and neither it nor what it is in is hidden. */
    public static boolean isShown(Node node) {
        return node.getScene() != null && outwards(node).allMatch(Node::isVisible);
    }

    /** Whether a node is in another one, or is that one. */
    public static boolean isWithin(Node inner, Node around) {
        return outwards(inner).anyMatch(around::equals);
    }

    private static Stream<Node> outwards(@Nullable Node node) {
        return Stream.<Node>iterate(node, Objects::nonNull, Node::getParent);
    }
}
