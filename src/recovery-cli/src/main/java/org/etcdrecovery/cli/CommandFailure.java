package org.etcdrecovery.cli;

import java.util.Objects;

/** A verb that cannot go on and knows why: its message is printed as it is, and the process exits with its code. */
final class CommandFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    /**
     * @param exitCode how the process ends, one of {@link ExitCode}
     * @param message  what is wrong and what to do
     */
    CommandFailure(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** How the process ends. */
    int exitCode() {
        return exitCode;
    }

    /** What is wrong and what to do: never null. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
