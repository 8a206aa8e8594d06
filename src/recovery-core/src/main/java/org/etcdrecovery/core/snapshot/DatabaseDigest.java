package org.etcdrecovery.core.snapshot;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.zip.CRC32C;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.progress.Work;

/**
 * What two databases that hold the same have in common, however their pages lie.
 *
 * @param hash   over all records of all buckets, as {@link StatusHash} computes it
 * @param hashKv what a server answers that starts from it
 */
public record DatabaseDigest(int hash, HashKv hashKv) {
    /**
     * Reads a database of which the newest records are known, and checks every page of it. That spares the table of its
     * keys, and a checksum for each record: what counts for HashKV is known when it comes by, and lies in rows.
     *
     * @param newest the records that have to be the newest of a key that exists, counted in key order from 0; if others
     *               are, HashKV is another
     * @throws MalformedDataException when the file is damaged or no database of etcd
     * @throws IOException            when it cannot be read
     */
    public static DatabaseDigest read(ByteSource source, BitSet newest, Progress progress) throws IOException {
        BoltFile file = BoltFile.open(source);
        try (Work work = progress.begin(Stage.CHECK, source.name(), file.imageSize())) {
            Keys keys = new Keys(newest, HashKvReader.compaction(source, file, work.preparation()).revision(),
                    KeyBucket.refusing(source));
            StatusHash hash = new StatusHash();
            file.check(bucket -> {
                hash.bucket(bucket);
                LeafVisitor reader = bucket.name().equals(KeyBucket.NAME) ? keys : LeafVisitor.none();
                return leaf -> {
                    hash.leaf(leaf);
                    reader.leaf(leaf);
                };
            }, work.part());
            return new DatabaseDigest(hash.value(), keys.hashKv());
        }
    }

    /** Computes HashKV as {@link KeyspaceHash} says. */
    private static final class Keys implements LeafVisitor {
        private final BitSet newest;
        private final boolean hasKeys;
        private final long compactRevision;
        private final KeyHistory.RecordProblems problems;
        private final CRC32C crc = new CRC32C();
        private long lastMain;
        private int record;

        Keys(BitSet newest, long compactRevision, KeyHistory.RecordProblems problems) {
            this.newest = newest;
            this.hasKeys = !newest.isEmpty();
            this.compactRevision = compactRevision;
            this.problems = problems;
            crc.update(KeyBucket.NAME.getBytes(US_ASCII));
        }

        @Override
        public void leaf(Leaf leaf) throws IOException {
            int from = 0;
            int to = 0;
            for (int i = 0; i < leaf.count(); i++, record++) {
                String problem = Revision.keyProblem(leaf.buffer(), leaf.keyStart(i), leaf.keyLength(i));
                if (problem != null) {
                    problems.found(leaf, i, problem);
                }
                if (!counts(leaf, i)) {
                    continue;
                }
                if (leaf.keyStart(i) != to) {
                    update(leaf.buffer(), from, to);
                    from = leaf.keyStart(i);
                }
                to = leaf.valueEnd(i);
            }
            update(leaf.buffer(), from, to);
        }

        private boolean counts(Leaf leaf, int element) {
            lastMain = Revision.mainOf(leaf.buffer(), leaf.keyStart(element));
            if (lastMain > compactRevision) {
                return true;
            }
            return hasKeys
                    ? newest.get(record)
                    : lastMain < compactRevision || leaf.keyLength(element) != Revision.TOMBSTONE_KEY_LENGTH;
        }

        private void update(ByteBuffer buffer, int from, int to) {
            crc.update(buffer.limit(to).position(from));
            buffer.clear();
        }

        HashKv hashKv() {
            return new HashKv((int) crc.getValue(), Math.max(Math.max(lastMain, 1), compactRevision), compactRevision);
        }
    }
}
