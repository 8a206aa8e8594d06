package org.etcdrecovery.cli.terminal;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.etcdrecovery.core.report.json.FailureJson;
import org.etcdrecovery.core.text.Shown;
import org.etcdrecovery.core.text.UrlText;
import org.jspecify.annotations.Nullable;

/**
 * Thrown by a verb that cannot continue: its message is printed, and the process exits with its code. Outside text is
 * escaped here, so that it cannot forge a line of the message.
 */
public final class CommandFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exitCode;
    private final String code;
    private final @Nullable String json;

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
        this(exitCode, lines, exitCode == ExitCode.USAGE ? "usage" : "failed", null);
    }

    /**
     * @param exitCode the exit code, one of {@link ExitCode}
     * @param lines    what is wrong and what to do, line by line
     * @param code     the stable code of the error
     * @param json     the whole document for {@code -w json}; null for one that holds the message
     */
    public CommandFailure(int exitCode, List<String> lines, String code, @Nullable String json) {
        super(lines.stream().map(Shown::text).collect(Collectors.joining("\n")));
        this.exitCode = exitCode;
        this.code = code;
        this.json = json;
    }

    /** The failure as a document for {@code -w json}. */
    public String json() {
        return json != null ? json : FailureJson.print(code, exitCode, UrlText.withoutLogins(getMessage()));
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
