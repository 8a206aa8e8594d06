package org.etcdrecovery.core.plan;

import java.util.Optional;

/**
 * Who is to own the restored files.
 *
 * @param user  name or number of the user
 * @param group name or number of the group; empty leaves the group as it comes
 */
public record Owner(String user, Optional<String> group) {
    /**
     * Parses {@code USER[:GROUP]}.
     *
     * @return empty when one of both is empty or something stands behind the group
     */
    public static Optional<Owner> parse(String text) {
        String[] parts = text.strip().split(":", -1);
        if (parts.length > 2 || parts[0].isEmpty() || parts[parts.length - 1].isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Owner(parts[0], parts.length == 2 ? Optional.of(parts[1]) : Optional.empty()));
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return user + group.map(name -> ":" + name).orElse("");
    }
}
