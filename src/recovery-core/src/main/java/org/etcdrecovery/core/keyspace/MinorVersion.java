package org.etcdrecovery.core.keyspace;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A release line of etcd, such as 3.6. etcd writes it as {@code 3.6.0} into {@code meta/storageVersion} and
 * {@code cluster/clusterVersion}; the patch number carries no meaning there.
 */
public record MinorVersion(int major, int minor) implements Comparable<MinorVersion> {
    private static final Pattern TEXT = Pattern.compile("v?(\\d{1,4})\\.(\\d{1,4})(\\..*)?");
    private static final Comparator<MinorVersion> ORDER = Comparator.comparingInt(MinorVersion::major)
            .thenComparingInt(MinorVersion::minor);

    /** Parses a version such as {@code 3.6}, {@code 3.6.16} or {@code v3.6.16}; empty if the text is not one. */
    public static Optional<MinorVersion> parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        return matcher.matches()
                ? Optional.of(new MinorVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    @Override
    public int compareTo(MinorVersion other) {
        return ORDER.compare(this, other);
    }

    /** Such as {@code 3.6}. */
    @Override
    public String toString() {
        return major + "." + minor;
    }
}
