package org.etcdrecovery.core.rescue.replay;

import com.google.protobuf.InvalidProtocolBufferException;
import org.etcdrecovery.core.keyspace.ApplyRules;
import org.etcdrecovery.core.keyspace.BucketName;
import org.etcdrecovery.core.proto.AlarmRecord;
import org.etcdrecovery.core.proto.AlarmRequest;

/**
 * The alarms, and which checks a server makes because of them. Source: server/etcdserver/api/v3alarm, and server.go and
 * apply of each release.
 */
final class Alarms {
    private static final int ACTIVATE = 1;
    private static final int DEACTIVATE = 2;
    private static final int NONE = 0;
    private static final int NOSPACE = 1;
    private static final int CORRUPT = 2;

    private final Buckets buckets;
    private final ApplyRules rules;
    private Checks checks;

    /**
     * What a server checks before it applies a request.
     *
     * @param auth    permissions, while authentication is on
     * @param noSpace that nothing is added
     * @param corrupt that nothing is changed
     */
    record Checks(boolean auth, boolean noSpace, boolean corrupt) {}

    Alarms(Buckets buckets, ApplyRules rules) {
        this.buckets = buckets;
        this.rules = rules;
        this.checks = afterRestart();
    }

    /** What a server checks that has been running since the replay began. */
    Checks checks() {
        return checks;
    }

    /** What a server checks that was restarted just now. */
    Checks afterRestart() {
        return new Checks(true, isActive(NOSPACE), isActive(CORRUPT));
    }

    /** Raises or disarms an alarm; whether that changed anything. */
    boolean apply(AlarmRequest request) {
        byte[] key = AlarmRecord.newBuilder()
                .setMemberId(request.getMemberId())
                .setAlarm(request.getAlarm())
                .build()
                .toByteArray();
        int kind = request.getAlarm();
        boolean before = isActive(kind);
        boolean changed = switch (request.getAction()) {
            case ACTIVATE -> kind != NONE && buckets.records(BucketName.ALARM).putIfAbsent(key, new byte[0]) == null;
            case DEACTIVATE -> buckets.records(BucketName.ALARM).remove(key) != null;
            default -> false;
        };
        if (changed && isActive(kind) != before) {
            change(kind);
        }
        return changed;
    }

    private void change(int kind) {
        if (!rules.replacesChecksOnAlarm()) {
            checks = afterRestart();
        } else if (kind == NOSPACE || kind == CORRUPT) {
            checks = isActive(kind)
                    ? new Checks(false, kind == NOSPACE, kind == CORRUPT)
                    : new Checks(true, false, false);
        }
    }

    private boolean isActive(int kind) {
        return buckets.records(BucketName.ALARM).keySet().stream().anyMatch(key -> kindOf(key) == kind);
    }

    private static int kindOf(byte[] key) {
        try {
            return AlarmRecord.parseFrom(key).getAlarm();
        } catch (InvalidProtocolBufferException e) {
            // The check of the database reports it.
            return NONE;
        }
    }
}
