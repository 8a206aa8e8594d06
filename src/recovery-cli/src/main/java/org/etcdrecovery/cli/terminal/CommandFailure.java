package org.etcdrecovery.cli.terminal;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.etcdrecovery.core.text.Shown;

/**
 * A verb that cannot go on and knows why: its message is printed, and the process exits with its code. Whatever came
 * from outside is escaped here, so that each line of the message is one of this program.
 */
public final class CommandFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    /**
     * @param exitCode how the process ends, one of {@link ExitCode}
     * @param message  what is wrong and what to do
     */
    public CommandFailure(int exitCode, String message) {
        this(exitCode, List.of(message));
    }

    /**
     * @param exitCode how the process ends, one of {@link ExitCode}
     * @param lines    what is wrong and what to do, line by line
     */
    public CommandFailure(int exitCode, List<String> lines) {
        super(lines.stream().map(Shown::text).collect(Collectors.joining("\n")));
        this.exitCode = exitCode;
    }

    /** How the process ends. */
    public int exitCode() {
        return exitCode;
    }

    /** What is wrong and what to do: never null. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
