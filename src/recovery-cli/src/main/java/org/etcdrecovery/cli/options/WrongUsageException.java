package org.etcdrecovery.cli.options;

import java.util.Objects;

/** Arguments that a verb does not take. The message is pflag's, which is what etcd's tools print. */
public final class WrongUsageException extends Exception {
    private static final long serialVersionUID = 1L;

    public WrongUsageException(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
