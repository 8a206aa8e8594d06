package org.etcdrecovery.console.explorer.objects;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.run.Latest;
import org.etcdrecovery.console.run.TaskRunner;
import org.etcdrecovery.core.contents.index.KeyIndex;
import org.etcdrecovery.core.contents.objects.Deletion;
import org.etcdrecovery.core.contents.objects.ObjectCatalog;
import org.etcdrecovery.core.contents.objects.ObjectCatalog.Group;
import org.etcdrecovery.core.contents.objects.ObjectCatalog.Orphan;
import org.etcdrecovery.core.contents.objects.StoredObject;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;

/** The objects of Kubernetes in one file. */
public final class ObjectsViewModel {
    private static final int MOST_LISTED = 200;
    private static final int MOST_DELETED = 500;

    private final SnapshotOpener opener;
    private final SnapshotName file;
    private final Latest<Objects> reading;
    private final ReadOnlyObjectWrapper<Optional<Objects>> objects = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<KeyIndex> index = Optional.empty();

    /**
     * What is shown.
     *
     * @param catalog  all objects
     * @param groups   the objects by kind and namespace
     * @param largest  the largest ones
     * @param written  those that were written most often
     * @param orphans  those whose owner was not found
     * @param deleted  those that were deleted lately
     */
    record Objects(ObjectCatalog catalog, List<Group> groups, List<StoredObject> largest, List<StoredObject> written,
            List<Orphan> orphans, List<Deletion> deleted) {}

    /**
     * @param runner runs what reads
     * @param opener opens the file
     * @param file   the file
     */
    public ObjectsViewModel(TaskRunner runner, SnapshotOpener opener, SnapshotName file) {
        this.opener = opener;
        this.file = file;
        reading = new Latest<>(runner, now -> objects.set(Optional.of(now)));
    }

    /** Shows the objects of an index, or none. Reading starts when they are looked at. */
    public void open(Optional<KeyIndex> now) {
        reading.forget();
        objects.set(Optional.empty());
        index = now;
    }

    /** Stops the reading until the objects are looked at again. */
    public void pause() {
        reading.forget();
    }

    /** Reads the objects, unless they were read. */
    void need() {
        if (objects.get().isEmpty() && !reading.activity().isRunning()) {
            index.ifPresent(keys -> reading.read(reporter -> {
                ObjectCatalog catalog = ObjectCatalog.read(opener, file, reporter.progress());
                return new Objects(catalog, catalog.groups(), catalog.largest(MOST_LISTED),
                        catalog.mostWritten(MOST_LISTED), catalog.orphans(),
                        Deletion.latest(opener, file, keys, MOST_DELETED, reporter.progress()));
            }));
        }
    }

    /** What belongs to an object, and what it belongs to: its owners first. */
    List<Relative> relatives(StoredObject object) {
        return objects.get()
                .map(now -> Stream.concat(
                        now.catalog().ancestors(object).stream().map(one -> new Relative(one, true)),
                        now.catalog().descendants(object).stream().map(one -> new Relative(one, false))).toList())
                .orElse(List.of());
    }

    /**
     * An object that another one belongs to, or that belongs to it.
     *
     * @param object the object
     * @param owner  whether the other one belongs to it
     */
    record Relative(StoredObject object, boolean owner) {}

    /** Whether the file holds the state just before a deletion. */
    boolean canBeSeen(Deletion deletion) {
        return deletion.before().isPresent()
                && index.filter(keys -> deletion.deleted().revision() - 1 >= keys.oldestRevision()).isPresent();
    }

    /** What is shown; empty until it was read. */
    ReadOnlyObjectProperty<Optional<Objects>> objects() {
        return objects.getReadOnlyProperty();
    }

    /** The reading. */
    Activity activity() {
        return reading.activity();
    }

    /** Why it failed; empty if it did not. */
    ReadOnlyObjectProperty<Optional<Failed>> failed() {
        return reading.failed();
    }
}
