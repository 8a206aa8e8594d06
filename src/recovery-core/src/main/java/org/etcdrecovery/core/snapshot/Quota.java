package org.etcdrecovery.core.snapshot;

import java.util.Optional;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.text.HumanSize;

/**
 * The size that a server lets its database file reach, {@code --quota-backend-bytes}. A server compares the size of the
 * file, free pages included, and refuses writes with the alarm NOSPACE when it is exceeded. Source: etcd
 * server/storage/quota.go.
 *
 * @param bytes the limit in bytes
 */
public record Quota(long bytes) {
    /** What a server uses that is not told otherwise: 2 GiB. */
    public static final Quota DEFAULT = new Quota(2L << 30);

    private static final long GIB = 1L << 30;
    /** The largest that etcd recommends; a server warns of more. */
    private static final Quota RECOMMENDED = new Quota(8 * GIB);
    private static final String WHY = "A server whose database file exceeds its quota raises the alarm NOSPACE and"
            + " refuses every write.";
    /** From here on, the recommended one leaves too little room to grow. */
    private static final long LARGE = 6 * GIB;

    /**
     * Takes a limit.
     *
     * @throws IllegalArgumentException when it is not positive: a server takes 0 for its default and less for no limit
     */
    public Quota {
        if (bytes <= 0) {
            throw new IllegalArgumentException("a quota of " + bytes + " bytes");
        }
    }

    /** Whether a database of this size takes 80 % of the quota or more: it hardly fits, or not at all. */
    public boolean isNearlyReachedBy(long size) {
        return size / 4.0 >= bytes / 5.0;
    }

    /**
     * The quota that a member has to be started with for a database of this size; empty where the default leaves room.
     * It is 8 GiB, and beyond 6 GiB the next whole GiB above 1.25 times the size.
     */
    public static Optional<Quota> neededFor(long size) {
        if (!DEFAULT.isNearlyReachedBy(size)) {
            return Optional.empty();
        }
        return Optional.of(size <= LARGE ? RECOMMENDED : new Quota((size + size / 4) / GIB * GIB + GIB));
    }

    /** What there is to say of a database of this size, in one line; empty where the quota leaves room. */
    public Optional<String> summary(long size) {
        if (!isNearlyReachedBy(size)) {
            return Optional.empty();
        }
        return Optional.of("The restored database takes up to " + HumanSize.of(size) + ", "
                + (size > bytes ? "more than " : "most of ")
                + (equals(DEFAULT) ? "etcd's default quota of 2 GiB (2.1 GB)" : "the quota of " + HumanSize.of(bytes)));
    }

    /** Why it matters, and what to do for a database of this size. */
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
