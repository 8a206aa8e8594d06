package org.etcdrecovery.console.indexing;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.run.Latest;
import org.etcdrecovery.console.run.TaskRunner;
import org.etcdrecovery.core.contents.index.KeyCollector;
import org.etcdrecovery.core.contents.index.KeyIndex;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;

/**
 * Makes the index of one file. What an inspection collected is arranged after its verdict, which nothing may hold up; a
 * file of which nothing was collected is read when the index is needed.
 */
public final class KeyIndexing {
    private final Latest<KeyIndex> making;
    private final ReadOnlyObjectWrapper<Optional<KeyIndex>> index = new ReadOnlyObjectWrapper<>(Optional.empty());

    /** @param runner runs the work */
    public KeyIndexing(TaskRunner runner) {
        making = new Latest<>(runner, now -> index.set(Optional.of(now)));
    }

    /** Arranges what was collected, if there is an index in it. */
    public void arrange(KeyCollector collected) {
        forget();
        if (collected.isUsable()) {
            making.read(reporter -> collected.arrange(reporter.progress()));
        }
    }

    /** Reads the file for its index, unless there is one or it is being made. */
    public void need(SnapshotOpener opener, SnapshotName file) {
        if (index.get().isEmpty() && !making.activity().isRunning()) {
            making.read(reporter -> KeyIndex.read(opener, file, reporter.progress()));
        }
    }

    /** Forgets the index and frees its memory. */
    public void forget() {
        making.forget();
        index.set(Optional.empty());
    }

    /** The index; empty until it was made. */
    public ReadOnlyObjectProperty<Optional<KeyIndex>> index() {
        return index.getReadOnlyProperty();
    }

    /** The making of it. */
    public Activity activity() {
        return making.activity();
    }

    /** Why there is no index; empty if arranging it did not fail. */
    public ReadOnlyObjectProperty<Optional<Failed>> failed() {
        return making.failed();
    }
}
