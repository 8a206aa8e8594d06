package org.etcdrecovery.core.contents;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.etcdrecovery.core.contents.AuthContents.Access;
import org.etcdrecovery.core.contents.AuthContents.Extent;
import org.etcdrecovery.core.contents.AuthContents.Permission;
import org.etcdrecovery.core.contents.AuthContents.Role;
import org.etcdrecovery.core.contents.AuthContents.User;

/**
 * What a user may do: the permissions of all of its roles together. It applies while auth is enabled; otherwise every
 * client may do everything.
 *
 * @param user         the user
 * @param everything   whether the user has the role {@code root}, which may do everything and administer the cluster
 * @param grants       what it may do otherwise, sorted by key
 * @param missingRoles roles that the user has but the file does not; etcd ignores them
 */
public record EffectivePermissions(User user, boolean everything, List<Grant> grants, List<String> missingRoles) {
    private static final String ROOT = "root";

    /** Copies the lists. */
    public EffectivePermissions {
        grants = List.copyOf(grants);
        missingRoles = List.copyOf(missingRoles);
    }

    /**
     * A range of keys on which some roles allow something. Two permissions on the same range are one grant.
     *
     * @param permission what they allow together
     * @param roles      the names of the roles, sorted
     */
    public record Grant(Permission permission, List<String> roles) {
        /** Copies the list. */
        public Grant {
            roles = List.copyOf(roles);
        }
    }

    private record Range(String key, String rangeEnd, Extent extent) {}

    /** Resolves the roles of all users, in the order of the users. */
    public static List<EffectivePermissions> of(AuthContents auth) {
        Map<String, Role> roles = new HashMap<>();
        auth.roles().forEach(role -> roles.putIfAbsent(role.name(), role));
        return auth.users().stream().map(user -> of(user, roles)).toList();
    }

    private static EffectivePermissions of(User user, Map<String, Role> roles) {
        List<String> missing = new ArrayList<>();
        Map<Range, Map<Access, TreeSet<String>>> ranges = new LinkedHashMap<>();
        for (String name : user.roles()) {
            Role role = roles.get(name);
            if (role == null) {
                missing.add(name);
            } else {
                for (Permission each : role.permissions()) {
                    ranges.computeIfAbsent(new Range(each.key(), each.rangeEnd(), each.extent()),
                            _ -> new LinkedHashMap<>())
                            .computeIfAbsent(each.access(), _ -> new TreeSet<>())
                            .add(name);
                }
            }
        }
        List<Grant> grants = new ArrayList<>();
        ranges.forEach((range, accesses) -> grants.addAll(together(range, accesses)));
        grants.sort(Comparator.comparing((Grant grant) -> grant.permission().key())
                .thenComparing(grant -> grant.permission().rangeEnd())
                .thenComparing(grant -> grant.permission().access()));
        return new EffectivePermissions(user, user.roles().contains(ROOT), grants, missing);
    }

    private static List<Grant> together(Range range, Map<Access, TreeSet<String>> accesses) {
        List<Grant> grants = new ArrayList<>();
        TreeSet<String> unknown = accesses.remove(Access.UNKNOWN);
        if (unknown != null) {
            grants.add(grant(range, Access.UNKNOWN, unknown));
        }
        if (!accesses.isEmpty()) {
            TreeSet<String> roles = new TreeSet<>();
            accesses.values().forEach(roles::addAll);
            grants.add(grant(range, accesses.size() > 1 ? Access.READWRITE : accesses.keySet().iterator().next(),
                    roles));
        }
        return grants;
    }

    private static Grant grant(Range range, Access access, TreeSet<String> roles) {
        return new Grant(new Permission(access, range.extent(), range.key(), range.rangeEnd()),
                List.copyOf(roles));
    }
}
