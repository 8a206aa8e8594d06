package org.etcdrecovery.console;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import org.etcdrecovery.console.text.HelpTopic;

/** The pages that were opened over a run or over the start page, the last one on top. */
final class Overlays {
    /**
     * A page.
     *
     * @param view  what it shows
     * @param help  what F1 says of it
     * @param focus moves the focus to it
     * @param leave stops what it reads
     */
    record Overlay(Region view, HelpTopic help, Runnable focus, Runnable leave) {}

    private record Opened(Overlay page, Optional<Node> from) {}

    private final Deque<Opened> pages = new ArrayDeque<>();

    /**
     * Puts a page on top.
     *
     * @param from what had the focus before
     */
    void push(Overlay page, Optional<Node> from) {
        pages.push(new Opened(page, from));
    }

    /** Leaves the topmost page. Returns what had the focus before it was opened. */
    Optional<Node> pop() {
        if (pages.isEmpty()) {
            return Optional.empty();
        }
        Opened left = pages.pop();
        left.page().leave().run();
        return left.from();
    }

    /** Leaves all of them. */
    void clear() {
        while (!pages.isEmpty()) {
            pop();
        }
    }

    Optional<Overlay> top() {
        return Optional.ofNullable(pages.peek()).map(Opened::page);
    }

    boolean isTop(Overlay page) {
        return top().filter(page::equals).isPresent();
    }
}
