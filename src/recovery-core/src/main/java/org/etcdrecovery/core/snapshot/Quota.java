package org.etcdrecovery.core.snapshot;

import java.util.Optional;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.text.HumanSize;

/**
 * The size to which a server lets its database file grow, {@code --quota-backend-bytes}. If the file, free pages included,
 * exceeds it, the server raises the alarm NOSPACE and refuses writes. Source: etcd server/storage/quota.go.
 *
 * @param bytes the limit in bytes
 */
public record Quota(long bytes) {
    /** The default of a server: 2 GiB. */
    public static final Quota DEFAULT = new Quota(2L << 30);

    private static final long GIB = 1L << 30;
    /** The largest quota that etcd recommends; a server warns above it. */
    private static final Quota RECOMMENDED = new Quota(8 * GIB);
    private static final String WHY = "A server whose database file exceeds its quota raises the alarm NOSPACE and"
            + " refuses every write.";
    /** Above this size, the recommended quota leaves too little room to grow. */
    private static final long LARGE = 6 * GIB;

    /**
     * Accepts only a real limit.
     *
     * @throws IllegalArgumentException if it is not positive: for a server, 0 means its default and less means no limit
     */
    public Quota {
        if (bytes <= 0) {
            throw new IllegalArgumentException("a quota of " + bytes + " bytes");
        }
    }

    /** Whether a database of this size in bytes takes 80 % of the quota or more. */
    public boolean isNearlyReachedBy(long size) {
        return size / 4.0 >= bytes / 5.0;
    }

    /**
     * The quota with which to start a member for a database of this size in bytes; empty if the default leaves room. It is
     * 8 GiB, or above 6 GiB the next whole GiB above 1.25 times the size.
     */
    public static Optional<Quota> neededFor(long size) {
        if (!DEFAULT.isNearlyReachedBy(size)) {
            return Optional.empty();
        }
        return Optional.of(size <= LARGE ? RECOMMENDED : new Quota((size + size / 4) / GIB * GIB + GIB));
    }

    /** Says in one line how much of the quota a database of this size takes; empty if the quota leaves room. */
    public Optional<String> summary(long size) {
        if (!isNearlyReachedBy(size)) {
            return Optional.empty();
        }
        return Optional.of("The restored database takes up to " + HumanSize.of(size) + ", "
                + (size > bytes ? "more than " : "most of ")
                + (equals(DEFAULT) ? "etcd's default quota of 2 GiB (2.1 GB)" : "the quota of " + HumanSize.of(bytes)));
    }

    /** Says why the quota matters, and what to do for a database of this size. */
    public String advice(long size) {
        return WHY + " " + remedy(size);
    }

    private static String remedy(long size) {
        return "Start every member with --quota-backend-bytes=" + neededFor(size).orElse(RECOMMENDED).bytes()
                + " or more.";
    }

    Optional<Finding> finding(SnapshotStatus status) {
        long size = status.sizeInUse();
        return summary(size)
                .map(summary -> new Finding(FindingCode.CLUSTER_QUOTA, Severity.NOTE, "", summary, WHY, remedy(size)));
    }
}
