package org.etcdrecovery.core.plan;

import java.util.Arrays;
import java.util.Optional;
import org.etcdrecovery.core.text.Shown;

/**
 * Who is to own the restored files.
 *
 * @param user  name or number of the user
 * @param group name or number of the group; empty leaves the group as it comes
 */
public record Owner(String user, Optional<String> group) {
    /**
     * Takes names as they are.
     *
     * @throws IllegalArgumentException when one of them cannot stand in a unit file or a command: it holds a character
     *                                  that cannot be seen, begins with a dash or ends with a backslash
     */
    public Owner {
        if (!isName(user) || !group.map(Owner::isName).orElse(true)) {
            throw new IllegalArgumentException("no name of a user or a group");
        }
    }

    /**
     * Parses {@code USER[:GROUP]}.
     *
     * @return empty when one of both is empty or cannot be a name, or something stands behind the group
     */
    public static Optional<Owner> parse(String text) {
        String[] parts = text.strip().split(":", -1);
        if (parts.length > 2 || !Arrays.stream(parts).allMatch(Owner::isName)) {
            return Optional.empty();
        }
        return Optional.of(new Owner(parts[0], parts.length == 2 ? Optional.of(parts[1]) : Optional.empty()));
    }

    private static boolean isName(String text) {
        return !text.isEmpty() && !text.startsWith("-") && !text.endsWith("\\") && !Shown.hasHidden(text);
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return user + group.map(name -> ":" + name).orElse("");
    }
}
