package org.etcdrecovery.console.explorer;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.run.Latest;
import org.etcdrecovery.console.run.TaskRunner;
import org.etcdrecovery.core.contents.KeyRow;
import org.etcdrecovery.core.contents.LeaseFilter;
import org.etcdrecovery.core.contents.LeasedKeys;
import org.etcdrecovery.core.keyspace.LeaseId;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.SnapshotOpener;

/** The keys of the chosen lease. */
final class LeaseKeys {
    private final SnapshotOpener opener;
    private final Latest<Listed> reading;
    private final ReadOnlyObjectWrapper<Optional<Listed>> listed = new ReadOnlyObjectWrapper<>(Optional.empty());

    /**
     * The keys of a lease.
     *
     * @param lease the lease
     * @param keys  its first keys
     * @param cut   whether it has more
     */
    record Listed(LeaseId lease, List<KeyRow> keys, boolean cut) {}

    LeaseKeys(TaskRunner runner, SnapshotOpener opener) {
        this.opener = opener;
        reading = new Latest<>(runner, now -> listed.set(Optional.of(now)));
    }

    /** Reads the keys of a lease, in one pass over the file. */
    void read(Inspection file, LeaseId lease) {
        listed.set(Optional.empty());
        reading.read(reporter -> {
            LeasedKeys listing = LeasedKeys.read(opener, file, LeaseFilter.of(lease), LeasedKeys.USUAL_LIMIT,
                    reporter.progress());
            return new Listed(lease, listing.rows(), listing.isCut());
        });
    }

    /** Forgets them. */
    void forget() {
        reading.forget();
        listed.set(Optional.empty());
    }

    /** The keys; empty until they were read. */
    ReadOnlyObjectProperty<Optional<Listed>> listed() {
        return listed.getReadOnlyProperty();
    }

    Activity activity() {
        return reading.activity();
    }

    ReadOnlyObjectProperty<Optional<Failed>> failed() {
        return reading.failed();
    }
}
