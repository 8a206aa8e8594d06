package org.etcdrecovery.core.snapshot;

import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.keyspace.Alarm;

/** The words of the findings on single small records. */
final class RecordTexts {
    private static final String CHANGED = "No etcd writes such a record: something else changed the file.";
    private static final String COMPARE = "Find out what changed the file, and compare with another copy, if there is one.";

    private RecordTexts() {}

    static Finding consistentIndex(String key, int length) {
        return number(FindingCode.CLUSTER_CONSISTENT_INDEX, key, "index", length);
    }

    static Finding term(String key, int length) {
        return number(FindingCode.CLUSTER_TERM, key, "term", length);
    }

    private static Finding number(FindingCode code, String key, String name, int length) {
        return new Finding(code, Severity.CARE, "bucket meta, key " + key,
                "The " + name + " of the last applied entry has " + length + " bytes; it is a number of 8",
                "A server would not start with it; a restore replaces it. No etcd writes such a record.", COMPARE);
    }

    static Finding noRevisionLeft(String place, long revision) {
        return new Finding(FindingCode.KEYSPACE_NO_REVISION_LEFT, Severity.DAMAGE, place,
                "Revision " + revision + " leaves no room for later ones",
                "A server starts with it and ends at one of the next writes. No cluster gets that far.",
                FindingTexts.OTHER_COPY);
    }

    static Finding memberRecord(String id, String problem) {
        return new Finding(FindingCode.CLUSTER_MEMBER_RECORD, Severity.CARE, "bucket members, key " + id,
                "The record of member " + id + " cannot be read: " + problem,
                "A server would not start with it; a restore replaces all member records. " + CHANGED, COMPARE);
    }

    static Finding memberKey(String bucket, String key) {
        return new Finding(FindingCode.CLUSTER_MEMBER_RECORD, Severity.CARE, "bucket " + bucket + ", key " + key,
                "“" + key + "” is not the ID of a member",
                "etcdutl ends at this record when it restores. This program replaces all member records. " + CHANGED,
                COMPARE);
    }

    static Finding alarm(Alarm alarm) {
        String effect = switch (alarm.kind()) {
            case NOSPACE ->
                "The restored cluster has it from its first moment and refuses writes until it is disarmed.";
            case CORRUPT -> "The restored cluster has it from its first moment and refuses reads and writes until it is"
                    + " disarmed. Find out which member was right before you trust this file.";
            case UNKNOWN, UNREADABLE ->
                "The restored cluster has it from its first moment, and its members call themselves"
                        + " unhealthy until it is disarmed.";
        };
        return new Finding(FindingCode.CLUSTER_ALARM, Severity.CARE, "bucket alarm",
                "The snapshot carries the alarm " + alarm.kind(), effect,
                "Restore without it (--clear-alarms), or disarm it after the start: etcdctl alarm disarm.");
    }

    static Finding alarmRecord(String problem, String versions) {
        return new Finding(FindingCode.CLUSTER_ALARM_RECORD, Severity.CARE, "bucket alarm",
                "An alarm cannot be read: " + problem,
                "etcd " + versions + " reads it when it starts, and ends there.",
                "Restore without the alarms (--clear-alarms).");
    }

    static Finding downgrade(String place, String target) {
        return new Finding(FindingCode.CLUSTER_DOWNGRADE, Severity.CARE, place,
                "A downgrade of the cluster to " + target + " is under way",
                "The restored cluster goes on with it: it takes " + target + " for its version as soon as it can.",
                "Cancel it after the start, unless it is wanted: etcdctl downgrade cancel.");
    }

    static Finding bucketIsCut(String bucket, long left) {
        return new Finding(FindingCode.CLUSTER_UNREAD, Severity.CARE, "bucket " + bucket,
                left + (left == 1 ? " record" : " records") + " of the bucket " + bucket
                        + (left == 1 ? " was" : " were") + " not read",
                "This program reads no more than 100,000 records and 16 MiB of such a bucket, and no record of more than"
                        + " 1 MiB. A server reads all of them when it starts, and may end there.",
                "Try a restore, and whether a member starts from it, before you rely on this file.");
    }

    static Finding leaseTtl(String id, long ttl, long more) {
        return new Finding(FindingCode.CLUSTER_LEASE_TTL, Severity.CARE, "bucket lease, key " + id,
                "Lease " + id + " has " + ttl + " seconds to live"
                        + (more == 0 ? "" : ", and " + more + " more are like it") + "; etcd grants 1 to "
                        + LeaseBucket.LONGEST_TTL,
                "The restored cluster takes it for expired: its keys vanish within seconds of the start. " + CHANGED,
                "Write down the keys and their values before you restore, or take another copy.");
    }

    static Finding authEnabled() {
        return new Finding(FindingCode.CLUSTER_AUTH_RECORD, Severity.CARE, "bucket auth, key authEnabled",
                "Whether authentication is on cannot be told: the record is neither 0 nor 1",
                "etcd takes it for off: everyone who reaches a member may read and write everything. " + CHANGED,
                "Turn authentication on after the start if it was on (etcdctl auth enable), before clients reach the"
                        + " members.");
    }

    static Finding authRevision(int length) {
        return new Finding(FindingCode.CLUSTER_AUTH_RECORD, Severity.CARE, "bucket auth, key authRevision",
                "The revision of users and roles has " + length + " bytes; it is a number of 8",
                "etcd reads the first 8. " + CHANGED, COMPARE);
    }
}
