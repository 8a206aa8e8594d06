package org.etcdrecovery.core.contents.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.etcdrecovery.core.bolt.KeyRange;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;
import org.etcdrecovery.core.keyspace.KeyValueReader;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.SnapshotFile;

/**
 * Hashes of the values of chosen records of one file, read in one pass: to tell whether two values are equal without having
 * both at once.
 *
 * <p>A hash is the first 64 bits of the SHA-256 of a secret salt and the value. Two different values share one with a
 * probability of 2⁻⁶⁴, even for values made to collide: without the salt, an attacker cannot search for such a pair. A checksum or a
 * hash without a secret would not do, because files of unknown origin are compared. SHA-256 is in the JDK and as fast as the
 * disk.
 */
public final class ValueHashes {
    private final KeyIndex index;
    private final byte[] salt;
    private final IntColumn records = new IntColumn();
    private long[] hashes = {};

    /** @param salt the same secret for all hashes that are compared */
    public ValueHashes(KeyIndex index, byte[] salt) {
        this.index = index;
        this.salt = salt.clone();
    }

    /**
     * Asks for the value that a key has in a state of the index.
     *
     * @param rank a key that exists in that state
     */
    public void add(KeyState state, int rank) {
        records.add(state.record(rank));
    }

    /** How many values were asked for. */
    public int count() {
        return records.size();
    }

    /** A hash, after {@link #read}, by its number in the order in which they were asked for. */
    public long get(int number) {
        return hashes[number];
    }

    /**
     * Reads the values that were asked for.
     *
     * @param file the file that the index was read from
     * @throws StaleIndexException                       if it is not the same file any more
     * @throws IOException                                if it cannot be read
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    public void read(SnapshotFile file, Progress progress) throws IOException {
        hashes = new long[records.size()];
        if (hashes.length > 0) {
            Pass pass = new Pass(file);
            IndexReader.walk(index, file, pass, progress);
            pass.finish();
        }
    }

    /**
     * A pass over the records. If a revision has several records of a key, the last one counts, as it does for the state that
     * the value was asked of.
     */
    private final class Pass implements LeafVisitor {
        private final SnapshotFile file;
        private final KeyRecordTable table = index.table();
        private final FrontCodedKeys.Cursor key = index.keys().cursor(index.size());
        private final KeyValueReader keyValue = new KeyValueReader();
        private final MessageDigest digest = sha256();
        /** Code and number of each record, in the order of the codes, each record once. */
        private final long[] asked;
        private final long[] hashOfAsked;
        /** Which records of this revision were asked for. */
        private int from;
        private int to;
        private long main = -1;
        private final BitSet found = new BitSet();

        Pass(SnapshotFile file) {
            this.file = file;
            asked = IntStream.range(0, records.size())
                    .mapToLong(number -> codeAndRecord(records.get(number)))
                    .parallel()
                    .sorted()
                    .distinct()
                    .toArray();
            hashOfAsked = new long[asked.length];
        }

        private long codeAndRecord(int record) {
            return (long) table.code(record) << Integer.SIZE | record;
        }

        @Override
        public KeyRange range() {
            long first = table.revision((int) asked[0]);
            long last = table.revision((int) asked[asked.length - 1]);
            return KeyRange.of(new Revision(first, 0).toKey(), new Revision(last, Long.MAX_VALUE).toKey());
        }

        @Override
        public void leaf(Leaf leaf) throws IOException {
            ByteBuffer buffer = leaf.buffer();
            for (int i = 0; i < leaf.count(); i++) {
                if (Revision.keyProblem(buffer, leaf.keyStart(i), leaf.keyLength(i)) == null) {
                    begin(Revision.mainOf(buffer, leaf.keyStart(i)));
                    if (from < to && leaf.keyLength(i) == Revision.KEY_LENGTH
                            && keyValue.read(buffer, leaf.valueStart(i), leaf.valueLength(i)) == null) {
                        take(buffer);
                    }
                }
            }
        }

        /** Moves on to the records that were asked for of a revision. */
        private void begin(long revision) throws IOException {
            if (revision == main) {
                return;
            }
            requireFound();
            main = revision;
            int code = table.upTo(revision);
            from = to;
            while (to < asked.length && asked[to] >>> Integer.SIZE <= code) {
                if (table.revision((int) asked[to]) != revision) {
                    throw new StaleIndexException(file.path());
                }
                to++;
            }
            if (to - from == 1) {
                key.seek(table.rankOf((int) asked[from]));
            }
        }

        private void requireFound() throws StaleIndexException {
            if (found.nextClearBit(from) < to) {
                throw new StaleIndexException(file.path());
            }
        }

        private void take(ByteBuffer buffer) {
            int at = to - from == 1 ? isOfTheOne(buffer) ? from : -1 : search(buffer);
            if (at >= 0 && table.size((int) asked[at]) == keyValue.keyLength() + keyValue.valueLength()) {
                hashOfAsked[at] = hash(buffer);
                found.set(at);
            }
        }

        /** Most revisions have one record, whose key need not be searched for. */
        private boolean isOfTheOne(ByteBuffer buffer) {
            return keyValue.keyLength() == key.length() && buffer.slice(keyValue.keyStart(), key.length())
                    .equals(ByteBuffer.wrap(key.bytes(), 0, key.length()));
        }

        /** The place among the records asked for of the one that is the newest of its key in this revision; negative if none. */
        private int search(ByteBuffer buffer) {
            byte[] wanted = new byte[keyValue.keyLength()];
            buffer.get(keyValue.keyStart(), wanted);
            int rank = index.find(wanted);
            int record = rank < 0 ? KeyRecordTable.NONE : table.newest(rank, table.upTo(main));
            return record == KeyRecordTable.NONE
                    ? -1
                    : Arrays.binarySearch(asked, from, to, codeAndRecord(record));
        }

        private long hash(ByteBuffer buffer) {
            digest.update(salt);
            digest.update(buffer.slice(keyValue.valueStart(), keyValue.valueLength()));
            return ByteBuffer.wrap(digest.digest()).order(ByteOrder.BIG_ENDIAN).getLong();
        }

        void finish() throws IOException {
            if (found.cardinality() < asked.length) {
                throw new StaleIndexException(file.path());
            }
            for (int number = 0; number < hashes.length; number++) {
                hashes[number] = hashOfAsked[Arrays.binarySearch(asked, codeAndRecord(records.get(number)))];
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
