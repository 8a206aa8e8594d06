package org.etcdrecovery.core.keyspace;

/**
 * An alarm in a snapshot, which a restore carries into the new cluster.
 *
 * @param memberId the member that raised it
 * @param kind     the kind of alarm
 */
public record Alarm(MemberId memberId, Kind kind) {
    /** The alarms of etcd, by their number in etcdserverpb.AlarmType. */
    public enum Kind {
        /** The quota is used up: the cluster refuses writes until the alarm is disarmed. */
        NOSPACE,
        /** Members disagree about the data: the cluster refuses reads and writes. */
        CORRUPT,
        /** An alarm that this program does not know. */
        UNKNOWN,
        /** A record that etcd cannot read: a member does not start with it. */
        UNREADABLE;

        /** The kind with this number in etcdserverpb.AlarmType. */
        public static Kind of(int number) {
            return switch (number) {
                case 1 -> NOSPACE;
                case 2 -> CORRUPT;
                default -> UNKNOWN;
            };
        }
    }
}
