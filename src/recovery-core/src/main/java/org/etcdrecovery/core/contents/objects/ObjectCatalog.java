package org.etcdrecovery.core.contents.objects;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.function.Function;
import org.etcdrecovery.core.contents.KeyRow;
import org.etcdrecovery.core.contents.LivingScan;
import org.etcdrecovery.core.contents.ObjectRecords;
import org.etcdrecovery.core.contents.kubernetes.ObjectIdentity;
import org.etcdrecovery.core.contents.kubernetes.ObjectIdentity.Owner;
import org.etcdrecovery.core.keyspace.KeyValueReader;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.etcdrecovery.core.text.HumanSize;

/**
 * The objects of Kubernetes that exist at the last revision of a snapshot. An object that is encrypted or cannot be decoded
 * is missing, because nothing tells its kind. Immutable.
 */
public final class ObjectCatalog {
    /** The catalog may take one of so many parts of the memory that this program may use. */
    private static final int PART_OF_HEAP = 2;
    /** What an object takes beside its texts, in bytes: records, strings, and its entries in the maps. */
    private static final int OBJECT = 400;
    /** What a reference to an owner takes beside its texts, in bytes. */
    private static final int REFERENCE = 200;

    private final List<StoredObject> objects;
    private final long undecoded;
    private final List<String> unreadable;
    private final Map<String, StoredObject> byUid = new HashMap<>();
    private final Map<String, List<StoredObject>> byOwner = new HashMap<>();

    private ObjectCatalog(List<StoredObject> objects, long undecoded, List<String> unreadable) {
        this.objects = List.copyOf(objects);
        this.undecoded = undecoded;
        this.unreadable = List.copyOf(unreadable);
        for (StoredObject object : objects) {
            if (!object.identity().uid().isEmpty()) {
                byUid.put(object.identity().uid(), object);
            }
            for (Owner owner : object.identity().owners()) {
                if (!owner.uid().isEmpty()) {
                    byOwner.computeIfAbsent(owner.uid(), _ -> new ArrayList<>(1)).add(object);
                }
            }
        }
    }

    /**
     * Reads a snapshot; of a damaged one, what can be read.
     *
     * @throws org.etcdrecovery.core.bytes.MalformedDataException if the file is not an etcd database
     * @throws IOException                                        if it cannot be read or has too many objects
     * @throws java.util.concurrent.CancellationException         if the progress is cancelled
     */
    public static ObjectCatalog read(SnapshotOpener opener, SnapshotName name, Progress progress)
            throws IOException {
        return read(opener, name, Runtime.getRuntime().maxMemory() / PART_OF_HEAP, progress);
    }

    static ObjectCatalog read(SnapshotOpener opener, SnapshotName name, long memory, Progress progress)
            throws IOException {
        Reading reading = new Reading(memory);
        List<String> unreadable = LivingScan.read(opener, name, reading::key, progress);
        if (reading.memory < 0) {
            throw new IOException(name.file() + ": the names of its objects of Kubernetes do not fit into "
                    + HumanSize.of(memory) + " of memory; JAVA_TOOL_OPTIONS=-Xmx4g allows more memory");
        }
        return new ObjectCatalog(reading.objects, reading.undecoded, unreadable);
    }

    /** All objects, in the order of their last write. */
    public List<StoredObject> objects() {
        return objects;
    }

    /** How many values look like those of API servers, but are encrypted, too large or cannot be decoded. */
    public long undecoded() {
        return undecoded;
    }

    /** What could not be read of a damaged file, one sentence each. */
    public List<String> unreadable() {
        return unreadable;
    }

    /**
     * Whether an object with this UID is in the catalog. One that is not may exist nevertheless: it may be encrypted or
     * damaged, or API servers may keep its kind in another etcd.
     */
    public boolean has(String uid) {
        return byUid.containsKey(uid);
    }

    /**
     * Objects of one kind in one namespace.
     *
     * @param kind      the kind with its group, escaped
     * @param namespace the namespace, escaped; empty for objects of the cluster
     * @param objects   their number
     * @param bytes     the length of their keys and values in bytes
     */
    public record Group(String kind, String namespace, long objects, long bytes) {
        private Group plus(Group other) {
            return new Group(kind, namespace, objects + other.objects, bytes + other.bytes);
        }
    }

