package org.etcdrecovery.cli.options;

import java.util.Objects;

/**
 * Thrown for arguments that a verb does not accept. The message is pflag's, as etcd's tools print it; our own verbs may
 * have a plainer one.
 */
public final class WrongUsageException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String plain;

    public WrongUsageException(String message) {
        this(message, message);
    }

    /**
     * @param plain the message of verbs that etcd's tools do not have
     */
    WrongUsageException(String message, String plain) {
        super(message);
        this.plain = plain;
    }

    /** The message of verbs that etcd's tools do not have. */
    public String plain() {
        return plain;
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
