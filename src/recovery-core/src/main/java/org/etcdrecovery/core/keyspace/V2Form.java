package org.etcdrecovery.core.keyspace;

/** In which form etcdctl and etcdutl write the v2 store of a restored member. The difference is without meaning. */
public enum V2Form {
    /** 3.4 and 3.5. */
    V3_4(0),
    /** From 3.6 on: building the store, the tool looks up a key that is not there, and the statistics say so. */
    V3_6(1);

    private final int failedGets;

    V2Form(int failedGets) {
        this.failedGets = failedGets;
    }

    int failedGets() {
        return failedGets;
    }
}
