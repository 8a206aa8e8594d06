package org.etcdrecovery.console.widget;

import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Parent;

/** Marks a part of a page that was opened over or above the rest, and that Esc closes before it stops anything. */
public final class Closable {
    private static final Object KEY = Closable.class;

    private Closable() {}

    /** Marks a node. While it is visible, Esc runs this. */
    public static void mark(Node node, Runnable close) {
        node.getProperties().put(KEY, close);
    }

    /** Closes the topmost visible one under a node. Returns whether there was one. */
    public static boolean closeTopmost(Parent root) {
        Optional<Runnable> topmost = topmost(root);
        topmost.ifPresent(Runnable::run);
        return topmost.isPresent();
    }

    private static Optional<Runnable> topmost(Node node) {
        if (!node.isVisible()) {
            return Optional.empty();
        }
        if (node instanceof Parent parent) {
            // Later children are drawn over earlier ones.
            for (Node child : parent.getChildrenUnmodifiable().reversed()) {
                Optional<Runnable> inner = topmost(child);
                if (inner.isPresent()) {
                    return inner;
                }
            }
        }
        return node.getProperties().get(KEY) instanceof Runnable close ? Optional.of(close) : Optional.empty();
    }
}
