package org.etcdrecovery.core.keyspace;

import java.util.Optional;

/**
 * Release lines of etcd that follow each other.
 *
 * @param first the oldest of them
 * @param last  the newest of them; empty when all later ones belong to them
 */
public record VersionRange(MinorVersion first, Optional<MinorVersion> last) {
    /** A release line and all later ones. */
    public static VersionRange from(MinorVersion first) {
        return new VersionRange(first, Optional.empty());
    }

    /** From one release line to another, both included. */
    public static VersionRange of(MinorVersion first, MinorVersion last) {
        return new VersionRange(first, Optional.of(last));
    }

    /** Whether a release line is one of them. */
    public boolean contains(MinorVersion version) {
        return version.compareTo(first) >= 0 && last.filter(end -> version.compareTo(end) > 0).isEmpty();
    }

    /** As operators say it: {@code 3.5}, {@code 3.4 to 3.6}, {@code 3.7 and later}. */
    @Override
    public String toString() {
        return last.map(end -> end.equals(first) ? first.toString() : first + " to " + end)
                .orElseGet(() -> first + " and later");
    }
}
