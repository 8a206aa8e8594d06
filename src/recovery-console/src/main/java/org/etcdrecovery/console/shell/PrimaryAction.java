package org.etcdrecovery.console.shell;

import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** The one button of a step that leads on. It is named after what it does, and when it cannot be pressed it says why. */
public final class PrimaryAction {
    private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper reason = new ReadOnlyStringWrapper("");
    private Runnable action = () -> {};

    /** What the button says. */
    public ReadOnlyStringProperty text() {
        return text.getReadOnlyProperty();
    }

    /** Why it cannot be pressed, a few words beside it; empty when it can. */
    public ReadOnlyStringProperty reason() {
        return reason.getReadOnlyProperty();
    }

    /** Whether it can be pressed. */
    public boolean isEnabled() {
        return reason.get().isEmpty();
    }

    /** Offers something to do. */
    public void offer(String name, Runnable what) {
        action = what;
        text.set(name);
        reason.set("");
    }

    /** Names what can be done later, and why not now. */
    public void withhold(String name, String why) {
        action = () -> {};
        text.set(name);
        reason.set(why);
    }

    /** Does it, when it can be done. */
    public void fire() {
        if (isEnabled()) {
            action.run();
        }
    }
}
