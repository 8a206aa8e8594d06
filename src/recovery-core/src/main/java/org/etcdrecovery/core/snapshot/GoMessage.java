package org.etcdrecovery.core.snapshot;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.etcdrecovery.core.keyspace.VersionRange;
import org.jspecify.annotations.Nullable;

/**
 * The messages in etcd's small buckets and their fields. Source: authpb, leasepb and etcdserverpb of etcd, unchanged
 * since 3.4.
 */
enum GoMessage {
    /** authpb.UserAddOptions: no_password. */
    USER_OPTIONS,
    /** authpb.User: name, password, roles, options. */
    USER,
    /** authpb.Permission: permType, key, range_end. */
    PERMISSION,
    /** authpb.Role: name, keyPermission. */
    ROLE,
    /** leasepb.Lease: ID, TTL, RemainingTTL. */
    LEASE,
    /** etcdserverpb.AlarmMember: memberID, alarm. */
    ALARM;

    /** The field with this number; null if the message has none. */
    @Nullable
    Field field(int number) {
        return switch (this) {
            case USER_OPTIONS -> number == 1 ? Field.NUMBER : null;
            case USER -> switch (number) {
                case 1, 2 -> Field.BYTES;
                case 3 -> Field.TEXT;
                case 4 -> Field.embedded(USER_OPTIONS);
                default -> null;
            };
            case PERMISSION -> switch (number) {
                case 1 -> Field.NUMBER;
                case 2, 3 -> Field.BYTES;
                default -> null;
            };
            case ROLE -> switch (number) {
                case 1 -> Field.BYTES;
                case 2 -> Field.embedded(PERMISSION);
                default -> null;
            };
            case LEASE -> number >= 1 && number <= 3 ? Field.NUMBER : null;
            case ALARM -> number >= 1 && number <= 2 ? Field.NUMBER : null;
        };
    }

    /** How a field is encoded. */
    record Field(int wireType, boolean isText, @Nullable GoMessage message) {
        private static final Field NUMBER = new Field(0, false, null);
        private static final Field BYTES = new Field(2, false, null);
        private static final Field TEXT = new Field(2, true, null);

        private static Field embedded(GoMessage message) {
            return new Field(2, false, message);
        }
    }

    /** Which releases refuse bytes as this message, and why; empty if all of them decode it. */
    Optional<Refused> refused(ByteBuffer buffer, int start, int length) {
        String gogo = GoDecoder.GOGO.problem(this, buffer, start, length);
        String google = GoDecoder.GOOGLE.problem(this, buffer, start, length);
        if (gogo != null) {
            return Optional.of(new Refused(gogo, google != null ? StartCheck.EVERY : GoDecoder.GOGO.versions()));
        }
        return Optional.ofNullable(google).map(problem -> new Refused(problem, GoDecoder.GOOGLE.versions()));
    }

    /** As {@link #refused(ByteBuffer, int, int)}, for a whole array. */
    Optional<Refused> refused(byte[] bytes) {
        return refused(ByteBuffer.wrap(bytes), 0, bytes.length);
    }

    /**
     * Why some releases refuse a message.
     *
     * @param problem  what is wrong with it
     * @param versions the releases that refuse it
     */
    record Refused(String problem, VersionRange versions) {}
}
