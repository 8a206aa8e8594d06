package org.etcdrecovery.cli.options;

import java.util.Optional;
import java.util.function.Supplier;
import org.etcdrecovery.core.snapshot.Quota;

/** {@code --quota-backend-bytes}, as etcd names it. */
public final class QuotaOption {
    private final Supplier<Long> bytes;

    /** Adds the option to those of a verb. */
    public QuotaOption(DeclaredOptions options) {
        bytes = options.count("BYTES", "The quota of the servers that will start from the result; etcd's default is 2"
                + " GiB.",
                "--quota-backend-bytes");
    }

    /** The quota, if given; 0 is etcd's default. */
    public Optional<Quota> get() {
        return bytes.get() == 0 ? Optional.empty() : Optional.of(new Quota(bytes.get()));
    }
}
