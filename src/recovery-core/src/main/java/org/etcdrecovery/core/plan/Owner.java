package org.etcdrecovery.core.plan;

import java.util.Arrays;
import java.util.Optional;
import org.etcdrecovery.core.text.Shown;

/**
 * The user and group that will own the restored files.
 *
 * @param user  name or number of the user
 * @param group name or number of the group; if empty, the group is not changed
 */
public record Owner(String user, Optional<String> group) {
    /**
     * Checks the names; they are not looked up.
     *
     * @throws IllegalArgumentException if a unit file or a command cannot hold one of them: it has an invisible
     *                                  character, begins with a dash, ends with a backslash, or is a path
     */
    public Owner {
        if (!isName(user) || !group.map(Owner::isName).orElse(true)) {
            throw new IllegalArgumentException("not the name of a user or a group");
        }
    }

    /**
     * Parses {@code USER[:GROUP]}.
     *
     * @return empty if the user or the group is empty or cannot be a name, or if more text follows the group
     */
    public static Optional<Owner> parse(String text) {
        String[] parts = text.strip().split(":", -1);
        if (parts.length > 2 || !Arrays.stream(parts).allMatch(Owner::isName)) {
            return Optional.empty();
        }
        return Optional.of(new Owner(parts[0], parts.length == 2 ? Optional.of(parts[1]) : Optional.empty()));
    }

    private static boolean isName(String text) {
        return !text.isEmpty() && !text.startsWith("-") && !text.endsWith("\\") && text.indexOf('/') < 0
                && !Shown.hasHidden(text);
    }

    /** In the form that {@link #parse} reads. */
    @Override
    public String toString() {
        return user + group.map(name -> ":" + name).orElse("");
    }
}
