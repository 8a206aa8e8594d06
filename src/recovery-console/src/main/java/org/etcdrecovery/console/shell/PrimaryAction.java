package org.etcdrecovery.console.shell;

import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** The primary button of a step. It is named after its action and gives a reason while it is disabled. */
public final class PrimaryAction {
    private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper reason = new ReadOnlyStringWrapper("");
    private Runnable action = () -> {};

    /** The label of the button. */
    public ReadOnlyStringProperty text() {
        return text.getReadOnlyProperty();
    }

    /** Why the button is disabled, in a few words next to it; empty if it is enabled. */
    public ReadOnlyStringProperty reason() {
        return reason.getReadOnlyProperty();
    }

    /** Whether the button is enabled. */
    public boolean isEnabled() {
        return reason.get().isEmpty();
    }

    /** Enables the button with this label and action. */
    void offer(String name, Runnable what) {
        action = what;
        text.set(name);
        reason.set("");
    }

    /** Disables the button with this label and reason. */
    void withhold(String name, String why) {
        action = () -> {};
        text.set(name);
        reason.set(why);
    }

    /** Runs the action if it is enabled. */
    public void fire() {
        if (isEnabled()) {
            action.run();
        }
    }
}
