package org.etcdrecovery.console.step.inspect;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.etcdrecovery.core.finding.Finding.Check;

/** One check of the inspection, and how it stands. */
public final class CheckModel {
    /** How a check stands. */
    public enum State {
        WAITING, RUNNING, PASSED, CARE, DAMAGE,
        /** What came before it left nothing to look at. */
        SKIPPED;

        /** Whether it has come to its end. */
        public boolean isOver() {
            return this != WAITING && this != RUNNING;
        }
    }

    private final Check check;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.WAITING);
    private final ReadOnlyStringWrapper detail = new ReadOnlyStringWrapper("");

    CheckModel(Check check) {
        this.check = check;
    }

    /** Which one it is. */
    public Check check() {
        return check;
    }

    /** How it stands. */
    public ReadOnlyObjectProperty<State> state() {
        return state.getReadOnlyProperty();
    }

    /** A few words about it; may be empty. */
    public ReadOnlyStringProperty detail() {
        return detail.getReadOnlyProperty();
    }

    void stand(State now, String words) {
        detail.set(words);
        state.set(now);
    }
}
