package org.etcdrecovery.core.restore;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.etcdrecovery.core.bytes.DirectBuffers;
import org.etcdrecovery.core.edit.LeaseChoice;
import org.etcdrecovery.core.keyspace.LeaseId;
import org.etcdrecovery.core.proto.LeaseRecord;

/** Removes the records of leases that are dropped, and adds those of leases that are created again. */
final class LeaseEdit implements Edit {
    private final LeaseChoice choice;
    private final NavigableMap<Long, Long> created;

    /**
     * @param created the leases to create, with their time to live in seconds; none of them exists
     */
    LeaseEdit(LeaseChoice choice, NavigableMap<Long, Long> created) {
        this.choice = choice;
        this.created = created;
    }

    @Override
    public Records before(Records next) {
        NavigableMap<Long, Long> left = new TreeMap<>(created);
        return new Records() {
            @Override
            public void record(ByteBuffer buffer, int keyStart, int keyLength, int valueStart, int valueLength)
                    throws IOException {
                // The survey has refused any other length.
                long id = Long.reverseBytes(buffer.getLong(keyStart));
                while (!left.isEmpty() && Long.compareUnsigned(left.firstKey(), id) < 0) {
                    create(left.pollFirstEntry());
                }
                if (!choice.drops(new LeaseId(id))) {
                    next.record(buffer, keyStart, keyLength, valueStart, valueLength);
                }
            }

            private void create(Map.Entry<Long, Long> lease) throws IOException {
                byte[] key = ByteBuffer.allocate(Long.BYTES).putLong(lease.getKey()).array();
                byte[] value = LeaseRecord.newBuilder()
                        .setId(lease.getKey())
                        .setTtl(lease.getValue())
                        .build()
                        .toByteArray();
                next.record(DirectBuffers.copyOf(key, value), 0, key.length, key.length, value.length);
            }

            @Override
            public void end() throws IOException {
                while (!left.isEmpty()) {
                    create(left.pollFirstEntry());
                }
                next.end();
            }
        };
    }
}
