package org.etcdrecovery.console.shell;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/**
 * What is wrong with the fields of a form: what can be told from what was typed and, where that is nothing, what a
 * server said.
 *
 * @param <F> the fields
 */
public final class FieldProblems<F extends Enum<F>> {
    private final Map<F, ReadOnlyStringWrapper> problems;
    private final Map<F, String> blamed;
    private final Function<F, String> typed;

    /** @param typed what is wrong with what was typed into a field; empty if nothing is */
    public FieldProblems(Class<F> fields, Function<F, String> typed) {
        problems = new EnumMap<>(fields);
        blamed = new EnumMap<>(fields);
        this.typed = typed;
        for (F field : fields.getEnumConstants()) {
            problems.put(field, new ReadOnlyStringWrapper(""));
        }
    }

    /** What is wrong with a field; empty if nothing is. */
    public ReadOnlyStringProperty of(F field) {
        return Objects.requireNonNull(problems.get(field)).getReadOnlyProperty();
    }

    /** Says what a server found wrong with a field. */
    public void blame(F field, String why) {
        blamed.put(field, why);
        refresh();
    }

    /** Forgets what servers found wrong. */
    public void forgive() {
        blamed.clear();
        refresh();
    }

    /** Forgets what a server found wrong with a field that was changed. {@link #refresh} shows it. */
    public void changed(F field) {
        blamed.remove(field);
    }

    /** Looks again at what was typed. */
    public void refresh() {
        problems.forEach((field, problem) -> {
            String own = typed.apply(field);
            problem.set(own.isEmpty() ? blamed.getOrDefault(field, "") : own);
        });
    }
}
