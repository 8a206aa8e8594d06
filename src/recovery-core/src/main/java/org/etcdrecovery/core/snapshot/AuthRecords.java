package org.etcdrecovery.core.snapshot;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import java.util.Optional;
import org.etcdrecovery.core.proto.RoleRecord;
import org.etcdrecovery.core.proto.UserRecord;

/** Decodes records of the buckets {@code auth}, {@code authUsers} and {@code authRoles} as a server does. */
public final class AuthRecords {
    private AuthRecords() {}

    /** Whether authentication is on. */
    public static boolean isEnabled(SmallBucket auth) {
        return auth.get("authEnabled").filter(value -> value.length == 1 && value[0] == 1).isPresent();
    }

    /** A user; empty if no release of etcd decodes the record, or this program cannot. */
    public static Optional<UserRecord> user(byte[] record) {
        return decoded(GoMessage.USER, record, UserRecord.parser());
    }

    /** A role; empty if no release of etcd decodes the record, or this program cannot. */
    public static Optional<RoleRecord> role(byte[] record) {
        return decoded(GoMessage.ROLE, record, RoleRecord.parser());
    }

    private static <T> Optional<T> decoded(GoMessage message, byte[] record, Parser<T> parser) {
        if (message.refused(record).filter(refused -> refused.versions().equals(StartCheck.EVERY)).isPresent()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parser.parseFrom(record));
        } catch (InvalidProtocolBufferException e) {
            // Only gogo decodes this record.
            return Optional.empty();
        }
    }
}
