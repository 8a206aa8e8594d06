package org.etcdrecovery.cli.terminal;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.etcdrecovery.core.text.Shown;

/**
 * Thrown by a verb that cannot continue: its message is printed, and the process exits with its code. Outside text is
 * escaped here, so that it cannot forge a line of the message.
 */
public final class CommandFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    /**
     * @param exitCode the exit code, one of {@link ExitCode}
     * @param message  what is wrong and what to do
     */
    public CommandFailure(int exitCode, String message) {
        this(exitCode, List.of(message));
    }

    /**
     * @param exitCode the exit code, one of {@link ExitCode}
     * @param lines    what is wrong and what to do, line by line
     */
    public CommandFailure(int exitCode, List<String> lines) {
        super(lines.stream().map(Shown::text).collect(Collectors.joining("\n")));
        this.exitCode = exitCode;
    }

    /** The exit code of the process. */
    public int exitCode() {
        return exitCode;
    }

    /** What is wrong and what to do; never null. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
