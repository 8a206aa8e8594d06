package org.etcdrecovery.core.contents.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.BitSet;
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
 * probability of 2⁻⁶⁴, also if somebody made them to: without the salt, nobody can look for such a pair. A checksum or a
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
     * A pass over the records. Most revisions have one record, which is then the one that was asked for; the keys are
     * compared only if there are several.
     */
    private final class Pass implements LeafVisitor {
        private final SnapshotFile file;
        private final KeyRecordTable table = index.table();
        private final KeyValueReader keyValue = new KeyValueReader();
        private final MessageDigest digest = sha256();
        /** Code and number of each hash, in the order of the codes. */
        private final long[] asked = new long[hashes.length];
        private int from;
        private int to;
        private long main = -1;
        /** The first record of this revision, while it is the only one. */
        private boolean held;
        private byte[] heldKey = new byte[256];
        private int heldKeyLength;
        private int heldSize;
        private long heldHash;
        private final BitSet found = new BitSet();

        Pass(SnapshotFile file) {
            this.file = file;
            for (int number = 0; number < asked.length; number++) {
                asked[number] = (long) table.code(records.get(number)) << Integer.SIZE | number;
            }
            Arrays.parallelSort(asked);
        }

        @Override
        public KeyRange range() {
            long first = table.revision(records.get((int) asked[0]));
            long last = table.revision(records.get((int) asked[asked.length - 1]));
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

        /** Moves on to the hashes that are asked for of a revision. */
        private void begin(long revision) throws IOException {
            if (revision == main) {
                return;
            }
            settle();
            main = revision;
            int code = table.upTo(revision);
            from = to;
            while (to < asked.length && asked[to] >>> Integer.SIZE <= code) {
                to++;
            }
        }

        private void take(ByteBuffer buffer) {
            boolean first = !held && heldKeyLength == 0;
            if (held) {
                resolve();
            }
            heldKeyLength = keyValue.keyLength();
            if (heldKeyLength > heldKey.length) {
                heldKey = new byte[heldKeyLength];
            }
            buffer.get(keyValue.keyStart(), heldKey, 0, heldKeyLength);
            heldSize = keyValue.keyLength() + keyValue.valueLength();
            heldHash = hash(buffer);
            held = first;
            if (!first) {
                resolve();
            }
        }

        /** The revision is over: its only record is the one that was asked for. */
        private void settle() throws IOException {
            if (held && to - from == 1) {
                set(from);
            } else if (held) {
                resolve();
            }
            held = false;
            heldKeyLength = 0;
            if (found.nextClearBit(from) < to) {
                throw new StaleIndexException(file.path());
            }
        }

        /** Finds what was asked for by its key. */
        private void resolve() {
            held = false;
            for (int i = from; i < to; i++) {
                byte[] key = index.key(table.rankOf(records.get((int) asked[i])));
                if (Arrays.equals(key, 0, key.length, heldKey, 0, heldKeyLength)) {
                    set(i);
                }
            }
        }

        private void set(int position) {
            int number = (int) asked[position];
            if (table.size(records.get(number)) == heldSize) {
                hashes[number] = heldHash;
                found.set(position);
            }
        }

        private long hash(ByteBuffer buffer) {
            digest.update(salt);
            digest.update(buffer.slice(keyValue.valueStart(), keyValue.valueLength()));
            return ByteBuffer.wrap(digest.digest()).order(ByteOrder.BIG_ENDIAN).getLong();
        }

        void finish() throws IOException {
            settle();
            if (found.cardinality() < asked.length) {
                throw new StaleIndexException(file.path());
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
