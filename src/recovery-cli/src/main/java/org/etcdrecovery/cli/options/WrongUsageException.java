package org.etcdrecovery.cli.options;

import java.util.Objects;

/** Thrown for arguments that a verb does not accept. The message is pflag's, as etcd's tools print it. */
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
