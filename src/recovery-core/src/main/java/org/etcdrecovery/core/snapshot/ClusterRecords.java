package org.etcdrecovery.core.snapshot;

import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.keyspace.Alarm;
import org.etcdrecovery.core.keyspace.BucketName;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.keyspace.MemberId;
import org.etcdrecovery.core.keyspace.MinorVersion;
import org.etcdrecovery.core.proto.AlarmRecord;

/** What the small buckets say of the cluster that the snapshot comes from. */
public final class ClusterRecords {
    public static final String CONSISTENT_INDEX = "consistent_index";
    public static final String TERM = "term";
    /** etcd reads 64 bits in hexadecimal, and writes them without leading zeros. */
    private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]{1,16}");

    private final SmallBucket meta = new SmallBucket();
    private final SmallBucket members = new SmallBucket();
    private final SmallBucket removed = new SmallBucket();
    private final SmallBucket cluster = new SmallBucket();
    private final SmallBucket alarm = new SmallBucket();
    private final SmallBucket auth = new SmallBucket();
    private final SmallBucket users = new SmallBucket();
    private final SmallBucket roles = new SmallBucket();
    private final VersionRecords versions = new VersionRecords(meta, cluster);
    private final StartCheck start = new StartCheck();

    /** Where the records of a bucket are collected; empty if it is not one of etcd's small buckets. */
    public Optional<SmallBucket> bucket(String name) {
        return Optional.ofNullable(buckets().get(name));
    }

    private Map<String, SmallBucket> buckets() {
        return Map.of(BucketName.META, meta, BucketName.MEMBERS, members, BucketName.MEMBERS_REMOVED, removed,
                BucketName.CLUSTER, cluster, BucketName.ALARM, alarm,
                BucketName.AUTH, auth, BucketName.AUTH_USERS, users, BucketName.AUTH_ROLES, roles);
    }

    SmallBucket meta() {
        return meta;
    }

    Compaction compaction() {
        return Compaction.of(meta);
    }

    /**
     * Checks that a server that starts can decode the records.
     *
     * @param leases   has already visited the bucket of the leases
     * @param revision the revision of the last change
     */
    public void checkRecords(LeaseBucket leases, long revision, FindingLog log) {
        new TreeMap<>(buckets()).forEach((name, bucket) -> {
            if (bucket.left() > 0) {
                log.add(RecordTexts.bucketIsCut(name, bucket.left()));
            }
        });
        checkMeta(log);
        if (revision > Compaction.LAST_USABLE) {
            log.add(RecordTexts.noRevisionLeft("bucket key", revision));
        }
        versions.check(start, log);
        new AuthCheck(auth, users, roles).checkRecords(start, log);
        leases.check(start, log);
        start.report(log);
    }

    private void checkMeta(FindingLog log) {
        for (String key : List.of(Compaction.SCHEDULED_KEY, Compaction.FINISHED_KEY)) {
            meta.get(key)
                    .map(Compaction::problem)
                    .ifPresent(problem -> log.add(FindingTexts.compaction(key, problem)));
        }
        if (compaction().revision() > Compaction.LAST_USABLE) {
            log.add(RecordTexts.noRevisionLeft("bucket meta", compaction().revision()));
        }
        meta.get(CONSISTENT_INDEX)
                .filter(value -> value.length != Long.BYTES)
                .ifPresent(value -> log.add(RecordTexts.consistentIndex(CONSISTENT_INDEX, value.length)));
        meta.get(TERM)
                .filter(value -> value.length != Long.BYTES)
                .ifPresent(value -> log.add(RecordTexts.term(TERM, value.length)));
    }

    /** Checks that users and roles agree with each other, and that someone can administer the restored cluster. */
    void checkUsers(FindingLog log) {
        new AuthCheck(auth, users, roles).checkMeaning(log);
    }

    /** The records that some releases do not start with; complete after {@link #checkRecords}. */
    List<StartRefusal> refusals() {
        return start.refusals();
    }

    boolean authEnabled() {
        return AuthRecords.isEnabled(auth);
    }

    Optional<MinorVersion> clusterVersion() {
        return versions.clusterVersion();
    }

    Optional<MinorVersion> storageVersion() {
        return versions.storageVersion();
    }

    /** The members that can be read; of each other one, and of each that was removed, a finding tells. */
    public List<Member> members(FindingLog log) {
        List<Member> known = new ArrayList<>();
        for (Map.Entry<byte[], byte[]> entry : members.records().entrySet()) {
            String key = GoQuote.escape(entry.getKey());
            Optional<MemberId> id = memberId(BucketName.MEMBERS, entry.getKey(), log);
            try {
                known.add(Member.fromJson(entry.getValue(), id.orElse(MemberId.NONE)));
            } catch (IllegalArgumentException e) {
                log.add(RecordTexts.memberRecord(key, message(e)));
            }
            if (removed.records().containsKey(entry.getKey())) {
                log.add(new Finding(FindingCode.CLUSTER_ZOMBIE_MEMBER, Severity.NOTE, "bucket members, key " + key,
                        "Member " + key + " was removed but is still among the members",
                        "Some releases of etcd 3.4 and 3.5 leave such a zombie member behind. It comes back when the cluster"
                                + " is upgraded to 3.6.",
                        "Nothing: a restore writes only the planned members."));
            }
        }
        return known;
    }

    /** The IDs of the members that were removed; a key that is not an ID is reported and left out. */
    public List<MemberId> removedMembers(FindingLog log) {
        return removed.records()
                .keySet()
                .stream()
                .flatMap(key -> memberId(BucketName.MEMBERS_REMOVED, key, log).stream())
                .toList();
    }

    /** Reads a key as a member ID, as {@code types.IDFromString} of etcd does. */
    private static Optional<MemberId> memberId(String bucket, byte[] key, FindingLog log) {
        String text = new String(key, StandardCharsets.ISO_8859_1);
        if (HEX.matcher(text).matches()) {
            return Optional.of(MemberId.parse(text));
        }
        log.add(RecordTexts.memberKey(bucket, GoQuote.escape(key)));
        return Optional.empty();
    }

    /** The alarms; one that cannot be read is reported, and is of the kind {@code UNREADABLE}. */
    public List<Alarm> alarms(FindingLog log) {
        return alarm.records().keySet().stream().map(key -> alarm(key, log)).toList();
    }

    private static Alarm alarm(byte[] key, FindingLog log) {
        Optional<GoMessage.Refused> refused = GoMessage.ALARM.refused(key);
        try {
            if (refused.isEmpty()) {
                AlarmRecord record = AlarmRecord.parseFrom(key);
                return new Alarm(new MemberId(record.getMemberId()), Alarm.Kind.of(record.getAlarm()));
            }
        } catch (InvalidProtocolBufferException e) {
            refused = Optional.of(new GoMessage.Refused(message(e), StartCheck.EVERY));
        }
        log.add(RecordTexts.alarmRecord(refused.get().problem(), refused.get().versions().toString()));
        return new Alarm(MemberId.NONE, Alarm.Kind.UNREADABLE);
    }

    private static String message(Exception e) {
        return Objects.requireNonNullElse(e.getMessage(), "not known why");
    }
}
