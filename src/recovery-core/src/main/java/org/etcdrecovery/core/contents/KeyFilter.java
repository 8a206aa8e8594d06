package org.etcdrecovery.core.contents;

import java.util.function.LongPredicate;
import org.etcdrecovery.core.keyspace.KeyValueReader;
import org.etcdrecovery.core.keyspace.LeaseId;

/** Which keys to list, by the lease that they are attached to. */
public final class KeyFilter {
    private final LongPredicate lease;

    private KeyFilter(LongPredicate lease) {
        this.lease = lease;
    }

    /** Keys that are attached to any lease. */
    public static KeyFilter leased() {
        return new KeyFilter(lease -> lease != 0);
    }

    /** Keys that are attached to this lease. */
    public static KeyFilter ofLease(LeaseId id) {
        return new KeyFilter(lease -> lease == id.value());
    }

    boolean matches(KeyValueReader keyValue) {
        return lease.test(keyValue.lease());
    }
}
