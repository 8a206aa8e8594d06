package org.etcdrecovery.core.cluster.prove;

import java.util.Arrays;
import java.util.List;
import org.etcdrecovery.core.cluster.connect.CallFailedException;
import org.etcdrecovery.core.cluster.connect.Failure;
import org.etcdrecovery.core.cluster.connect.Failure.Cause;
import org.etcdrecovery.core.cluster.connect.KeyValue;
import org.etcdrecovery.core.cluster.connect.MemberClient;

/**
 * Reads all keys of a member in pages of about the same number of bytes, whatever the size of the values. This ends
 * whatever the member sends: it counts its keys first and may not serve more than that.
 */
final class KeyPages {
    private static final int PAGE_BYTES = 4 << 20;
    private static final int FIRST_PAGE = 16;
    private static final int LARGEST_PAGE = 2_000;
    /**
     * The divisor for a page that turned out to be larger than {@link
     * org.etcdrecovery.core.cluster.connect.Limits#PAGE}.
     */
    private static final int SHRINK = 16;

    private final MemberClient client;
    private final long revision;
    private final long counted;
    private long served;
    /** The last key served so far; empty before the first. */
    private byte[] before = {};
    private int limit = FIRST_PAGE;
    private boolean last;

    KeyPages(MemberClient client, long revision) throws CallFailedException {
        this.client = client;
        this.revision = revision;
        this.counted = client.countAt(revision);
    }

    boolean hasNext() {
        return !last;
    }

    /** The next page. The last one may be empty. */
    List<KeyValue> next() throws CallFailedException {
        List<KeyValue> page = fetch();
        check(page);
        served += page.size();
        last = page.size() < limit;
        if (!last) {
            before = page.getLast().key();
            limit = nextLimit(page);
        }
        return page;
    }

    private List<KeyValue> fetch() throws CallFailedException {
        while (true) {
            try {
                return client.rangeAt(Arrays.copyOf(before, before.length + 1), revision, limit);
            } catch (CallFailedException e) {
                if (e.failure().cause() != Cause.TOO_LARGE || limit == 1) {
                    throw e;
                }
                limit = Math.max(1, limit / SHRINK);
            }
        }
    }

    private void check(List<KeyValue> page) throws CallFailedException {
        if (page.size() > limit) {
            throw refusal(page.size() + " keys where " + limit + " were asked for");
        }
        if (served + page.size() > counted) {
            throw refusal("more keys at revision " + revision + " than the " + counted + " that it counts");
        }
        byte[] previous = before;
        for (KeyValue kv : page) {
            if (Arrays.compareUnsigned(kv.key(), previous) <= 0) {
                throw refusal("keys out of order");
            }
            previous = kv.key();
        }
    }

    private CallFailedException refusal(String served) {
        return new CallFailedException(new Failure(Cause.SERVER,
                client.endpoint().authority() + " serves " + served + ", which etcd never does.",
                "Check host and port, and what is in between.", ""));
    }

    private static int nextLimit(List<KeyValue> page) {
        long bytes = page.stream().mapToLong(kv -> kv.key().length + (long) kv.value().length).sum();
        return Math.clamp(PAGE_BYTES * (long) page.size() / Math.max(1, bytes), 1, LARGEST_PAGE);
    }
}
