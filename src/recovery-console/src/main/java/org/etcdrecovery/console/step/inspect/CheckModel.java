package org.etcdrecovery.console.step.inspect;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.etcdrecovery.core.finding.Finding.Check;

/** One check of the inspection, and its state. */
final class CheckModel {
    /** The state of a check. */
    enum State {
        WAITING, RUNNING, PASSED, CARE, DAMAGE,
        /** An earlier check left nothing to look at. */
        SKIPPED;

        /** Whether the check has ended. */
        boolean isOver() {
            return this != WAITING && this != RUNNING;
        }
    }

    private final Check check;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.WAITING);
    private final ReadOnlyStringWrapper detail = new ReadOnlyStringWrapper("");

    CheckModel(Check check) {
        this.check = check;
    }

    Check check() {
        return check;
    }

    /** The state of the check. */
    ReadOnlyObjectProperty<State> state() {
        return state.getReadOnlyProperty();
    }

    /** A few words about the result; may be empty. */
    ReadOnlyStringProperty detail() {
        return detail.getReadOnlyProperty();
    }

    void set(State now, String words) {
        detail.set(words);
        state.set(now);
    }
}
