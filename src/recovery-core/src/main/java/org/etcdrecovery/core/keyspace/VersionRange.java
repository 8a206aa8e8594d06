package org.etcdrecovery.core.keyspace;

import java.util.Optional;

/**
 * A range of consecutive release lines of etcd.
 *
 * @param first the oldest line
 * @param last  the newest line; empty if the range includes all later ones
 */
public record VersionRange(MinorVersion first, Optional<MinorVersion> last) {
    /** The range of a line and all later ones. */
    public static VersionRange from(MinorVersion first) {
        return new VersionRange(first, Optional.empty());
    }

    /** The range from one line to another, both included. */
    public static VersionRange of(MinorVersion first, MinorVersion last) {
        return new VersionRange(first, Optional.of(last));
    }

    /** Whether a line is in the range. */
    public boolean contains(MinorVersion version) {
        return version.compareTo(first) >= 0 && last.filter(end -> version.compareTo(end) > 0).isEmpty();
    }

    /** Such as {@code 3.5}, {@code 3.4 to 3.6} or {@code 3.7 and later}. */
    @Override
    public String toString() {
        return last.map(end -> end.equals(first) ? first.toString() : first + " to " + end)
                .orElseGet(() -> first + " and later");
    }
}
