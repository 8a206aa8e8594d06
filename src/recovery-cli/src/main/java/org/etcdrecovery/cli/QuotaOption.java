package org.etcdrecovery.cli;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.etcdrecovery.core.snapshot.Quota;

/** {@code --quota-backend-bytes}, as etcd names it. */
final class QuotaOption {
    private static final String NAME = "--quota-backend-bytes";

    private final Supplier<Long> bytes;

    /** Declares the option at a verb. */
    QuotaOption(Verb verb) {
        bytes = verb.number("BYTES", 0, "The quota of the servers that will start from it; etcd's default is 2 GiB.",
                NAME);
    }

    boolean isGiven() {
        return bytes.get() != 0;
    }

    /** The quota, if one was given. */
    Optional<Quota> get(List<String> complaints) {
        if (bytes.get() < 0) {
            complaints.add(NAME + " takes a number of bytes, not " + bytes.get());
        }
        return bytes.get() > 0 ? Optional.of(new Quota(bytes.get())) : Optional.empty();
    }

    /**
     * The quota that was given, or etcd's default.
     *
     * @throws CommandFailure when the number is negative
     */
    Quota orDefault() throws CommandFailure {
        if (bytes.get() < 0) {
            throw RecoveryVerb.wrongUsage(NAME + " takes a number of bytes, not " + bytes.get());
        }
        return isGiven() ? new Quota(bytes.get()) : Quota.DEFAULT;
    }
}
