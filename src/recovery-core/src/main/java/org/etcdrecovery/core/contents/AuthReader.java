package org.etcdrecovery.core.contents;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.contents.AuthContents.Access;
import org.etcdrecovery.core.contents.AuthContents.Extent;
import org.etcdrecovery.core.contents.AuthContents.Permission;
import org.etcdrecovery.core.contents.AuthContents.Role;
import org.etcdrecovery.core.contents.AuthContents.User;
import org.etcdrecovery.core.keyspace.BucketName;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.proto.PermissionRecord;
import org.etcdrecovery.core.snapshot.AuthRecords;
import org.etcdrecovery.core.snapshot.SmallBucket;

/**
 * Decodes the buckets {@code auth}, which states whether auth is enabled, {@code authUsers} and {@code authRoles},
 * which map names to authpb.User and authpb.Role.
 */
final class AuthReader {
    private static final byte[] ZERO = new byte[1];

    private AuthReader() {}

    /** Reads only the three auth buckets and leaves out records that cannot be decoded. */
    static AuthContents read(BoltFile file, Progress progress) throws IOException {
        SmallBucket auth = new SmallBucket();
        SmallBucket users = new SmallBucket();
        SmallBucket roles = new SmallBucket();
        file.walk(bucket -> switch (bucket.name()) {
            case BucketName.AUTH -> auth;
            case BucketName.AUTH_USERS -> users;
            case BucketName.AUTH_ROLES -> roles;
            default -> null;
        }, progress);
        return contents(auth, users, roles);
    }

    /** Leaves out records that cannot be decoded; an inspection reports them. */
    static AuthContents contents(SmallBucket auth, SmallBucket users, SmallBucket roles) {
        return new AuthContents(AuthRecords.isEnabled(auth), MetaReader.number(auth, "authRevision"), users(users),
                roles(roles));
    }

    private static List<User> users(SmallBucket bucket) {
        List<User> users = new ArrayList<>();
        bucket.records()
                .forEach((name, record) -> AuthRecords.user(record)
                        .ifPresent(user -> users.add(new User(
                                GoQuote.escape(name), user.getRolesList().stream().map(AuthReader::name).toList(),
                                !user.getPassword().isEmpty()))));
        return users;
    }

    private static List<Role> roles(SmallBucket bucket) {
        List<Role> roles = new ArrayList<>();
        bucket.records()
                .forEach((name, record) -> AuthRecords.role(record)
                        .ifPresent(role -> roles.add(new Role(
                                GoQuote.escape(name),
                                role.getPermissionsList().stream().map(AuthReader::permission).toList()))));
        return roles;
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

    /** A range end of one zero byte means that there is no end; one zero byte is also the smallest possible key. */
    private static Extent extent(byte[] key, byte[] rangeEnd) {
        if (rangeEnd.length == 0) {
            return Extent.KEY;
        }
        if (Arrays.equals(rangeEnd, ZERO)) {
            return Arrays.equals(key, ZERO) ? Extent.EVERY_KEY : Extent.FROM_KEY;
        }
        return Arrays.equals(rangeEnd, endOfPrefix(key)) ? Extent.PREFIX : Extent.RANGE;
    }

    /** The smallest key after all keys with a prefix, as {@code GetPrefixRangeEnd} of etcd's Go client. */
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
