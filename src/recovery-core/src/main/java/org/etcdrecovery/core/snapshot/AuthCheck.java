package org.etcdrecovery.core.snapshot;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.etcdrecovery.core.proto.RoleRecord;
import org.etcdrecovery.core.proto.UserRecord;

/**
 * Checks whether a server can load the users and roles of a database, and whether anyone can administer them. A server
 * that starts decodes all users and the roles that they have, whether authentication is on or off. Seen on 3.4.23, 3.5.35,
 * 3.6.16 and 3.7.3; source: {@code refreshRangePermCache} of etcd's auth store.
 */
final class AuthCheck {
    private static final ByteString ROOT = ByteString.copyFromUtf8("root");
    /** What golang.org/x/crypto/bcrypt accepts: version, cost, 22 characters of salt and 31 of hash. */
    private static final Pattern BCRYPT = Pattern.compile("\\$2[a-z]?\\$\\d\\d\\$[./A-Za-z0-9]{53}");

    private final SmallBucket auth;
    private final SmallBucket users;
    private final SmallBucket roles;

    AuthCheck(SmallBucket auth, SmallBucket users, SmallBucket roles) {
        this.auth = auth;
        this.users = users;
        this.roles = roles;
    }

    /** Checks that the records decode. */
    void checkRecords(StartCheck start, FindingLog log) {
        auth.get("authEnabled")
                .filter(value -> value.length != 1 || value[0] < 0 || value[0] > 1)
                .ifPresent(_ -> log.add(RecordTexts.authEnabled()));
        auth.get("authRevision").ifPresent(value -> checkRevision(value.length, start, log));
        Set<ByteString> used = new HashSet<>();
        for (Map.Entry<byte[], byte[]> entry : users.records().entrySet()) {
            String name = GoQuote.escape(entry.getKey());
            GoMessage.USER.refused(entry.getValue())
                    .ifPresent(refused -> start.refuse(FindingCode.CLUSTER_USER_RECORD,
                            "bucket authUsers, key " + name,
                            "The record of user " + name + " cannot be read: " + refused.problem(),
                            refused.versions()));
            AuthRecords.user(entry.getValue()).ifPresent(user -> used.addAll(user.getRolesList()));
        }
        for (Map.Entry<byte[], byte[]> entry : roles.records().entrySet()) {
            GoMessage.ROLE.refused(entry.getValue())
                    .ifPresent(refused -> refuseRole(entry.getKey(), refused, used, start, log));
        }
    }

    private static void checkRevision(int length, StartCheck start, FindingLog log) {
        if (length < Long.BYTES) {
            start.refuse(FindingCode.CLUSTER_AUTH_RECORD, "bucket auth, key authRevision",
                    "The revision of users and roles has " + length + " bytes instead of 8", StartCheck.EVERY);
        } else if (length > Long.BYTES) {
            log.add(RecordTexts.authRevision(length));
        }
    }

    private static void refuseRole(byte[] key, GoMessage.Refused refused, Set<ByteString> used, StartCheck start,
            FindingLog log) {
        String name = GoQuote.escape(key);
        if (used.contains(ByteString.copyFrom(key))) {
            start.refuse(FindingCode.CLUSTER_ROLE_RECORD, "bucket authRoles, key " + name,
                    "The record of role " + name + " cannot be read: " + refused.problem(), refused.versions());
        } else {
            log.add(AuthTexts.roleThatEndsMembersLater(name, refused.problem(), refused.versions().toString()));
        }
    }

    /** Checks that the records agree with each other, and that someone may change users and roles. */
    void checkMeaning(FindingLog log) {
        Map<ByteString, UserRecord> known = new TreeMap<>(ByteString.unsignedLexicographicalComparator());
        for (Map.Entry<byte[], byte[]> entry : users.records().entrySet()) {
            AuthRecords.user(entry.getValue()).ifPresent(user -> known.put(ByteString.copyFrom(entry.getKey()), user));
        }
        known.forEach((name, user) -> checkUser(name, user, log));
        for (Map.Entry<byte[], byte[]> entry : roles.records().entrySet()) {
            ByteString key = ByteString.copyFrom(entry.getKey());
            AuthRecords.role(entry.getValue())
                    .map(RoleRecord::getName)
                    .filter(name -> !name.equals(key))
                    .ifPresent(name -> log.add(AuthTexts.otherName(FindingCode.CLUSTER_ROLE_RECORD,
                            "bucket authRoles, key " + shown(key), "role", shown(key), shown(name))));
        }
        if (AuthRecords.isEnabled(auth)) {
            checkAdministrator(known, log);
        }
    }

    private void checkUser(ByteString name, UserRecord user, FindingLog log) {
        if (!user.getName().equals(name)) {
            log.add(AuthTexts.otherName(FindingCode.CLUSTER_USER_RECORD, "bucket authUsers, key " + shown(name), "user",
                    shown(name), shown(user.getName())));
        }
        if (!user.getOptions().getNoPassword() && !isBcrypt(user)) {
            log.add(AuthTexts.password(shown(name)));
        }
        user.getRolesList()
                .stream()
                // The role root grants everything, with or without a record.
                .filter(role -> !role.equals(ROOT) && !roles.records().containsKey(role.toByteArray()))
                .forEach(role -> log.add(AuthTexts.roleIsMissing(shown(name), shown(role))));
    }

    private static void checkAdministrator(Map<ByteString, UserRecord> users, FindingLog log) {
        List<String> administrators = new ArrayList<>();
        users.forEach((name, user) -> {
            if (hasRoleRoot(user)) {
                administrators.add(shown(name));
            }
        });
        UserRecord root = users.get(ROOT);
        if (root != null && hasRoleRoot(root)) {
            log.add(AuthTexts.enabled(isBcrypt(root) && !root.getOptions().getNoPassword()));
        } else if (administrators.isEmpty()) {
            log.add(AuthTexts.withoutAdministrator(!users.isEmpty()));
        } else {
            log.add(AuthTexts.rootIsNot(root != null, administrators.getFirst()));
        }
    }

    /** Does the binary search of etcd's {@code hasRootRole}, so that unsorted roles give the same answer. */
    private static boolean hasRoleRoot(UserRecord user) {
        int low = 0;
        int high = user.getRolesCount();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ByteString.unsignedLexicographicalComparator().compare(user.getRoles(middle), ROOT) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < user.getRolesCount() && user.getRoles(low).equals(ROOT);
    }

    private static boolean isBcrypt(UserRecord user) {
        return BCRYPT.matcher(user.getPassword().toString(StandardCharsets.ISO_8859_1)).matches();
    }

    private static String shown(ByteString name) {
        return GoQuote.escape(name.toByteArray());
    }
}
