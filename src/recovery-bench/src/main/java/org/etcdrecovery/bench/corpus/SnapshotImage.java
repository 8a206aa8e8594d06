package org.etcdrecovery.bench.corpus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import org.etcdrecovery.bench.corpus.EtcdWriter.BucketWriter;
import org.etcdrecovery.bench.corpus.History.Survivors;

/** Writes etcd's ten buckets in name order. */
final class SnapshotImage {
    /** The page size of a server on x86. */
    static final int PAGE_SIZE = 4096;

    private final Content content;
    private final ImageFile file;
    private final EtcdWriter writer;

    private SnapshotImage(Content content, ImageFile file) throws IOException {
        this.content = content;
        this.file = file;
        this.writer = new EtcdWriter(file, PAGE_SIZE);
    }

    static void write(Content content, ImageFile file) throws IOException {
        new SnapshotImage(content, file).write();
    }

    private void write() throws IOException {
        Survivors survivors = History.compact(content.seed(), content.slots(), content.compactAfter());
        ClusterRecords before = new ClusterRecords(0, 0, 0);
        empty("alarm");
        fill("auth", before.auth());
        empty("authRoles");
        empty("authUsers");
        fill("cluster", before.cluster());
        History history = new History(content.seed(), content.slots());
        writeKeys(history, survivors);
        ClusterRecords after = new ClusterRecords(history.revision(), survivors.compacted(), content.leases());
        fill("lease", after.lease());
        fill("members", after.members());
        empty("members_removed");
        fill("meta", after.meta());
        writer.finish();
    }

    private void writeKeys(History history, Survivors survivors) throws IOException {
        KeyRecord record = new KeyRecord(content);
        BucketWriter bucket = bucket("key");
        while (!content.isComplete(history, file.length())) {
            Change change = history.next();
            if (survivors.include(change)) {
                record.write(change, bucket);
            }
        }
        bucket.close();
    }

    private void empty(String name) throws IOException {
        bucket(name).close();
    }

    private void fill(String name, SortedMap<byte[], byte[]> records) throws IOException {
        BucketWriter bucket = bucket(name);
        for (Map.Entry<byte[], byte[]> element : records.entrySet()) {
            int keyLength = element.getKey().length;
            int valueLength = element.getValue().length;
            byte[] bytes = Arrays.copyOf(element.getKey(), keyLength + valueLength);
            System.arraycopy(element.getValue(), 0, bytes, keyLength, valueLength);
            bucket.put(bytes, keyLength, valueLength);
        }
        bucket.close();
    }

    private BucketWriter bucket(String name) {
        return writer.bucket(name.getBytes(StandardCharsets.US_ASCII));
    }
}
