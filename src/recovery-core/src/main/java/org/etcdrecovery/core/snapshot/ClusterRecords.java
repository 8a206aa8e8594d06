package org.etcdrecovery.core.snapshot;

import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.etcdrecovery.core.bytes.DirectBuffers;
import org.etcdrecovery.core.keyspace.Alarm;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.keyspace.MinorVersion;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.proto.AlarmRecord;
import org.etcdrecovery.core.snapshot.Finding.Severity;

/** What the small buckets say of the cluster that the snapshot comes from. */
final class ClusterRecords {
    static final String CONSISTENT_INDEX = "consistent_index";

    private final SmallBucket meta = new SmallBucket();
    private final SmallBucket members = new SmallBucket();
    private final SmallBucket removed = new SmallBucket();
    private final SmallBucket cluster = new SmallBucket();
    private final SmallBucket alarm = new SmallBucket();
    private final SmallBucket auth = new SmallBucket();

    /** Where the content of a bucket goes; empty for a bucket that is not a small one of etcd. */
    Optional<SmallBucket> bucket(String name) {
        return Optional.ofNullable(switch (name) {
            case "meta" -> meta;
            case "members" -> members;
            case "members_removed" -> removed;
            case "cluster" -> cluster;
            case "alarm" -> alarm;
            case "auth" -> auth;
            default -> null;
        });
    }

    SmallBucket meta() {
        return meta;
    }

    Compaction compaction() {
        return Compaction.of(meta);
    }

    /** Whether the revisions and the index in the bucket meta are such. */
    void checkMeta(FindingLog log) {
        for (String key : List.of(Compaction.SCHEDULED_KEY, Compaction.FINISHED_KEY)) {
            meta.get(key)
                    .map(value -> Revision.keyProblem(DirectBuffers.copyOf(value), 0, value.length))
                    .ifPresent(problem -> log.add(FindingTexts.compaction(key, problem)));
        }
        meta.get(CONSISTENT_INDEX)
                .filter(value -> value.length != Long.BYTES)
                .ifPresent(value -> log.add(FindingTexts.consistentIndex(CONSISTENT_INDEX, value.length)));
    }

    boolean authEnabled() {
        return AuthReader.isEnabled(auth);
    }

    Optional<MinorVersion> clusterVersion() {
        return cluster.text("clusterVersion").flatMap(MinorVersion::parse);
    }

    Optional<MinorVersion> storageVersion() {
        return MinorVersion.parse(StorageVersions.stated(meta));
    }

    List<Member> members(FindingLog log) {
        List<Member> known = new ArrayList<>();
        for (Map.Entry<byte[], byte[]> entry : members.records().entrySet()) {
            String id = new String(entry.getKey(), StandardCharsets.UTF_8);
            try {
                known.add(Member.fromJson(entry.getValue()));
            } catch (IllegalArgumentException e) {
                log.add(new Finding(FindingCode.CLUSTER_MEMBER_RECORD, Severity.CARE, "bucket members, key " + id,
                        "The record of member " + id + " cannot be read: " + e.getMessage(),
                        "A server would not start with it; a restore replaces all member records.",
                        "Nothing, for a restore."));
            }
            if (removed.records().containsKey(entry.getKey())) {
                log.add(new Finding(FindingCode.CLUSTER_ZOMBIE_MEMBER, Severity.NOTE, "bucket members, key " + id,
                        "Member " + id + " was removed but still stands among the members",
                        "Such a zombie member, left behind by some releases of etcd 3.4 and 3.5, comes back when the cluster is"
                                + " upgraded to 3.6.",
                        "Nothing, for a restore: only the planned members are written."));
            }
        }
        return known;
    }

    List<Alarm> alarms(FindingLog log) {
        List<Alarm> raised = new ArrayList<>();
        for (byte[] key : alarm.records().keySet()) {
            try {
                AlarmRecord record = AlarmRecord.parseFrom(key);
                raised.add(new Alarm(record.getMemberId(), Alarm.Kind.of(record.getAlarm())));
            } catch (InvalidProtocolBufferException e) {
                log.add(new Finding(FindingCode.CLUSTER_ALARM_RECORD, Severity.CARE, "bucket alarm",
                        "An alarm cannot be read",
                        "A server may not start with it.", "Restore without the alarms (--clear-alarms)."));
            }
        }
        return raised;
    }
}
