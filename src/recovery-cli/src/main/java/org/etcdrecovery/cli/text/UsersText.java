package org.etcdrecovery.cli.text;

import java.util.Locale;
import java.util.function.Consumer;
import org.etcdrecovery.cli.terminal.Columns;
import org.etcdrecovery.cli.terminal.Ink;
import org.etcdrecovery.core.contents.AuthContents;
import org.etcdrecovery.core.contents.AuthContents.Permission;
import org.etcdrecovery.core.contents.EffectivePermissions;
import org.etcdrecovery.core.contents.EffectivePermissions.Grant;

/** Users and roles as two tables. Names and keys are escaped by the core. */
public final class UsersText {
    private final Consumer<String> out;
    private final Ink ink;

    public UsersText(Consumer<String> out, Ink ink) {
        this.out = out;
        this.ink = ink;
    }

    /** Prints all of them. */
    public void print(AuthContents auth) {
        out.accept(auth.enabled()
                ? "Authentication is enabled.\n\n"
                : "Authentication is disabled: every client may do everything.\n\n");
        Columns users = new Columns(out, ink, "USER", "LOGS IN BY", "MAY", "KEYS", "BY ROLE");
        for (EffectivePermissions each : EffectivePermissions.of(auth)) {
            String name = each.user().name();
            String login = each.user().password() ? "password" : "certificate";
            if (each.everything()) {
                users.row(name, login, "everything", "", "root");
                continue;
            }
            for (Grant grant : each.grants()) {
                users.row(name, login, access(grant.permission()), keys(grant.permission()),
                        String.join(", ", grant.roles()));
                name = "";
                login = "";
            }
            for (String missing : each.missingRoles()) {
                users.row(name, login, "nothing", "", missing + " (no such role)");
                name = "";
                login = "";
            }
            if (!name.isEmpty()) {
                users.row(name, login, "nothing", "", "");
            }
        }
        users.end();
        out.accept("\n");
        Columns roles = new Columns(out, ink, "ROLE", "MAY", "KEYS");
        for (AuthContents.Role role : auth.roles()) {
            if (role.permissions().isEmpty()) {
                roles.row(role.name(), role.name().equals("root") ? "everything" : "nothing", "");
            }
            for (int i = 0; i < role.permissions().size(); i++) {
                Permission permission = role.permissions().get(i);
                roles.row(i == 0 ? role.name() : "", access(permission), keys(permission));
            }
        }
        roles.end();
    }

    private static String access(Permission permission) {
        return switch (permission.access()) {
            case READWRITE -> "read and write";
            case READ, WRITE -> permission.access().name().toLowerCase(Locale.ROOT);
            case UNKNOWN -> "something unknown";
        };
    }

    private static String keys(Permission permission) {
        return switch (permission.extent()) {
            case KEY -> permission.key();
            case PREFIX -> permission.key() + "*";
            case RANGE -> permission.key() + " to before " + permission.rangeEnd();
            case FROM_KEY -> permission.key() + " and after";
            case EVERY_KEY -> "all";
        };
    }
}
