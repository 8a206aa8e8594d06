package org.etcdrecovery.console.shell;

import java.util.Objects;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;

/**
 * Ignores the second click of a double click if the first one has changed what is under the pointer: it was meant for
 * what was there before, and would press a button of the next page.
 */
public final class SecondClick {
    private final Supplier<?> target;
    private @Nullable Object first;

    private SecondClick(Supplier<?> target) {
        this.target = target;
    }

    /**
     * Watches the clicks on a node and on what is in it.
     *
     * @param target what a click is meant for, which equals an earlier value while nothing has changed
     */
    public static void guard(Node node, Supplier<?> target) {
        node.addEventFilter(MouseEvent.ANY, new SecondClick(target)::filter);
    }

    private void filter(MouseEvent event) {
        boolean again = event.getClickCount() > 1;
        if (event.getEventType() == MouseEvent.MOUSE_PRESSED && !again) {
            first = target.get();
        }
        boolean click = event.getEventType() == MouseEvent.MOUSE_PRESSED
                || event.getEventType() == MouseEvent.MOUSE_RELEASED
                || event.getEventType() == MouseEvent.MOUSE_CLICKED;
        if (click && again && !Objects.equals(first, target.get())) {
            event.consume();
        }
    }
}
