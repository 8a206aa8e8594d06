package org.etcdrecovery.bench.corpus;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.keyspace.MemberId;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.proto.LeaseRecord;

/**
 * The records in the buckets other than {@code key}: a three-member cluster of etcd 3.5. There is no storage version,
 * because 3.5 does not write one; that way the tools of every version read the file.
 */
record ClusterRecords(long revision, long compacted, int leases) {
    static final long FIRST_LEASE = 0x0694_8BF2_0000_0000L;

    private static final long TERM = 4;
    private static final long RAFT_ENTRIES_WITHOUT_REVISION = 120;
    private static final long LEASE_SECONDS = 3600;
    private static final List<Member> MEMBERS = List.of(member(1), member(2), member(3));

    private static Member member(int number) {
        return new Member(new MemberId(SeededRandom.mix(number)), "etcd-" + number,
                List.of("https://10.0.0." + number + ":2380"),
                List.of("https://10.0.0." + number + ":2379"), false);
    }

    SortedMap<byte[], byte[]> auth() {
        return sorted("authRevision", number(1));
    }

    SortedMap<byte[], byte[]> cluster() {
        return sorted("clusterVersion", text("3.5.0"));
    }

    SortedMap<byte[], byte[]> lease() {
        SortedMap<byte[], byte[]> records = sorted();
        for (long id = FIRST_LEASE; id < FIRST_LEASE + leases; id++) {
            LeaseRecord record = LeaseRecord.newBuilder().setId(id).setTtl(LEASE_SECONDS).build();
            records.put(number(id), record.toByteArray());
        }
        return records;
    }

    public SortedMap<byte[], byte[]> members() {
        SortedMap<byte[], byte[]> records = sorted();
        MEMBERS.forEach(member -> records.put(text(member.id().toString()), member.toJson()));
        return records;
    }

    SortedMap<byte[], byte[]> meta() {
        SortedMap<byte[], byte[]> records = sorted("consistent_index",
                number(revision + RAFT_ENTRIES_WITHOUT_REVISION));
        String voters = String.join(",",
                MEMBERS.stream().map(member -> Long.toUnsignedString(member.id().value())).toList());
        records.put(text("confState"), text("{\"voters\":[" + voters + "],\"auto_leave\":false}"));
        records.put(text("term"), number(TERM));
        if (compacted > 0) {
            byte[] key = new Revision(compacted, 0).toKey();
            records.put(text("scheduledCompactRev"), key);
            records.put(text("finishedCompactRev"), key);
        }
        return records;
    }

    private static SortedMap<byte[], byte[]> sorted() {
        return new TreeMap<>(Arrays::compareUnsigned);
    }

    private static SortedMap<byte[], byte[]> sorted(String key, byte[] value) {
        SortedMap<byte[], byte[]> records = sorted();
        records.put(text(key), value);
        return records;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] number(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }
}
