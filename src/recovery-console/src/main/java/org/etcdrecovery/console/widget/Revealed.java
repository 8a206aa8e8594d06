package org.etcdrecovery.console.widget;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;

/** Scrolls a page so that something on it can be seen. JavaFX does that for Tab only. */
public final class Revealed {
    private static final double MARGIN = 24;

    private Revealed() {}

    /** Scrolls as little as is needed to show a node, or its beginning if it is higher than the page. */
    public static void show(Node node) {
        page(node).ifPresent(page -> show(node, page));
    }

    /** Does the same if nothing of the node can be seen. Otherwise the page stays: a pointer may be over the node. */
    public static void showIfHidden(Node node) {
        page(node).filter(page -> {
            Bounds bounds = within(node, page.getContent());
            double top = top(page);
            return bounds.getMaxY() <= top || bounds.getMinY() >= top + page.getViewportBounds().getHeight();
        }).ifPresent(page -> show(node, page));
    }

    /** Shows a node once what was just unfolded in it has been laid out. */
    public static void unfolded(Node node) {
        Painted.then(() -> show(node));
    }

    /** Scrolls the page that a node is on to its beginning. */
    public static void top(Node node) {
        page(node).ifPresent(page -> page.setVvalue(0));
    }

    private static void show(Node node, ScrollPane page) {
        Bounds bounds = within(node, page.getContent());
        double height = page.getViewportBounds().getHeight();
        double range = page.getContent().getLayoutBounds().getHeight() - height;
        if (range <= 0) {
            return;
        }
        double lowest = bounds.getMaxY() + MARGIN - height;
        double highest = bounds.getMinY() - MARGIN;
        double now = top(page);
        double to = Math.min(Math.max(now, lowest), highest);
        if (to != now) {
            page.setVvalue(Math.clamp(to / range, 0, 1));
        }
    }

    /** Scrolls by so many pixels, at most to the beginning or the end. */
    public static void scroll(ScrollPane page, double pixels) {
        double range = page.getContent().getLayoutBounds().getHeight() - page.getViewportBounds().getHeight();
        if (range > 0) {
            page.setVvalue(Math.clamp(page.getVvalue() + pixels / range, 0, 1));
        }
    }

    private static double top(ScrollPane page) {
        double range = page.getContent().getLayoutBounds().getHeight() - page.getViewportBounds().getHeight();
        return Math.max(0, range) * page.getVvalue();
    }

    private static Bounds within(Node node, Node content) {
        return content.sceneToLocal(node.localToScene(node.getLayoutBounds()));
    }

    private static Optional<ScrollPane> page(Node node) {
        return Stream.<Node>iterate(node, Objects::nonNull, Node::getParent)
                .skip(1)
                .filter(ScrollPane.class::isInstance)
                .map(ScrollPane.class::cast)
                .findFirst();
    }
}
