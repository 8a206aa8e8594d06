package org.etcdrecovery.core.rescue.replay;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.etcdrecovery.core.keyspace.BucketName;
import org.etcdrecovery.core.proto.PermissionRecord;
import org.etcdrecovery.core.proto.RoleRecord;
import org.etcdrecovery.core.proto.UserRecord;
import org.etcdrecovery.core.rescue.replay.Request.Client;
import org.etcdrecovery.core.snapshot.AuthRecords;

/** Users, roles, and what they permit. Source: server/auth/store.go. */
final class Auth {
    static final ByteString ROOT = ByteString.copyFromUtf8("root");
    private static final String ENABLED = "authEnabled";
    private static final String REVISION = "authRevision";

    private final Buckets buckets;
    /** The permissions of users, until one of them or a role is changed. */
    private final Map<ByteString, Permissions> permissions = new HashMap<>();
    private boolean enabled;
    private long revision;

    Auth(Buckets buckets) {
        this.buckets = buckets;
        this.enabled = buckets.get(BucketName.AUTH, ENABLED)
                .filter(value -> value.length == 1 && value[0] == 1)
                .isPresent();
        this.revision = buckets.number(BucketName.AUTH, REVISION);
    }

    boolean isEnabled() {
        return enabled;
    }

    /** Turns authentication on or off in memory and on disk. */
    void setEnabled(boolean on) {
        enabled = on;
        permissions.clear();
        buckets.put(BucketName.AUTH, ENABLED, new byte[]{(byte) (on ? 1 : 0)});
    }

    /** Counts a change of users, roles or authentication. */
    void commit() {
        revision++;
        permissions.clear();
        buckets.putNumber(BucketName.AUTH, REVISION, revision);
    }

    /** A user; empty if there is none, or its record cannot be read, which the check of the database reports. */
    Optional<UserRecord> user(ByteString name) {
        return Optional.ofNullable(buckets.records(BucketName.AUTH_USERS).get(name.toByteArray()))
                .flatMap(AuthRecords::user);
    }

    /** A role; empty if there is none, or its record cannot be read. */
    Optional<RoleRecord> role(ByteString name) {
        return Optional.ofNullable(buckets.records(BucketName.AUTH_ROLES).get(name.toByteArray()))
                .flatMap(AuthRecords::role);
    }

    void put(UserRecord user) {
        buckets.records(BucketName.AUTH_USERS).put(user.getName().toByteArray(), user.toByteArray());
    }

    void put(RoleRecord role) {
        buckets.records(BucketName.AUTH_ROLES).put(role.getName().toByteArray(), role.toByteArray());
    }

    void removeUser(ByteString name) {
        buckets.records(BucketName.AUTH_USERS).remove(name.toByteArray());
    }

    void removeRole(ByteString name) {
        buckets.records(BucketName.AUTH_ROLES).remove(name.toByteArray());
    }

    /** The names of all users. */
    List<ByteString> users() {
        return buckets.records(BucketName.AUTH_USERS).keySet().stream().map(ByteString::copyFrom).toList();
    }

    /** Whether a client may change users and roles. */
    boolean isAdmin(Client client) {
        return !enabled || (!client.user().isEmpty() && user(client.user()).filter(Auth::isRoot).isPresent());
    }

    /** Whether a client may write the keys. */
    boolean mayWrite(Client client, KeySpan keys) {
        return permits(client, permissions -> permissions.write().cover(keys));
    }

    /** Whether a client may read the keys. */
    boolean mayRead(Client client, KeySpan keys) {
        return permits(client, permissions -> permissions.read().cover(keys));
    }

    private interface Question {
        boolean answer(Permissions permissions);
    }

    private boolean permits(Client client, Question question) {
        if (!enabled) {
            return true;
        }
        if (client.authRevision() == 0 || Long.compareUnsigned(client.authRevision(), revision) < 0) {
            return false;
        }
        Optional<UserRecord> user = user(client.user());
        return user.isPresent() && (isRoot(user.get())
                || question.answer(permissions.computeIfAbsent(client.user(), _ -> permissions(user.get()))));
    }

    static boolean isRoot(UserRecord user) {
        return user.getRolesList().contains(ROOT);
    }

    private record Permissions(Intervals read, Intervals write) {}

    private Permissions permissions(UserRecord user) {
        List<KeySpan> read = new ArrayList<>();
        List<KeySpan> write = new ArrayList<>();
        for (ByteString role : user.getRolesList()) {
            for (PermissionRecord permission : role(role).map(RoleRecord::getPermissionsList).orElse(List.of())) {
                KeySpan span = KeySpan.of(Key.of(permission.getKey().toByteArray()),
                        permission.getRangeEnd().toByteArray());
                if (permission.getType() != Type.WRITE) {
                    read.add(span);
                }
                if (permission.getType() != Type.READ) {
                    write.add(span);
                }
            }
        }
        return new Permissions(new Intervals(read), new Intervals(write));
    }

    /** The numbers of authpb.Permission.Type; the third, 2, is both. */
    private static final class Type {
        static final int READ = 0;
        static final int WRITE = 1;
    }

    /**
     * The spans that a role or several permit.
     *
     * @param spans in the order of their first keys
     */
    private record Intervals(List<KeySpan> spans) {
        private Intervals {
            spans = spans.stream().sorted(Comparator.comparing(KeySpan::from)).toList();
        }

        boolean cover(KeySpan wanted) {
            if (wanted.single()) {
                return spans.stream().anyMatch(span -> span.contains(wanted.from()));
            }
            Key reached = wanted.from();
            for (KeySpan span : spans) {
                if (span.from().compareTo(reached) > 0) {
                    return false;
                }
                Key end = span.single() ? after(span.from()) : span.end();
                if (end == null) {
                    return true;
                }
                if (end.compareTo(reached) > 0) {
                    reached = end;
                }
                if (wanted.end() != null && reached.compareTo(wanted.end()) >= 0) {
                    return true;
                }
            }
            return false;
        }

        /** The smallest key after another. */
        private static Key after(Key key) {
            return Key.of(Arrays.copyOf(key.bytes(), key.bytes().length + 1));
        }
    }
}
