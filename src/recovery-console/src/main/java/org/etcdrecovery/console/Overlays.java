package org.etcdrecovery.console;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import javafx.scene.layout.Region;

/** The pages that were opened over a run or over the start page, the last one on top. */
final class Overlays {
    /**
     * A page.
     *
     * @param view  what it shows
     * @param focus moves the focus to it
     * @param close stops what it reads
     */
    record Overlay(Region view, Runnable focus, Runnable close) {}

    private final Deque<Overlay> pages = new ArrayDeque<>();

    void push(Overlay page) {
        pages.push(page);
    }

    /** Closes the topmost page. */
    void pop() {
        if (!pages.isEmpty()) {
            pages.pop().close().run();
        }
    }

    /** Closes all of them. */
    void clear() {
        while (!pages.isEmpty()) {
            pop();
        }
    }

    Optional<Overlay> top() {
        return Optional.ofNullable(pages.peek());
    }

    boolean isTop(Overlay page) {
        return page.equals(pages.peek());
    }
}
