package org.etcdrecovery.console.explorer;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.run.Latest;
import org.etcdrecovery.console.run.TaskRunner;
import org.etcdrecovery.core.contents.SnapshotContents;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.SnapshotOpener;

/** What one file holds besides its keys. */
final class ContentsViewModel {
    private final ReadOnlyObjectWrapper<Optional<Inspection>> inspected = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<SnapshotContents>> contents = new ReadOnlyObjectWrapper<>(
            Optional.empty());
    private final Latest<SnapshotContents> reading;
    private final SnapshotOpener opener;
    private final LeaseKeys leaseKeys;

    /** A model with no file. */
    ContentsViewModel(TaskRunner runner, SnapshotOpener opener) {
        this.opener = opener;
        leaseKeys = new LeaseKeys(runner, opener);
        reading = new Latest<>(runner, read -> contents.set(Optional.of(read)));
    }

    /** Switches to another file, or to none. Reading starts when a tab is shown. */
    void open(Optional<Inspection> now) {
        if (!now.equals(inspected.get())) {
            reading.forget();
            leaseKeys.forget();
            contents.set(Optional.empty());
            inspected.set(now);
        }
    }

    /** The inspection of the file; empty if there is none to show. */
    ReadOnlyObjectProperty<Optional<Inspection>> inspected() {
        return inspected.getReadOnlyProperty();
    }

    /** The contents; empty until it was requested and read. */
    ReadOnlyObjectProperty<Optional<SnapshotContents>> contents() {
        return contents.getReadOnlyProperty();
    }

    /** The keys of the chosen lease. */
    LeaseKeys leaseKeys() {
        return leaseKeys;
    }

    /** Why reading failed; empty if it did not. */
    ReadOnlyObjectProperty<Optional<Failed>> failed() {
        return reading.failed();
    }

    /** What runs while the file is read. */
    Activity activity() {
        return reading.activity();
    }

    /** Reads the contents, unless they have been read. */
    void need() {
        if (contents.get().isEmpty() && !reading.activity().isRunning()) {
            inspected.get()
                    .ifPresent(
                            file -> reading.read(reporter -> SnapshotContents.read(opener, file, reporter.progress())));
        }
    }
}
