package org.etcdrecovery.console.widget;

import javafx.scene.Node;

/** Marks buttons that may be pressed by mistake: what they do writes, stops and forgets nothing. */
public final class Harmless {
    private Harmless() {}

    /** Marks a button, or removes the mark. A page without fields gives it the focus when it is opened. */
    public static void mark(Node button, boolean harmless) {
        button.getProperties().put(Harmless.class, harmless);
    }

    /** Whether a node is marked. */
    public static boolean isMarked(Node node) {
        return node.hasProperties() && Boolean.TRUE.equals(node.getProperties().get(Harmless.class));
    }
}
