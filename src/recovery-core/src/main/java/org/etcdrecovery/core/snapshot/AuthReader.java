package org.etcdrecovery.core.snapshot;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.proto.PermissionRecord;
import org.etcdrecovery.core.proto.RoleRecord;
import org.etcdrecovery.core.proto.UserRecord;
import org.etcdrecovery.core.snapshot.AuthContents.Access;
import org.etcdrecovery.core.snapshot.AuthContents.Extent;
import org.etcdrecovery.core.snapshot.AuthContents.Permission;
import org.etcdrecovery.core.snapshot.AuthContents.Role;
import org.etcdrecovery.core.snapshot.AuthContents.User;

/**
 * Decodes the buckets {@code auth}, which says whether it counts, {@code authUsers} and {@code authRoles}: a name, and
 * authpb.User or authpb.Role under it.
 */
final class AuthReader {
    private static final byte[] ZERO = new byte[1];

    private AuthReader() {}

    /** Reads the three buckets and no other; what cannot be decoded in them is left out. */
    static AuthContents read(BoltFile file) throws IOException {
        SmallBucket auth = new SmallBucket();
        SmallBucket users = new SmallBucket();
        SmallBucket roles = new SmallBucket();
        file.walk(bucket -> switch (bucket.name()) {
            case "auth" -> auth;
            case "authUsers" -> users;
            case "authRoles" -> roles;
            default -> null;
        }, Progress.NONE);
        return contents(auth, users, roles);
    }

    static boolean isEnabled(SmallBucket auth) {
        return auth.get("authEnabled").filter(value -> value.length == 1 && value[0] == 1).isPresent();
    }

    /** What cannot be decoded is left out; {@link AuthCheck} says what is. */
    static AuthContents contents(SmallBucket auth, SmallBucket users, SmallBucket roles) {
        return new AuthContents(isEnabled(auth), MetaReader.number(auth, "authRevision"), users(users), roles(roles));
    }

    private static List<User> users(SmallBucket bucket) {
        List<User> users = new ArrayList<>();
        bucket.records()
                .forEach((name, record) -> user(record).ifPresent(user -> users.add(new User(
                        GoQuote.escape(name), user.getRolesList().stream().map(AuthReader::name).toList(),
                        !user.getPassword().isEmpty()))));
        return users;
    }

    private static List<Role> roles(SmallBucket bucket) {
        List<Role> roles = new ArrayList<>();
        bucket.records()
                .forEach((name, record) -> role(record).ifPresent(role -> roles.add(new Role(
                        GoQuote.escape(name),
                        role.getPermissionsList().stream().map(AuthReader::permission).toList()))));
        return roles;
    }

    /** A user; empty when no release of etcd decodes the record, or this program cannot. */
    static Optional<UserRecord> user(byte[] record) {
        return decoded(GoMessage.USER, record, UserRecord.parser());
    }

    /** A role; empty when no release of etcd decodes the record, or this program cannot. */
    static Optional<RoleRecord> role(byte[] record) {
        return decoded(GoMessage.ROLE, record, RoleRecord.parser());
    }

    private static <T> Optional<T> decoded(GoMessage message, byte[] record, Parser<T> parser) {
        if (message.refused(record).filter(refused -> refused.versions().equals(StartCheck.EVERY)).isPresent()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parser.parseFrom(record));
        } catch (InvalidProtocolBufferException e) {
            // One of the records that only gogo decodes.
            return Optional.empty();
        }
    }

    private static String name(ByteString name) {
        return GoQuote.escape(name.toByteArray());
    }

    private static Permission permission(PermissionRecord record) {
        byte[] key = record.getKey().toByteArray();
        byte[] rangeEnd = record.getRangeEnd().toByteArray();
        return new Permission(Access.of(record.getType()), extent(key, rangeEnd), GoQuote.escape(key),
                GoQuote.escape(rangeEnd));
    }

    /** An end of one zero byte means that there is none; a key of one zero byte is the least that can be written. */
    private static Extent extent(byte[] key, byte[] rangeEnd) {
        if (rangeEnd.length == 0) {
            return Extent.KEY;
        }
        if (Arrays.equals(rangeEnd, ZERO)) {
            return Arrays.equals(key, ZERO) ? Extent.EVERY_KEY : Extent.FROM_KEY;
        }
        return Arrays.equals(rangeEnd, endOfPrefix(key)) ? Extent.PREFIX : Extent.RANGE;
    }

    /** The least key behind all that begin with a prefix, as {@code GetPrefixRangeEnd} of the client of etcd. */
    private static byte[] endOfPrefix(byte[] prefix) {
        for (int last = prefix.length - 1; last >= 0; last--) {
            if (prefix[last] != (byte) 0xFF) {
                byte[] end = Arrays.copyOf(prefix, last + 1);
                end[last]++;
                return end;
            }
        }
        return ZERO;
    }
}
