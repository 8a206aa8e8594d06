package org.etcdrecovery.console.finding;

import java.util.List;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.etcdrecovery.core.finding.Finding;

/** The findings that need the operator's consent before a file is written, and those that have it. */
public final class Consents {
    private final ReadOnlyObjectWrapper<List<Finding>> asked = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<Finding>> given = new ReadOnlyObjectWrapper<>(List.of());

    /** The findings to which the operator must agree. */
    public ReadOnlyObjectProperty<List<Finding>> asked() {
        return asked.getReadOnlyProperty();
    }

    /** The findings to which the operator has agreed. */
    public ReadOnlyObjectProperty<List<Finding>> given() {
        return given.getReadOnlyProperty();
    }

    /** Asks about these findings. What was agreed to before stays agreed to only if it is among them, word for word. */
    public void ask(List<Finding> findings) {
        given.set(given.get().stream().filter(findings::contains).toList());
        asked.set(List.copyOf(findings));
    }

    /** Records the consent, or its withdrawal. */
    public void give(Finding finding, boolean agreed) {
        Stream<Finding> others = given.get().stream().filter(other -> !other.equals(finding));
        given.set((agreed ? Stream.concat(others, Stream.of(finding)) : others).toList());
    }

    /** Whether every finding has it. */
    public boolean isComplete() {
        return given.get().containsAll(asked.get());
    }

    /** The codes that were agreed to, in alphabetical order. */
    public List<String> codes() {
        return given.get().stream().map(finding -> finding.code().text()).distinct().sorted().toList();
    }
}
