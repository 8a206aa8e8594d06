package org.etcdrecovery.core.contents.export;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.contents.RecordedValues;
import org.etcdrecovery.core.contents.Secrecy;
import org.etcdrecovery.core.contents.StoredValue;
import org.etcdrecovery.core.contents.export.Selection.Item;
import org.etcdrecovery.core.contents.kubernetes.KubernetesValue;
import org.etcdrecovery.core.contents.kubernetes.ObjectIdentity;
import org.etcdrecovery.core.contents.objects.ObjectCatalog;
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
    private static final List<String> OF_API_SERVERS = List.of("/registry/", "/kubernetes.io/", "/openshift.io/");
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
     * @param secrets  how many secrets are left out, or are in it without what is secret
     * @param leftOut  the first keys that are not in it
     * @param left     the number of keys that are not in it
     * @param revision the revision of the state that it shows; 0 if its records are of several
     */
    public record Result(Path file, long exported, long secrets, List<LeftOut> leftOut, long left, long revision) {
        /** Copies the list. */
        public Result {
            leftOut = List.copyOf(leftOut);
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
            refuseKubernetes();
        }
        Predicate<String> exists = format == ExportFormat.YAML ? otherObjects(opener, name, progress) : _ -> true;
        try (RecordedValues values = RecordedValues.open(opener, name, progress);
                AtomicFile file = AtomicFile.fresh(out)) {
            RowWriter writer = format.writer(new ExportContext(values.name(), selection.revision(), secrets, exists));
            Running running = new Running(writer, new TextFile(file));
            try (Work work = progress.begin(Stage.LIST, values.name(), selection.size())) {
                writer.begin(running.text::append);
                for (long n = 0; n < selection.size(); n++) {
                    Item item = selection.item(n);
                    byte[] key = selection.key(item);
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
            return new Result(out, running.exported, running.secretsLeft, running.leftOut, running.left,
                    selection.revision());
        }
    }

    private void refuseKubernetes() throws ExportRefusedException {
        for (long n = 0; n < selection.size(); n++) {
            byte[] key = selection.key(selection.item(n));
            for (String prefix : OF_API_SERVERS) {
                if (startsWith(key, prefix)) {
                    throw new ExportRefusedException("export.kubernetes", GoQuote.escape(key)
                            + " is a key of Kubernetes: a put behind the back of its API servers leaves them with objects"
                            + " that their caches, and the controllers, know nothing of. Export it as yaml, for kubectl"
                            + " create, or choose other keys");
                }
            }
        }
    }

    private static boolean startsWith(byte[] key, String prefix) {
        byte[] wanted = prefix.getBytes(US_ASCII);
        return key.length >= wanted.length
                && java.util.Arrays.equals(key, 0, wanted.length, wanted, 0, wanted.length);
    }

    /** An object that is created again gets a new UID, so that references to it are wrong. */
    private Predicate<String> otherObjects(SnapshotOpener opener, SnapshotName name, Progress progress)
            throws IOException {
        Set<String> exported = new HashSet<>();
        boolean owned = false;
        try (RecordedValues values = RecordedValues.open(opener, name, progress);
                Work work = progress.begin(Stage.LIST, values.name(), selection.size())) {
            for (long n = 0; n < selection.size(); n++) {
                Item item = selection.item(n);
                Optional<ObjectIdentity> identity = identity(values, item);
                identity.ifPresent(each -> exported.add(each.uid()));
                owned |= identity.filter(each -> !each.owners().isEmpty()).isPresent();
                work.advance(1);
            }
        }
        if (!owned) {
            return _ -> true;
        }
        ObjectCatalog catalog = ObjectCatalog.read(opener, name, progress);
        return uid -> catalog.exists(uid) && !exported.contains(uid);
    }

    /** A record that cannot be read is left out later. */
    private Optional<ObjectIdentity> identity(RecordedValues values, Item item) throws IOException {
        try {
            return values.read(selection.key(item), item.revision())
                    .flatMap(stored -> ObjectIdentity.read(stored.head()));
        } catch (MalformedDataException e) {
            return Optional.empty();
        }
    }

    private final class Running {
        private final RowWriter writer;
        private final TextFile text;
        private final List<LeftOut> leftOut = new ArrayList<>();
        private long exported;
        private long left;
        private long secretsLeft;

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
                secretsLeft++;
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
