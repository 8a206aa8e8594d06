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
import org.etcdrecovery.core.keyspace.BucketName;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.progress.Work;

/**
 * What two databases with the same content have in common, whatever the order of their pages.
 *
 * @param hash   the hash over all records of all buckets that {@link StatusHash} computes
 * @param hashKv the HashKV of a server that starts from the database
 */
public record DatabaseDigest(int hash, HashKv hashKv) {
    /**
     * Reads a database whose newest records are known, and checks every page of it. This needs neither a table of keys nor
     * a checksum of each record, because the pass knows at once which records HashKV includes, and they come in runs.
     *
     * @param newest the records that must be the newest of a key that exists, counted in key order from 0; if they are
     *               not, HashKV differs
     * @throws MalformedDataException if the file is damaged or not an etcd database
     * @throws IOException            if it cannot be read
     */
    public static DatabaseDigest read(ByteSource source, BitSet newest, Progress progress) throws IOException {
        BoltFile file = BoltFile.open(source);
        try (Work work = progress.begin(Stage.CHECK, source.name(), file.imageSize())) {
            Keys keys = new Keys(newest, HashKvReader.compaction(source, file, work.preparation()).revision(),
                    KeyBucket.refusing(source));
            StatusHash hash = new StatusHash();
            file.check(bucket -> {
                hash.bucket(bucket);
                LeafVisitor reader = bucket.name().equals(BucketName.KEY) ? keys : LeafVisitor.none();
                return leaf -> {
                    hash.leaf(leaf);
                    reader.leaf(leaf);
                };
            }, work.part());
            return new DatabaseDigest(hash.value(), keys.hashKv());
        }
    }

    /** Computes HashKV by the rules of {@link KeyspaceHash}. */
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
            crc.update(BucketName.KEY.getBytes(US_ASCII));
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
