package org.etcdrecovery.console.explorer.objects;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.run.Latest;
import org.etcdrecovery.console.run.Reporter;
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
    /** More than anyone looks through; a search looks through all. */
    static final int MOST_FOUND = 1_000;
    private static final int FIRST_DELETED = 500;
    /** How many times as many deletions are listed if the operator wants more. */
    private static final int MORE = 10;

    private final SnapshotOpener opener;
    private final SnapshotName file;
    private final Latest<Objects> reading;
    private final Latest<Found> finding;
    private final Latest<Deletion.Latest> listing;
    private final ReadOnlyObjectWrapper<Optional<Found>> found = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObjectProperty<Query> query = new SimpleObjectProperty<>(Query.ALL);
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
            List<Orphan> orphans, Deletion.Latest deleted) {}

    /**
     * Which objects are wanted.
     *
     * @param text  what the name with its namespace contains, in capitals or not
     * @param group their kind and namespace; empty for any
     */
    record Query(String text, Optional<Group> group) {
        static final Query ALL = new Query("", Optional.empty());

        private boolean finds(StoredObject object) {
            return group.filter(one -> !one.kind().equals(object.kind())
                    || !one.namespace().equals(object.namespace())).isEmpty()
                    && object.name().toLowerCase(Locale.ROOT).contains(text.strip().toLowerCase(Locale.ROOT));
        }
    }

    /**
     * The objects that a query finds.
     *
     * @param query the query
     * @param first the first of them, by name
     * @param all   how many there are
     */
    record Found(Query query, List<StoredObject> first, long all) {}

    /**
     * @param runner runs what reads
     * @param opener opens the file
     * @param file   the file
     */
    public ObjectsViewModel(TaskRunner runner, SnapshotOpener opener, SnapshotName file) {
        this.opener = opener;
        this.file = file;
        reading = new Latest<>(runner, now -> {
            objects.set(Optional.of(now));
            find();
        });
        finding = new Latest<>(runner, now -> found.set(Optional.of(now)));
        listing = new Latest<>(runner, this::show);
        query.subscribe((_, _) -> find());
    }

    /** Shows the objects of an index, or none. Reading starts when they are looked at. */
    public void open(Optional<KeyIndex> now) {
        pause();
        finding.forget();
        found.set(Optional.empty());
        objects.set(Optional.empty());
        index = now;
    }

    /** Stops the reading until the objects are looked at again. */
    public void pause() {
        reading.forget();
        listing.forget();
    }

    /** Reads the objects, unless they were read. */
    void need() {
        if (objects.get().isEmpty() && !reading.activity().isRunning()) {
            index.ifPresent(keys -> reading.read(reporter -> {
                ObjectCatalog catalog = ObjectCatalog.read(opener, file, reporter.progress());
                return new Objects(catalog, catalog.groups(), catalog.largest(MOST_LISTED),
                        catalog.mostWritten(MOST_LISTED), catalog.orphans(),
                        deleted(keys, FIRST_DELETED, reporter));
            }));
        }
    }

    private Deletion.Latest deleted(KeyIndex keys, int limit, Reporter reporter) throws IOException {
        return Deletion.latest(opener, file, keys, Deletion::ofKubernetes, limit, reporter.progress());
    }

    /** Lists more deletions. */
    void listMore() {
        objects.get()
                .ifPresent(now -> index.ifPresent(keys -> listing.read(
                        reporter -> deleted(keys, now.deleted().deletions().size() * MORE, reporter))));
    }

    private void show(Deletion.Latest deleted) {
        objects.set(objects.get()
                .map(now -> new Objects(now.catalog(), now.groups(), now.largest(), now.written(), now.orphans(),
                        deleted)));
    }

    private void find() {
        Query wanted = query.get();
        objects.get().map(Objects::catalog).ifPresent(catalog -> finding.read(reporter -> {
            List<StoredObject> matches = catalog.objects().stream().filter(object -> {
                reporter.cancellation().stopIfCancelled();
                return wanted.finds(object);
            }).toList();
            return new Found(wanted,
                    matches.stream().sorted(Comparator.comparing(StoredObject::name)).limit(MOST_FOUND).toList(),
                    matches.size());
        }));
    }

    /** Which objects are wanted. */
    ObjectProperty<Query> query() {
        return query;
    }

    /** The objects that the query finds; empty until they were read. */
    ReadOnlyObjectProperty<Optional<Found>> found() {
        return found.getReadOnlyProperty();
    }

    /** Why no more deletions could be listed; empty if they could. */
    ReadOnlyObjectProperty<Optional<Failed>> listingFailed() {
        return listing.failed();
    }

    /** The listing of more deletions. */
    Activity listing() {
        return listing.activity();
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

    /** What runs while the objects are read. */
    Activity activity() {
        return reading.activity();
    }

    /** Why it failed; empty if it did not. */
    ReadOnlyObjectProperty<Optional<Failed>> failed() {
        return reading.failed();
    }
}
