package org.etcdrecovery.core.contents;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;
import org.etcdrecovery.core.contents.kubernetes.KubernetesValue;
import org.etcdrecovery.core.contents.kubernetes.ObjectIdentity;
import org.etcdrecovery.core.keyspace.BucketName;
import org.etcdrecovery.core.keyspace.KeyValueReader;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.KeyHistory;
import org.etcdrecovery.core.snapshot.KeyScan;
import org.etcdrecovery.core.snapshot.NewestRecords;
import org.etcdrecovery.core.snapshot.SnapshotFile;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;

/**
 * A search in keys and values. Of each key or value that has the bytes, the first place is a match; matches arrive as
 * they are found, in the order in which the values were written.
 *
 * @param text    what to look for
 * @param scope   where
 * @param secrets whether to look into secrets too
 */
public record ContentSearch(SearchText text, Scope scope, boolean secrets) {
    /** How many bytes of a value before a match are shown. */
    private static final int BEFORE = 32;
    /** How many bytes of a value after the beginning of a match are shown. */
    private static final int AFTER = 96;
    private static final SearchText SECRETS = SearchText.of("/secrets/", false);

    /** Which records to search. */
    public enum Scope {
        /** The keys that exist at the last revision, and their values. */
        LAST_REVISION,
        /** All puts that the file still holds, of deleted keys too. */
        HISTORY
    }

    /** Where the bytes are. */
    public enum Part {
        KEY, VALUE
    }

    /**
     * A match.
     *
     * @param key     the key as this record left it
     * @param part    whether the bytes are in the key or in its value
     * @param at      where they begin in that part, in bytes
     * @param excerpt the bytes around them, of the value; empty for a match in the key
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared as a whole
    public record Match(KeyRow key, Part part, int at, byte[] excerpt) {
        /** Where they begin in the excerpt of a value. */
        public int inExcerpt() {
            return Math.min(at, BEFORE);
        }
    }

    /**
     * What was searched.
     *
     * @param records    the number of records
     * @param matches    the number of matches
     * @param secrets    the number of values that were left out because they hold secrets
     * @param unreadable what could not be read and may hold more, one sentence each
     */
    public record Result(long records, long matches, long secrets, List<String> unreadable) {
        /** Copies the list. */
        public Result {
            unreadable = List.copyOf(unreadable);
        }
    }

    /**
     * Searches a snapshot.
     *
     * @param matches receives each match at once, on this thread
     * @throws org.etcdrecovery.core.bytes.MalformedDataException if the file is not an etcd database
     * @throws IOException                                        if it cannot be read
     * @throws java.util.concurrent.CancellationException         if the progress is cancelled
     */
    public Result run(SnapshotOpener opener, SnapshotName name, Consumer<Match> matches, Progress progress)
            throws IOException {
        return run(opener, name, Optional.empty(), matches, progress);
    }

    /** As {@link #run(SnapshotOpener, SnapshotName, Consumer, Progress)}, in one pass where that is possible. */
    public Result run(SnapshotOpener opener, Inspection inspected, Consumer<Match> matches, Progress progress)
            throws IOException {
        return run(opener, inspected.name(), Optional.of(inspected.newest()), matches, progress);
    }

    private Result run(SnapshotOpener opener, SnapshotName name, Optional<NewestRecords> known,
            Consumer<Match> matches, Progress progress) throws IOException {
        try (SnapshotFile file = opener.open(name, progress)) {
            ReadableFile readable = ReadableFile.open(file, progress);
            Searching searching = new Searching(matches);
            if (scope == Scope.HISTORY) {
                readable.walkKeys(searching.ofAll(readable.records(BucketName.KEY)));
            } else if (known.isPresent() && known.get().areOf(file)) {
                readable.walkKeys(new KeyScan(known.get().records(), searching::key));
            } else {
                KeyHistory history = KeyHistory.findingNewest(readable.records(BucketName.KEY));
                readable.walkKeys(history);
                readable.walkKeysAgain(new KeyScan(history.newest(), searching::key));
            }
            return new Result(searching.records, searching.found, searching.left, readable.unreadable());
        }
    }

    private final class Searching {
        private final Consumer<Match> matches;
        private long records;
        private long found;
        private long left;

        Searching(Consumer<Match> matches) {
            this.matches = matches;
        }

        LeafVisitor ofAll(KeyHistory.RecordProblems problems) {
            KeyValueReader keyValue = new KeyValueReader();
            return (Leaf leaf) -> {
                for (int i = 0; i < leaf.count(); i++) {
                    String problem = keyValue.read(leaf.buffer(), leaf.valueStart(i), leaf.valueLength(i));
                    if (problem != null) {
                        problems.found(leaf, i, problem);
                    } else if (leaf.keyLength(i) == Revision.KEY_LENGTH) {
                        key(leaf.buffer(), keyValue);
                    }
                }
            };
        }

        void key(ByteBuffer buffer, KeyValueReader keyValue) {
            records++;
            int inKey = text.find(buffer, keyValue.keyStart(), keyValue.keyLength());
            if (inKey >= 0) {
                match(new Match(KeyRow.of(buffer, keyValue), Part.KEY, inKey, new byte[0]));
            }
            // Before the search: a count that depends on the text would tell what the secrets hold.
            if (!secrets && isSecret(buffer, keyValue)) {
                left++;
                return;
            }
            int inValue = text.find(buffer, keyValue.valueStart(), keyValue.valueLength());
            if (inValue >= 0) {
                match(new Match(KeyRow.of(buffer, keyValue), Part.VALUE, inValue,
                        excerpt(buffer, keyValue, inValue)));
            }
        }

        private void match(Match match) {
            found++;
            matches.accept(match);
        }
    }

    private static boolean isSecret(ByteBuffer buffer, KeyValueReader keyValue) {
        boolean ofKubernetes = ObjectRecords.mayBeObject(buffer, keyValue);
        if (!ofKubernetes && SECRETS.find(buffer, keyValue.keyStart(), keyValue.keyLength()) < 0) {
            return false;
        }
        byte[] value = keyValue.value(buffer, Integer.MAX_VALUE);
        return ObjectIdentity.isOfSecretKind(value)
                || (SECRETS.find(buffer, keyValue.keyStart(), keyValue.keyLength()) >= 0
                        && Secrecy.isSecret(new String(keyValue.key(buffer), US_ASCII),
                                KubernetesValue.read(value, keyValue.modRevision())));
    }

    private static byte[] excerpt(ByteBuffer buffer, KeyValueReader keyValue, int at) {
        int from = Math.max(0, at - BEFORE);
        byte[] bytes = new byte[Math.min(keyValue.valueLength(), at + AFTER) - from];
        buffer.get(keyValue.valueStart() + from, bytes);
        return bytes;
    }
}
