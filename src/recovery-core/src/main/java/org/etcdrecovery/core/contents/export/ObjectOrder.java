package org.etcdrecovery.core.contents.export;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.contents.LivingScan;
import org.etcdrecovery.core.contents.ObjectRecords;
import org.etcdrecovery.core.contents.RecordedValues;
import org.etcdrecovery.core.contents.Secrecy;
import org.etcdrecovery.core.contents.StoredValue;
import org.etcdrecovery.core.contents.export.Selection.Item;
import org.etcdrecovery.core.contents.kubernetes.CreatableObject.OwnerFate;
import org.etcdrecovery.core.contents.kubernetes.KubernetesObject;
import org.etcdrecovery.core.contents.kubernetes.KubernetesValue;
import org.etcdrecovery.core.contents.kubernetes.ObjectIdentity;
import org.etcdrecovery.core.contents.kubernetes.ObjectIdentity.Owner;
import org.etcdrecovery.core.keyspace.KeyValueReader;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.progress.Work;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;

/**
 * In which order selected objects can be created in an empty cluster, and what becomes of their owners.
 *
 * <p>An owner that is created again gets a new UID, and an object whose only owner does not exist is deleted by the garbage
 * collector.
 */
final class ObjectOrder {
    /** Of Kubernetes, whose UIDs have 36 characters; longer ones are never found. */
    private static final int LONGEST_UID = 128;
    /** More than one file can sensibly create; a UID takes about 120 bytes of memory. */
    private static final int MOST_UIDS = 2_000_000;

    private final Selection selection;
    private final boolean secrets;
    private final BitSet first = new BitSet();
    private final Set<String> owners = new HashSet<>();
    private final Set<String> created = new HashSet<>();
    private final Set<String> existing = new HashSet<>();

    private ObjectOrder(Selection selection, boolean secrets) {
        this.selection = selection;
        this.secrets = secrets;
    }

    /**
     * Reads the selected objects and, if any has an owner that is not among them, looks for that among all others.
     *
     * @param secrets whether secrets are exported
     * @throws ExportRefusedException if there are too many objects
     */
    static ObjectOrder of(Selection selection, boolean secrets, SnapshotOpener opener, SnapshotName name,
            Progress progress) throws IOException {
        ObjectOrder order = new ObjectOrder(selection, secrets);
        try (RecordedValues values = RecordedValues.open(opener, name, progress);
                Work work = progress.begin(Stage.LIST, values.name(), selection.size())) {
            for (int n = 0; n < selection.size(); n++) {
                order.read(n, values);
                work.advance(1);
            }
        }
        order.owners.removeAll(order.created);
        if (!order.owners.isEmpty()) {
            LivingScan.read(opener, name, order::look, progress);
        }
        return order;
    }

    /** A record that cannot be read, or is too large, is left out later. */
    private void read(int n, RecordedValues values) throws IOException {
        Item item = selection.item(n);
        if (selection.size(item) > KubernetesValue.LARGEST) {
            return;
        }
        Optional<StoredValue> stored;
        try {
            stored = values.read(selection.key(item), item.revision());
        } catch (MalformedDataException e) {
            return;
        }
        Optional<KubernetesValue> value = stored.flatMap(each -> KubernetesValue.read(each.head(), 0));
        if (value.isEmpty() || !(value.get() instanceof KubernetesObject object)
                || YamlRows.whyNot(value, !secrets && Secrecy.isSecret(stored.get().key().text(), value)).isPresent()) {
            return;
        }
        ObjectIdentity identity = object.identity();
        if (identity.kind().equals("Namespace") || identity.kind().equals("CustomResourceDefinition")) {
            first.set(n);
        }
        add(identity.uid(), created);
        for (Owner owner : identity.owners()) {
            add(owner.uid(), owners);
        }
    }

    private void add(String uid, Set<String> uids) throws ExportRefusedException {
        if (!uid.isEmpty() && uid.length() <= LONGEST_UID && uids.add(uid)
                && created.size() + owners.size() > MOST_UIDS) {
            throw new ExportRefusedException("export.large", "the selection has more than " + MOST_UIDS
                    + " objects and owners; export fewer keys at a time, such as those of one namespace");
        }
    }

    private void look(ByteBuffer buffer, KeyValueReader keyValue) {
        ObjectRecords.identity(buffer, keyValue)
                .map(ObjectIdentity::uid)
                .filter(owners::contains)
                .ifPresent(existing::add);
    }

    /** The places of all selected keys: those of namespaces and definitions of resources first. */
    LongStream order() {
        return IntStream.concat(first.stream(),
                IntStream.range(0, Math.toIntExact(selection.size())).filter(n -> !first.get(n))).asLongStream();
    }

    /** What becomes of the object with a UID that a selected object names as its owner. */
    OwnerFate fate(String uid) {
        if (created.contains(uid)) {
            return OwnerFate.CREATED_ANEW;
        }
        return existing.contains(uid) ? OwnerFate.EXISTS : OwnerFate.NOT_FOUND;
    }
}
