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
     * How far it has come.
     *
     * @param state how far it is
     * @param words a line; may be empty
     * @param key   the fingerprint of a key that ssh does not know, if that is all that is wrong
     */
    record Status(State state, String words, Optional<String> key) {
        static final Status WAITS = new Status(State.WAITING, "", Optional.empty());
    }

    private final String name;
    private final Destination from;
    private final ReadOnlyObjectWrapper<Status> status = new ReadOnlyObjectWrapper<>(Status.WAITS);

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

    ReadOnlyObjectProperty<Status> status() {
        return status.getReadOnlyProperty();
    }

    void become(Status now) {
        status.set(now);
    }
}
