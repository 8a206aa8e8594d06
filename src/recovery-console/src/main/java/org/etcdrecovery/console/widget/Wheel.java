package org.etcdrecovery.console.widget;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.input.ScrollEvent;

/** Lets the wheel scroll the page over lists and texts that scroll themselves, until one of them has the focus. */
final class Wheel {
    private Wheel() {}

    /** Passes the wheel on to the page while the node does not have the focus. */
    static void leaveToPage(Node node) {
        node.addEventFilter(ScrollEvent.SCROLL, event -> {
            Parent page = node.getParent();
            if (!node.isFocusWithin() && page != null) {
                event.consume();
                page.fireEvent(event.copyFor(page, page));
            }
        });
    }
}
