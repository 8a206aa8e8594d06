package org.etcdrecovery.core.store.objects;

/**
 * When a file is sent in parts. Source: the quotas of Amazon S3, which compatible stores have taken over: 5 GiB for one
 * request, 10 000 parts, each but the last of at least 5 MiB.
 *
 * @param single the size in bytes up to which a file is sent in one request
 * @param part   the size of a part in bytes; more for a file that would have too many
 */
public record PartLimits(long single, long part) {
    /** What all stores accept. */
    public static final PartLimits OF_S3 = new PartLimits(5L << 30, 256L << 20);

    private static final int MOST_PARTS = 10_000;

    /** How large each part of a file is but the last. */
    long partOf(long size) {
        return Math.max(part, Math.ceilDiv(size, MOST_PARTS));
    }
}
