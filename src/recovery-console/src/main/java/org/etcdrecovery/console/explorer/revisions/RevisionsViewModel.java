package org.etcdrecovery.console.explorer.revisions;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.Latest;
import org.etcdrecovery.console.run.TaskRunner;
import org.etcdrecovery.core.contents.index.ActivityBin;
import org.etcdrecovery.core.contents.index.DeletedKey;
import org.etcdrecovery.core.contents.index.KeyIndex;
import org.etcdrecovery.core.keyspace.GoQuote;

/** What was written when, and what was deleted. */
public final class RevisionsViewModel {
    /** As many bars as can be told apart. */
    private static final int BINS = 120;
    /** More than anyone looks through; a search in keys as of an earlier revision finds the others. */
    static final int MOST_DELETED = 10_000;

    private final Latest<Revisions> computing;
    private final ReadOnlyObjectWrapper<Optional<Revisions>> revisions = new ReadOnlyObjectWrapper<>(Optional.empty());

    /**
     * What is shown.
     *
     * @param index   the index
     * @param bins    the activity in ranges of revisions
     * @param deleted the deleted keys, the latest deletion first
     */
    record Revisions(KeyIndex index, List<ActivityBin> bins, List<Deleted> deleted) {}

    /**
     * A deleted key.
     *
     * @param key  its bytes
     * @param name the key, escaped
     * @param what its deletion
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Deleted(byte[] key, String name, DeletedKey what) {
        static Deleted of(KeyIndex index, DeletedKey what) {
            byte[] key = index.key(what.rank());
            return new Deleted(key, GoQuote.escape(key), what);
        }

        /** Whether the file holds the state just before the deletion. */
        boolean canBeSeen(KeyIndex index) {
            return what.lastPut().isPresent() && what.revision() - 1 >= index.oldestRevision();
        }
    }

    /** @param runner runs what is computed */
    public RevisionsViewModel(TaskRunner runner) {
        computing = new Latest<>(runner, now -> revisions.set(Optional.of(now)));
    }

    /** Shows the revisions of an index, or none. */
    public void open(Optional<KeyIndex> index) {
        computing.forget();
        revisions.set(Optional.empty());
        index.ifPresent(keys -> computing.read(_ -> new Revisions(keys, keys.activity(BINS),
                keys.deletions(MOST_DELETED)
                        .stream()
                        .map(one -> Deleted.of(keys, one))
                        .toList())));
    }

    /** What is shown; empty until it was computed. */
    ReadOnlyObjectProperty<Optional<Revisions>> revisions() {
        return revisions.getReadOnlyProperty();
    }

    /** What runs while the ranges are computed. */
    Activity activity() {
        return computing.activity();
    }
}
