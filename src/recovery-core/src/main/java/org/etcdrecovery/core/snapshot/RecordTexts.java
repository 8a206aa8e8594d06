package org.etcdrecovery.core.snapshot;

import org.etcdrecovery.core.finding.Advised;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.keyspace.Alarm;

/** The texts of the findings on single small records. */
final class RecordTexts {
    private static final String CHANGED = "etcd never writes such a record: something else changed the file.";
    private static final String COMPARE = "Find out what changed the file, and compare with another copy if there is one.";

    private RecordTexts() {}

    static Finding consistentIndex(String key, int length) {
        return number(FindingCode.CLUSTER_CONSISTENT_INDEX, key, "index", length);
    }

    static Finding term(String key, int length) {
        return number(FindingCode.CLUSTER_TERM, key, "term", length);
    }

    private static Finding number(FindingCode code, String key, String name, int length) {
        return new Finding(code, Severity.CARE, "bucket meta, key " + key,
                "The " + name + " of the last applied entry has " + length + " bytes instead of 8",
                "A server would not start with it, but a restore replaces it. " + CHANGED, COMPARE);
    }

    static Finding noRevisionLeft(String place, long revision) {
        return new Finding(FindingCode.KEYSPACE_NO_REVISION_LEFT, Severity.DAMAGE, place,
                "Revision " + revision + " leaves no room for later ones",
                "A server starts with it and stops at one of the next writes. No real cluster gets that far.",
                FindingTexts.OTHER_COPY);
    }

    static Finding memberRecord(String id, String problem) {
        return new Finding(FindingCode.CLUSTER_MEMBER_RECORD, Severity.CARE, "bucket members, key " + id,
                "The record of member " + id + " cannot be read: " + problem,
                "A server would not start with it, but a restore replaces all member records. " + CHANGED, COMPARE);
    }

    static Finding memberKey(String bucket, String key) {
        return new Finding(FindingCode.CLUSTER_MEMBER_RECORD, Severity.CARE, "bucket " + bucket + ", key " + key,
                "“" + key + "” is not the ID of a member",
                "etcdutl stops at this record when it restores. This program replaces all member records. " + CHANGED,
                COMPARE);
    }

    static Finding alarm(Alarm alarm) {
        String effect = switch (alarm.kind()) {
            case NOSPACE ->
                "The restored cluster starts with this alarm and refuses writes until it is disarmed.";
            case CORRUPT ->
                "The restored cluster starts with this alarm and refuses reads and writes until it is disarmed."
                        + " Find out which member was right before you trust this file.";
            case UNKNOWN, UNREADABLE ->
                "The restored cluster starts with this alarm, and its members report themselves unhealthy until it is"
                        + " disarmed.";
        };
        return new Finding(FindingCode.CLUSTER_ALARM, Severity.CARE, "bucket alarm",
                "The snapshot carries the alarm " + alarm.kind(), effect,
                "Clear it in the restored copies " + Advised.CLEAR_ALARMS
                        + ", or disarm it after the start: etcdctl alarm disarm.");
    }

    static Finding alarmRecord(String problem, String versions) {
        return new Finding(FindingCode.CLUSTER_ALARM_RECORD, Severity.CARE, "bucket alarm",
                "An alarm cannot be read: " + problem,
                "etcd " + versions + " reads it when it starts, and stops there.",
                "Clear the alarms in the restored copies " + Advised.CLEAR_ALARMS + ".");
    }

    static Finding downgrade(String place, String target) {
        return new Finding(FindingCode.CLUSTER_DOWNGRADE, Severity.CARE, place,
                "A downgrade of the cluster to " + target + " is in progress",
                "The restored cluster continues it and changes its version to " + target + " as soon as it can.",
                "Unless you want the downgrade, cancel it after the start: etcdctl downgrade cancel.");
    }

    static Finding bucketIsCut(String bucket, long left) {
        return new Finding(FindingCode.CLUSTER_UNREAD_RECORDS, Severity.CARE, "bucket " + bucket,
                left + (left == 1 ? " record" : " records") + " of the bucket " + bucket
                        + (left == 1 ? " was" : " were") + " not read",
                "This program reads no more than 100,000 records and 16 MiB of such a bucket, and no record of more than"
                        + " 1 MiB. A server reads all of them when it starts, and may stop there.",
                "Before you rely on this file, try a restore and see whether a member starts from it.");
    }

    static Finding leaseTtl(String id, long ttl, long more) {
        return new Finding(FindingCode.CLUSTER_LEASE_TTL, Severity.CARE, "bucket lease, key " + id,
                "Lease " + id + " has " + ttl + " seconds to live"
                        + (more == 0 ? "" : ", and " + more + " more are out of range") + "; etcd grants 1 to "
                        + LeaseBucket.LONGEST_TTL,
                "The restored cluster treats it as expired and deletes its keys within seconds of the start. "
                        + CHANGED,
                "Write down the keys and their values before you restore, or take another copy.");
    }

    static Finding authEnabled() {
        return new Finding(FindingCode.CLUSTER_AUTH_RECORD, Severity.CARE, "bucket auth, key authEnabled",
                "Nothing shows whether authentication is on: the record is neither 0 nor 1",
                "etcd treats it as off: anyone who can reach a member can read and write everything. " + CHANGED,
                "If authentication was on, turn it on after the start (etcdctl auth enable), before clients reach the"
                        + " members.");
    }

    static Finding authRevision(int length) {
        return new Finding(FindingCode.CLUSTER_AUTH_RECORD, Severity.CARE, "bucket auth, key authRevision",
                "The revision of users and roles has " + length + " bytes instead of 8",
                "etcd reads the first 8. " + CHANGED, COMPARE);
    }
}
