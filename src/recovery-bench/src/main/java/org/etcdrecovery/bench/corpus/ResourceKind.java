package org.etcdrecovery.bench.corpus;

import java.util.List;

/** A kind of Kubernetes object: its key prefix, the size of its values, and how common it is. */
enum ResourceKind {
    POD("pods", 1500, 4000, true), EVENT("events", 500, 1000, true), LEASE("leases", 400, 500, false), CONFIG_MAP(
            "configmaps", 500, 4000, false), SECRET("secrets", 500, 4000, false), ENDPOINT_SLICE("endpointslices", 500,
                    2000, false), REPLICA_SET("replicasets", 1500, 3500, true), DEPLOYMENT("deployments", 1500, 3500,
                            false), SERVICE_ACCOUNT("serviceaccounts", 500, 700, false);

    /** The mix of kinds among sixteen objects. */
    private static final List<ResourceKind> MIX = List.of(POD, EVENT, SECRET, REPLICA_SET, EVENT, LEASE, POD,
            CONFIG_MAP,
            EVENT, SECRET, DEPLOYMENT, REPLICA_SET, EVENT, POD, ENDPOINT_SLICE, SERVICE_ACCOUNT);
    private static final int LARGE_ONE_IN = 40;
    private static final int SMALLEST_LARGE_LOG = 14;
    private static final int LARGEST_LARGE_LOG = 20;

    private final String plural;
    private final int shortest;
    private final int longest;
    private final boolean renamed;

    /** @param renamed whether the object that replaces a deleted one gets a new name */
    ResourceKind(String plural, int shortest, int longest, boolean renamed) {
        this.plural = plural;
        this.shortest = shortest;
        this.longest = longest;
        this.renamed = renamed;
    }

    static ResourceKind ofSlot(int slot) {
        return MIX.get(slot % MIX.size());
    }

    String plural() {
        return plural;
    }

    boolean isRenamed() {
        return renamed;
    }

    /** Returns the length of a value in bytes. Now and then a config map holds a file of 16 kB to 1 MB. */
    int valueLength(SeededRandom random) {
        if (this == CONFIG_MAP && random.oneIn(LARGE_ONE_IN)) {
            int size = 1 << (SMALLEST_LARGE_LOG + random.below(LARGEST_LARGE_LOG - SMALLEST_LARGE_LOG));
            return size + random.below(size);
        }
        return shortest + random.below(longest - shortest);
    }
}