    /** The objects by kind and namespace, those that take most bytes first. */
    public List<Group> groups() {
        Map<List<String>, Group> groups = new TreeMap<>(
                Comparator.<List<String>, String>comparing(List::getFirst).thenComparing(List::getLast));
        for (StoredObject object : objects) {
            String namespace = object.namespace();
            groups.merge(List.of(object.kind(), namespace), new Group(object.kind(), namespace, 1, object.bytes()),
                    Group::plus);
        }
        return groups.values().stream().sorted(Comparator.comparingLong(Group::bytes).reversed()).toList();
    }

    /** The objects that take most bytes. */
    public List<StoredObject> largest(int limit) {
        return objects.stream()
                .sorted(Comparator.comparingLong(StoredObject::bytes).reversed())
                .limit(limit)
                .toList();
    }

    /** The objects that were written most often since they were created. */
    public List<StoredObject> mostWritten(int limit) {
        return objects.stream()
                .sorted(Comparator.comparingLong((StoredObject object) -> object.row().version()).reversed())
                .limit(limit)
                .toList();
    }

    /** The objects that belong to one, directly or through others; those that belong to it directly first. */
    public List<StoredObject> descendants(StoredObject object) {
        return reached(object, each -> byOwner.getOrDefault(each.identity().uid(), List.of()));
    }

    /** The objects that one belongs to, directly or through others, as far as they are in the catalog; direct owners first. */
    public List<StoredObject> ancestors(StoredObject object) {
        return reached(object, each -> each.identity()
                .owners()
                .stream()
                .map(owner -> byUid.get(owner.uid()))
                .filter(Objects::nonNull)
                .toList());
    }

    /** A damaged or hostile file may have objects that own each other. */
    private static List<StoredObject> reached(StoredObject object,
            Function<StoredObject, List<StoredObject>> neighbours) {
        SequencedSet<StoredObject> reached = new LinkedHashSet<>(List.of(object));
        Deque<StoredObject> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            for (StoredObject next : neighbours.apply(open.remove())) {
                if (reached.add(next)) {
                    open.add(next);
                }
            }
        }
        reached.removeFirst();
        return List.copyOf(reached);
    }

    /**
     * An object that refers to an owner that is not in the catalog. The garbage collector deletes an object once all of its
     * owners are gone.
     */
    public record Orphan(StoredObject object, Owner owner) {}

    /** The references to owners that are not in the catalog. */
    public List<Orphan> orphans() {
        List<Orphan> orphans = new ArrayList<>();
        for (StoredObject object : objects) {
            for (Owner owner : object.identity().owners()) {
                if (!has(owner.uid())) {
                    orphans.add(new Orphan(object, owner));
                }
            }
        }
        return orphans;
    }

    private static final class Reading {
        private final List<StoredObject> objects = new ArrayList<>();
        private final Map<String, String> known = new HashMap<>();
        private long undecoded;
        /** What is left, in bytes; negative if it did not suffice. */
        private long memory;

        Reading(long memory) {
            this.memory = memory;
        }

        void key(ByteBuffer buffer, KeyValueReader keyValue) {
            if (memory < 0) {
                return;
            }
            Optional<ObjectIdentity> identity = ObjectRecords.identity(buffer, keyValue);
            if (identity.isPresent()) {
                memory -= size(identity.get()) + keyValue.keyLength();
                if (memory >= 0) {
                    objects.add(new StoredObject(KeyRow.of(buffer, keyValue), shared(identity.get())));
                }
            } else if (ObjectRecords.isOfApiServer(buffer, keyValue)) {
                undecoded++;
            }
        }

        /** Two bytes a character; the texts that most objects share are counted, but hardly matter. */
        private static long size(ObjectIdentity identity) {
            long characters = (long) identity.name().length() + identity.uid().length();
            for (Owner owner : identity.owners()) {
                characters += REFERENCE / 2
                        + (long) owner.apiVersion().length()
                        + owner.kind().length()
                        + owner.name().length()
                        + owner.uid().length();
            }
            return OBJECT + 2 * characters;
        }

        /** Most objects share these texts with others. */
        private ObjectIdentity shared(ObjectIdentity identity) {
            return new ObjectIdentity(shared(identity.apiVersion()), shared(identity.kind()),
                    shared(identity.namespace()), identity.name(), identity.uid(), identity.owners());
        }

        private String shared(String text) {
            return known.computeIfAbsent(text, each -> each);
        }
    }
}
