package org.etcdrecovery.console.step.source.fetch;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.etcdrecovery.core.deliver.Destination;

/** One member whose data directory is fetched. */
final class FetchRow {
    /** How far it is. */
    enum State {
        WAITING, RUNNING, FETCHED, FAILED
    }

    /**
     * How it stands.
     *
     * @param state how far it is
     * @param words a line; may be empty
     * @param key   the fingerprint of a key that ssh does not know, if that is all that is wrong
     */
    record Standing(State state, String words, Optional<String> key) {
        static final Standing WAITS = new Standing(State.WAITING, "", Optional.empty());
    }

    private final String name;
    private final Destination from;
    private final ReadOnlyObjectWrapper<Standing> standing = new ReadOnlyObjectWrapper<>(Standing.WAITS);

    FetchRow(String name, Destination from) {
        this.name = name;
        this.from = from;
    }

    String name() {
        return name;
    }

    Destination from() {
        return from;
    }

    ReadOnlyObjectProperty<Standing> standing() {
        return standing.getReadOnlyProperty();
    }

    void stand(Standing now) {
        standing.set(now);
    }
}
