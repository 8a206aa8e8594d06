package org.etcdrecovery.console.explorer;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.run.TaskRunner;
import org.etcdrecovery.core.contents.SnapshotContents;
import org.etcdrecovery.core.snapshot.Inspection;

/** What one file holds. */
public final class ContentsViewModel {
    private final ReadOnlyObjectWrapper<Optional<Inspection>> inspected = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<SnapshotContents>> contents = new ReadOnlyObjectWrapper<>(
            Optional.empty());
    private final Latest<SnapshotContents> reading;
    private final KeysViewModel keys;

    /** The contents of no file yet. */
    public ContentsViewModel(TaskRunner runner) {
        reading = new Latest<>(runner, read -> contents.set(Optional.of(read)));
        keys = new KeysViewModel(runner);
    }

    /** Shows another file, or none. Nothing is read before somebody looks. */
    public void open(Optional<Inspection> now) {
        if (!now.equals(inspected.get())) {
            reading.forget();
            contents.set(Optional.empty());
            keys.open(now);
            inspected.set(now);
        }
    }

    /** The file, as it was inspected; empty when there is none to show. */
    public ReadOnlyObjectProperty<Optional<Inspection>> inspected() {
        return inspected.getReadOnlyProperty();
    }

    /** Its keys. */
    public KeysViewModel keys() {
        return keys;
    }

    /** Everything but its keys; empty until it was asked for and read. */
    public ReadOnlyObjectProperty<Optional<SnapshotContents>> contents() {
        return contents.getReadOnlyProperty();
    }

    /** Why it could not be read. */
    public ReadOnlyObjectProperty<Optional<Failed>> failed() {
        return reading.failed();
    }

    /** The reading. */
    public Activity activity() {
        return reading.activity();
    }

    /** Somebody looks at a tab that is not the keys. */
    public void need() {
        if (contents.get().isEmpty() && !reading.activity().isRunning()) {
            inspected.get()
                    .ifPresent(file -> reading.read(reporter -> SnapshotContents.read(file, reporter.progress())));
        }
    }
}
