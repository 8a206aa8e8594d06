package org.etcdrecovery.core.keyspace;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version as github.com/coreos/go-semver reads and prints it, which every release of etcd uses to read
 * {@code meta/storageVersion} and {@code cluster/clusterVersion}: three numbers of 64 bits, then what follows a
 * {@code -} and a {@code +}. Unlike semver.org, it accepts leading zeros, and a {@code -} or {@code +} with nothing after it.
 *
 * @param preRelease what follows the {@code -}; may be empty
 * @param metadata   what follows the {@code +}; may be empty
 */
public record GoSemver(long major, long minor, long patch, String preRelease, String metadata) {
    private static final Pattern TEXT = Pattern
            .compile("(\\d+)\\.(\\d+)\\.(\\d+)(?:-([0-9A-Za-z.-]*))?(?:\\+([0-9A-Za-z.-]*))?");

    /** Parses a version; empty if etcd would not accept it. */
    public static Optional<GoSemver> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new GoSemver(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)),
                    Long.parseLong(matcher.group(3)), group(matcher, 4), group(matcher, 5)));
        } catch (NumberFormatException tooLarge) {
            return Optional.empty();
        }
    }

    private static String group(Matcher matcher, int group) {
        return matcher.group(group) == null ? "" : matcher.group(group);
    }

    /** The release line. Numbers above the largest int become the largest int. */
    public MinorVersion minorVersion() {
        return new MinorVersion(clamped(major), clamped(minor));
    }

    /** Whether it has the form that etcd stores, with patch number 0: {@code 3.6.0}. */
    public boolean isFirstOfItsLine() {
        return patch == 0 && preRelease.isEmpty();
    }

    private static int clamped(long number) {
        return (int) Math.min(number, Integer.MAX_VALUE);
    }

    /** The version as etcd prints it, without leading zeros. */
    @Override
    public String toString() {
        return major + "." + minor + "." + patch + (preRelease.isEmpty() ? "" : "-" + preRelease)
                + (metadata.isEmpty() ? "" : "+" + metadata);
    }
}
