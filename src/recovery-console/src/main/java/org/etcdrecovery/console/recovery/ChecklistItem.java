package org.etcdrecovery.console.recovery;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/** A task that the operator does by hand, and ticks or skips. */
public final class ChecklistItem {
    /** The state of an item. */
    public enum State {
        OPEN, DONE, SKIPPED
    }

    private final String id;
    private final String text;
    private final ObjectProperty<State> state = new SimpleObjectProperty<>(State.OPEN);

    /**
     * @param id   its stable name
     * @param text what to do, a sentence
     */
    public ChecklistItem(String id, String text) {
        this.id = id;
        this.text = text;
    }

    /** Its stable name. */
    public String id() {
        return id;
    }

    /** What to do, a sentence. */
    public String text() {
        return text;
    }

    /** Whether it is open, done or skipped. */
    public ObjectProperty<State> state() {
        return state;
    }
}
