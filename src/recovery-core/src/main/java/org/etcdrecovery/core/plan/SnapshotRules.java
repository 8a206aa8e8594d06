package org.etcdrecovery.core.plan;

import java.util.List;
import java.util.Set;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.keyspace.Alarm;
import org.etcdrecovery.core.origin.OriginCode;
import org.etcdrecovery.core.plan.Problem.Field;
import org.etcdrecovery.core.snapshot.Quota;
import org.etcdrecovery.core.snapshot.SnapshotFacts;
import org.etcdrecovery.core.snapshot.TrailingHash;

/** Checks what the operator has to know or decide about the snapshot: its origin, its trailing hash, its size and its alarms. */
final class SnapshotRules {
    private SnapshotRules() {}

    static void check(EditRequest request, SnapshotFacts facts, List<Finding> findings, ProblemList problems) {
        findings.stream()
                .filter(finding -> finding.code() == OriginCode.INCOMPLETE)
                .forEach(finding -> problems.warn(ProblemCode.ORIGIN_INCOMPLETE, Field.SNAPSHOT, finding.summary(),
                        finding.why() + " " + finding.remedy()));
        checkHash(request.accepted(), facts.hashes().trailingHash(), problems);
        if (!request.clearAlarms()) {
            List<Alarm.Kind> kinds = facts.alarms().stream().map(Alarm::kind).distinct().sorted().toList();
            kinds.forEach(kind -> warnOfAlarm(kind, problems));
        }
    }

    private static void checkHash(Set<ProblemCode> accepted, TrailingHash hash, ProblemList problems) {
        switch (hash.state()) {
            case RIGHT -> {
            }
            case ABSENT -> {
                if (accepted.contains(ProblemCode.HASH_MISSING)) {
                    problems.warn(ProblemCode.HASH_MISSING, Field.HASH_CHECK, "The snapshot has no trailing SHA-256",
                            "Nothing shows whether the file is complete and unchanged. The operator accepted this.");
                } else {
                    problems.refuse(ProblemCode.HASH_MISSING, Field.HASH_CHECK,
                            "The snapshot has no trailing SHA-256",
                            "The file does not end with the SHA-256 that snapshot save appends: it is a copy of"
                                    + " member/snap/db, or truncated. Go on without it only if you trust the file.");
                }
            }
            case WRONG -> {
                if (accepted.contains(ProblemCode.HASH_WRONG)) {
                    problems.warn(ProblemCode.HASH_WRONG, Field.HASH_CHECK,
                            "The trailing SHA-256 of the snapshot is wrong",
                            "The file was changed after it was saved. The operator accepted this.");
                } else {
                    problems.refuse(ProblemCode.HASH_WRONG, Field.HASH_CHECK,
                            "The trailing SHA-256 of the snapshot is wrong",
                            "The file was changed after it was saved: it ends with the SHA-256"
                                    + " " + hash.stored() + " but its content has " + hash.computed() + ". Use"
                                    + " another copy. Go on with this one only if there is no other.");
                }
            }
        }
    }

    /** @param size how large the database will be, in bytes */
    static void checkQuota(Quota quota, long size, ProblemList problems) {
        quota.summary(size)
                .ifPresent(summary -> problems.warn(ProblemCode.QUOTA, Field.QUOTA, summary, quota.advice(size)));
    }

    private static void warnOfAlarm(Alarm.Kind kind, ProblemList problems) {
        if (kind == Alarm.Kind.UNREADABLE) {
            problems.refuse(ProblemCode.ALARM_UNREADABLE, Field.ALARMS,
                    "The snapshot carries an alarm that etcd cannot read",
                    "A member that starts with it crashes. Clear the alarms in the restored copies.");
            return;
        }
        String effect = switch (kind) {
            case NOSPACE -> "The restored cluster refuses writes until the alarm is disarmed. ";
            case CORRUPT -> "The restored cluster serves no requests until the alarm is disarmed. Find out which"
                    + " member was right before you trust this snapshot. ";
            case UNKNOWN, UNREADABLE -> "The members report themselves unhealthy until the alarm is disarmed. ";
        };
        problems.warn(ProblemCode.ALARM, Field.ALARMS, "The snapshot carries the alarm " + kind,
                effect + "Clear the alarms in the restored copies, or disarm them after the start.");
    }
}
