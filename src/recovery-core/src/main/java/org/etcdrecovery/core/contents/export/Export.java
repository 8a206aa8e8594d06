package org.etcdrecovery.core.contents.export;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.contents.RecordedValues;
import org.etcdrecovery.core.contents.Secrecy;
import org.etcdrecovery.core.contents.StoredValue;
import org.etcdrecovery.core.contents.export.Selection.Item;
import org.etcdrecovery.core.contents.index.KeyMatcher;
import org.etcdrecovery.core.contents.index.KeyState;
import org.etcdrecovery.core.contents.kubernetes.CreatableObject.OwnerFate;
import org.etcdrecovery.core.contents.kubernetes.KubernetesValue;
import org.etcdrecovery.core.files.AtomicFile;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.progress.Work;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;

/**
 * Writes keys and values of a snapshot to a file of their own.
 *
 * @param selection what to export
 * @param format    the form of the file
 * @param secrets   whether to export the secrets of Kubernetes too; otherwise they are left out and counted
 */
public record Export(Selection selection, ExportFormat format, boolean secrets) {
    /** A put there is read by API servers, which take it for an object that they have stored. */
    private static final List<String> OF_API_SERVERS = List.of("/registry/", "registry/", "/kubernetes.io/",
            "kubernetes.io/",
            "/openshift.io/", "openshift.io/");
    private static final int MOST_NAMED = 100;

    /**
     * A key that is not in the file.
     *
     * @param key the key, escaped
     * @param why the reason, such as "it is a secret"
     */
    public record LeftOut(String key, String why) {}

    /**
     * What was written.
     *
     * @param file     the file
     * @param exported the number of keys in it
     * @param secretsWithheld how many secrets are left out, or are in it without what is secret
     * @param leftOut  the first keys that are not in it
     * @param left     the number of keys that are not in it
     * @param revision the revision of the state that it shows; 0 if its records are of several
     * @param unreadable what cannot be read of a damaged snapshot, so that keys may be missing, one sentence each
     */
    public record Result(Path file, long exported, long secretsWithheld, List<LeftOut> leftOut, long left,
            long revision,
            List<String> unreadable) {
        /** Copies the lists. */
        public Result {
            leftOut = List.copyOf(leftOut);
            unreadable = List.copyOf(unreadable);
        }

        /** Whether all that was selected is in the file, and the snapshot could be read as a whole. */
        public boolean isComplete() {
            return left == 0 && secretsWithheld == 0 && unreadable.isEmpty();
        }
    }

    /**
     * Writes the file.
     *
     * @param out a name that is free; only the owner of the file can read it
     * @throws ExportRefusedException                              if nothing is selected, or the format is not for these
     *                                                             keys
     * @throws java.nio.file.FileAlreadyExistsException            if something has the name, which stays untouched
     * @throws MalformedDataException                              if the file is not an etcd database
     * @throws IOException                                         if the snapshot cannot be read or the file not written
     * @throws java.util.concurrent.CancellationException          if the progress is cancelled; there is no file then
     */
    public Result write(SnapshotOpener opener, SnapshotName name, Path out, Progress progress) throws IOException {
        AtomicFile.checkTarget(out, false);
        if (selection.size() == 0) {
            throw new ExportRefusedException("export.empty",
                    "the selection holds no key, so there is nothing to export");
        }
        if (format == ExportFormat.ETCDCTL) {
            refuseKubernetes(name, progress);
        }
        Optional<ObjectOrder> objects = format == ExportFormat.YAML
                ? Optional.of(ObjectOrder.of(selection, secrets, opener, name, progress))
                : Optional.empty();
        Function<String, OwnerFate> fates = objects.isPresent() ? objects.get()::fate : _ -> OwnerFate.EXISTS;
        try (RecordedValues values = RecordedValues.open(opener, name, progress);
                AtomicFile file = AtomicFile.fresh(out)) {
            RowWriter writer = format.writer(new ExportContext(values.name(), selection.revision(), secrets, fates));
            Running running = new Running(writer, new TextFile(file));
            try (Work work = progress.begin(Stage.LIST, values.name(), selection.size())) {
                writer.begin(running.text::append);
                LongStream order = objects.isPresent()
                        ? objects.get().order()
                        : LongStream.range(0, selection.size());
                for (PrimitiveIterator.OfLong at = order.iterator(); at.hasNext();) {
                    Item item = selection.item(at.nextLong());
                    byte[] key = selection.key(item);
                    if (selection.size(item) > KubernetesValue.LARGEST) {
                        running.leave(key, "key and value are larger than " + (KubernetesValue.LARGEST >> 20) + " MiB"
                                + "; snapshot get writes it");
                        work.advance(1);
                        continue;
                    }
                    try {
                        running.row(key, values.read(key, item.revision()));
                    } catch (MalformedDataException e) {
                        running.leave(key, "its record cannot be read: " + e.getMessage());
                    }
                    work.advance(1);
                }
                writer.end(running.text::append);
            }
            if (running.exported == 0) {
                throw new ExportRefusedException("export.empty", "none of the " + running.left
                        + " keys can be exported as " + format.text() + ": "
                        + running.leftOut.getFirst().key() + ", because " + running.leftOut.getFirst().why());
            }
            running.text.flush();
            file.publish();
            return new Result(out, running.exported, running.secretsWithheld, running.leftOut, running.left,
                    selection.revision(), selection.unreadable());
        }
    }

