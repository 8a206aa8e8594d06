package org.etcdrecovery.console.widget;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.TraversalDirection;
import org.jspecify.annotations.Nullable;

/** Marks a part of a page that was opened over or above the rest, and that Esc closes before it stops anything. */
public final class Closable {
    private static final Object KEY = Closable.class;

    private Closable() {}

    /**
     * Marks a node. While it is visible, Esc runs this. Once it is closed, the focus is back where it was before, or on
     * the first control if that can no longer have it.
     */
    public static void mark(Node node, Runnable close) {
        node.getProperties().put(KEY, close);
        AtomicReference<@Nullable Node> before = new AtomicReference<>();
        node.visibleProperty().subscribe((_, visible) -> {
            Scene scene = node.getScene();
            Node owner = scene == null ? null : scene.getFocusOwner();
            if (visible) {
                before.set(owner);
            } else if (owner == null || Nodes.isWithin(owner, node)) {
                Node back = before.getAndSet(null);
                if (back != null && scene != null && scene.equals(back.getScene())) {
                    giveBack(scene, back);
                }
            }
        });
    }

    /**
     * Puts the focus back at once. JavaFX moves the focus of a hidden node at the next pulse, which may come before
     * anything that is put off until later, and what closed the node may still move it after this.
     */
    private static void giveBack(Scene scene, Node back) {
        back.requestFocus();
        if (!back.equals(scene.getFocusOwner())) {
            // What the node covered is only shown again after this. Until then the root keeps the focus.
            Parent root = scene.getRoot();
            root.requestFocus();
            Platform.runLater(() -> {
                if (root.equals(scene.getFocusOwner())) {
                    back.requestFocus();
                }
                if (root.equals(scene.getFocusOwner())) {
                    root.requestFocusTraversal(TraversalDirection.NEXT);
                }
            });
        }
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
