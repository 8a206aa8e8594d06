package org.etcdrecovery.core.contents;

import java.util.function.LongPredicate;
import org.etcdrecovery.core.keyspace.KeyValueReader;
import org.etcdrecovery.core.keyspace.LeaseId;

/** Which keys to list, by the lease that they are attached to. */
public final class LeaseFilter {
    private final LongPredicate lease;

    private LeaseFilter(LongPredicate lease) {
        this.lease = lease;
    }

    /** Keys that are attached to any lease. */
    public static LeaseFilter any() {
        return new LeaseFilter(lease -> lease != 0);
    }

    /** Keys that are attached to this lease. */
    public static LeaseFilter of(LeaseId id) {
        return new LeaseFilter(lease -> lease == id.value());
    }

    boolean matches(KeyValueReader keyValue) {
        return lease.test(keyValue.lease());
    }
}
