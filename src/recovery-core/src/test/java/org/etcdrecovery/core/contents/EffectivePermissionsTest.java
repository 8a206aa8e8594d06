package org.etcdrecovery.core.contents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import org.etcdrecovery.core.contents.AuthContents.Access;
import org.etcdrecovery.core.contents.AuthContents.Extent;
import org.etcdrecovery.core.contents.AuthContents.Permission;
import org.etcdrecovery.core.contents.AuthContents.Role;
import org.etcdrecovery.core.contents.AuthContents.User;
import org.etcdrecovery.core.contents.EffectivePermissions.Grant;
import org.junit.jupiter.api.Test;

class EffectivePermissionsTest {
    private static final Permission READ_A = new Permission(Access.READ, Extent.PREFIX, "/a", "/b");
    private static final Permission WRITE_A = new Permission(Access.WRITE, Extent.PREFIX, "/a", "/b");
    private static final Permission READ_KEY = new Permission(Access.READ, Extent.KEY, "/a", "");
    private static final Permission UNKNOWN_A = new Permission(Access.UNKNOWN, Extent.PREFIX, "/a", "/b");

    @Test
    void rolesAddUp() {
        List<EffectivePermissions> resolved = EffectivePermissions.of(new AuthContents(true, OptionalLong.empty(),
                List.of(new User("alice", List.of("writer", "reader", "gone"), true),
                        new User("bob", List.of("reader"), false), new User("nobody", List.of(), true),
                        new User("root", List.of("root"), true)),
                List.of(new Role("reader", List.of(READ_KEY, READ_A, UNKNOWN_A)), new Role("root", List.of()),
                        new Role("writer", List.of(WRITE_A)))));

        assertThat(resolved).extracting(EffectivePermissions::everything).containsExactly(false, false, false, true);
        assertThat(resolved.get(0).grants()).containsExactly(new Grant(READ_KEY, List.of("reader")),
                new Grant(new Permission(Access.READWRITE, Extent.PREFIX, "/a", "/b"), List.of("reader", "writer")),
                new Grant(UNKNOWN_A, List.of("reader")));
        assertThat(resolved.get(0).missingRoles()).containsExactly("gone");
        assertThat(resolved.get(1).grants()).containsExactly(new Grant(READ_KEY, List.of("reader")),
                new Grant(READ_A, List.of("reader")), new Grant(UNKNOWN_A, List.of("reader")));
        assertThat(resolved.get(2).grants()).isEmpty();
    }
}