    /**
     * Whether a state has keys that begin with a prefix and are of API servers, for which no script of etcdctl is written.
     */
    public static boolean holdsKeysOfApiServers(KeyState state, byte[] prefix) {
        return OF_API_SERVERS.stream().map(usual -> usual.getBytes(US_ASCII)).anyMatch(usual -> {
            byte[] longer = usual.length > prefix.length ? usual : prefix;
            byte[] shorter = usual.length > prefix.length ? prefix : usual;
            return KeyMatcher.beginsWith(longer, shorter) && state.totals(longer).keys() > 0;
        });
    }

    private void refuseKubernetes(SnapshotName name, Progress progress) throws ExportRefusedException {
        try (Work work = progress.begin(Stage.LIST, name.file().toString(), selection.size())) {
            for (long n = 0; n < selection.size(); n++) {
                byte[] key = selection.key(selection.item(n));
                if (OF_API_SERVERS.stream().anyMatch(prefix -> KeyMatcher.beginsWith(key, prefix.getBytes(US_ASCII)))) {
                    throw new ExportRefusedException("export.kubernetes", GoQuote.escape(key)
                            + " is a key of Kubernetes: a put behind the back of its API servers leaves them with objects"
                            + " that their caches, and the controllers, know nothing of. Export it as yaml, for kubectl"
                            + " create, or choose other keys");
                }
                work.advance(1);
            }
        }
    }

    private final class Running {
        private final RowWriter writer;
        private final TextFile text;
        private final List<LeftOut> leftOut = new ArrayList<>();
        private long exported;
        private long left;
        private long secretsWithheld;

        Running(RowWriter writer, TextFile text) {
            this.writer = writer;
            this.text = text;
        }

        void row(byte[] key, Optional<StoredValue> stored) throws IOException {
            if (stored.isEmpty()) {
                leave(key, "its record is not in the file any more");
                return;
            }
            Optional<KubernetesValue> value = KubernetesValue.read(stored.get().head(),
                    stored.get().key().modRevision());
            boolean secret = !secrets && Secrecy.isSecret(stored.get().key().text(), value);
            if (secret) {
                secretsWithheld++;
            }
            Optional<String> why = writer.row(stored.get(), value, secret, text::append);
            if (why.isPresent()) {
                leave(key, why.get());
            } else {
                exported++;
            }
        }

        private void leave(byte[] key, String why) {
            left++;
            if (leftOut.size() < MOST_NAMED) {
                leftOut.add(new LeftOut(GoQuote.escape(key), why));
            }
        }
    }
}
