package org.etcdrecovery.bench.window;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import javafx.event.ActionEvent;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;

/** Uses the explorer as an operator would, one action after the other, and times each until its answer is painted. */
final class ExplorerWalk {
    private static final int PAGES = 20;
    /** After so many pulses without a change, nothing in the background changes the tree any more. */
    private static final int SETTLED = 60;
    /** A tab is shown in steps. An operator sees it, for so many pulses at least, before opening the next. */
    private static final int SEEN = 20;
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final List<String> TABS = List.of("kubernetes", "revisions", "buckets", "pages", "members", "leases",
            "auth", "alarms", "meta", "keys");

    private final Scene scene;
    private final BiConsumer<Measure, Duration> measured;
    private final Deque<Step> steps = new ArrayDeque<>();
    private Optional<Step> current = Optional.empty();
    private List<Node> page = List.of();
    private String before = "";
    private String last = "";
    private long acted;
    private int pulses;
    private boolean answered;

    /**
     * An action and how its answer is recognised.
     *
     * @param measure  what the time is recorded as; empty if it is not
     * @param act      the action
     * @param answered whether the answer is there, given what the tree showed before the action
     */
    private record Step(Optional<Measure> measure, Runnable act, Predicate<String> answered) {}

    /**
     * Prepares the walk, before anything is measured.
     *
     * @param scene    the window's scene, which shows the keys of a file at the first pulse
     * @param prefix   a prefix that some keys of the file have
     * @param measured is told each time
     */
    ExplorerWalk(Scene scene, String prefix, BiConsumer<Measure, Duration> measured) {
        this.scene = scene;
        this.measured = measured;
        // The tree opens its first level by itself, some time after it is shown.
        steps.add(new Step(Optional.empty(), () -> {}, _ -> rows() > 1));
        settle(KeyCode.HOME);
        settle(KeyCode.LEFT);
        measure(Measure.EXPANSION, () -> type(KeyCode.RIGHT));
        press(KeyCode.END);
        for (int i = 0; i < PAGES; i++) {
            press(KeyCode.PAGE_UP);
        }
        measure(Measure.FILTER, () -> search(prefix));
        steps.add(new Step(Optional.empty(), () -> search(""), this::hasChanged));
        measure(Measure.AS_OF, () -> {
            Slider revision = node("#revisionSlider", Slider.class);
            revision.setValue((revision.getMin() + revision.getMax()) / 2);
        });
        TABS.forEach(tab -> steps.add(new Step(Optional.empty(), () -> open(tab), _ -> hasOpened())));
    }

    private void open(String tab) {
        page = page();
        node("#tab-" + tab, ToggleButton.class).fire();
    }

    private boolean hasOpened() {
        return pulses > SEEN && !page().equals(page) && !isReading();
    }

    /** What the selected tab shows. */
    private List<Node> page() {
        return List.copyOf(node("#explorerPage", StackPane.class).getChildren());
    }

    private void press(KeyCode key) {
        steps.add(new Step(Optional.empty(), () -> type(key), _ -> true));
    }

    private void settle(KeyCode key) {
        steps.add(new Step(Optional.empty(), () -> type(key), _ -> hasSettled()));
    }

    private void measure(Measure measure, Runnable act) {
        steps.add(new Step(Optional.of(measure), act, this::hasChanged));
    }

    /**
     * Goes on. To be called at each pulse.
     *
     * @return whether everything was done
     * @throws IllegalStateException if an action gets no answer
     */
    boolean pulse() {
        if (current.isEmpty()) {
            current = Optional.ofNullable(steps.poll());
            current.ifPresent(step -> {
                before = tree();
                answered = false;
                pulses = 0;
                acted = System.nanoTime();
                step.act().run();
            });
            return current.isEmpty();
        }
        Step step = current.get();
        pulses++;
        Duration took = Duration.ofNanos(System.nanoTime() - acted);
        if (answered) {
            // This pulse comes after the one that painted the answer.
            step.measure().ifPresent(measure -> measured.accept(measure, took));
            current = Optional.empty();
        } else {
            answered = step.answered().test(before);
            if (took.compareTo(LIMIT) > 0) {
                throw new IllegalStateException("no answer, with " + steps.size() + " actions to go: " + tree());
            }
        }
        return false;
    }

    private void type(KeyCode key) {
        Node tree = node("#keyTree", Node.class);
        tree.requestFocus();
        tree.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, false, false, false));
    }

    private void search(String text) {
        TextField field = node("#search", TextField.class);
        field.setText(text);
        field.fireEvent(new ActionEvent());
    }

    private boolean hasSettled() {
        String now = tree();
        if (!now.equals(last)) {
            last = now;
            pulses = 0;
        }
        return pulses > SETTLED;
    }

    private boolean hasChanged(String shown) {
        return !tree().equals(shown);
    }

    /** The numbers of its rows and of the keys in them; empty while another tab is shown. */
    private String tree() {
        return rows() < 0 ? "" : rows() + " " + node("#keysCount", Labeled.class).getText();
    }

    /** How many rows the tree has; -1 while another tab is shown. */
    private int rows() {
        Node tree = scene.lookup("#keyTree");
        return tree == null ? -1 : (int) tree.queryAccessibleAttribute(AccessibleAttribute.ITEM_COUNT);
    }

    private boolean isReading() {
        return node("#explorer", Node.class).lookupAll(".progress-bar")
                .stream()
                .anyMatch(bar -> bar.getParent().isVisible());
    }

    private <T extends Node> T node(String id, Class<T> type) {
        return type.cast(scene.lookup(id));
    }
}
