package org.etcdrecovery.core.rescue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.keyspace.BucketName;
import org.etcdrecovery.core.progress.Progress;

/**
 * Compares what members hold besides keys. Only buckets that are equal on all sound members at the same index: leases may
 * have checkpoints on some, 3.4 hashes passwords on each member for itself, and 3.5 kept some members incomplete.
 */
final class OtherBuckets {
    private static final List<String> COMPARED = List.of(BucketName.ALARM, BucketName.AUTH, BucketName.AUTH_ROLES,
            BucketName.MEMBERS_REMOVED, BucketName.CLUSTER);

    private OtherBuckets() {}

    /**
     * The names of the buckets that differ, in words.
     *
     * @param databases databases of the same index
     */
    static List<String> differing(List<Path> databases, Progress progress) throws IOException {
        List<Map<String, Integer>> hashes = new ArrayList<>();
        for (Path database : databases) {
            hashes.add(hashes(database, progress));
        }
        return COMPARED.stream()
                .filter(bucket -> hashes.stream().map(each -> each.getOrDefault(bucket, 0)).distinct().count() > 1)
                .map(bucket -> "bucket " + bucket)
                .toList();
    }

    private static Map<String, Integer> hashes(Path database, Progress progress) throws IOException {
        Map<String, CRC32C> crcs = new HashMap<>();
        try (ByteSource source = ByteSource.open(database)) {
            BoltFile.open(source).walk(bucket -> {
                if (!COMPARED.contains(bucket.name())) {
                    return null;
                }
                CRC32C crc = crcs.computeIfAbsent(bucket.name(), _ -> new CRC32C());
                return leaf -> add(leaf, crc);
            }, progress);
        }
        Map<String, Integer> hashes = new HashMap<>();
        crcs.forEach((name, crc) -> hashes.put(name, (int) crc.getValue()));
        return hashes;
    }

    private static void add(Leaf leaf, CRC32C crc) {
        for (int i = 0; i < leaf.count(); i++) {
            for (byte[] part : List.of(leaf.key(i), leaf.value(i))) {
                crc.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
                crc.update(part);
            }
        }
    }
}
