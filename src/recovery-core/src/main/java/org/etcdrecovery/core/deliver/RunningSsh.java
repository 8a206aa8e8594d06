package org.etcdrecovery.core.deliver;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.etcdrecovery.core.text.ErrorMessages;
import org.jspecify.annotations.Nullable;

/** A running {@code ssh}. Closing it kills it, and what was not read before may then be lost. */
final class RunningSsh implements AutoCloseable {
    /** The exit code of ssh itself, if no connection came about or it broke. */
    static final int SSH_FAILED = 255;

    /** How the message begins with which a command that takes too long is ended. */
    static final String TIMED_OUT = "ssh timed out after ";

    private static final int MOST_OUTPUT = 64 << 10;
    private static final long PULSE_MILLISECONDS = 100;
    private static final long END_SECONDS = 15;

    private final Process process;
    private final InputStream output;
    private final CompletableFuture<String> errors;
    private CompletableFuture<Boolean> sending = CompletableFuture.completedFuture(true);

    private RunningSsh(Process process) {
        this.process = process;
        output = new BufferedInputStream(process.getInputStream(), 1 << 20);
        errors = async(() -> text(process.getErrorStream()));
    }

    /** The result of a short command. */
    record Result(int code, String output, String errors) {}

    static RunningSsh start(List<String> command, Consumer<ProcessBuilder> changes) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        changes.accept(builder);
        try {
            return new RunningSsh(builder.start());
        } catch (IOException e) {
            throw new DeliveryException("ssh.missing", "ssh cannot be started: " + ErrorMessages.of(e)
                    + ". Install the OpenSSH client", e);
        }
    }

    /** Runs a command that reads nothing, to its end. */
    static Result run(List<String> command, Consumer<ProcessBuilder> changes, Duration limit) throws IOException {
        try (RunningSsh ssh = start(command, changes)) {
            ssh.process.getOutputStream().close();
            CompletableFuture<String> output = async(() -> text(ssh.output));
            if (!ssh.process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                return new Result(SSH_FAILED, "", TIMED_OUT + limit.toSeconds() + " seconds");
            }
            return new Result(ssh.process.exitValue(), get(output), ssh.errors());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeliveryException("ssh.failed", "interrupted", e);
        }
    }

    /** Whether it has not ended. */
    boolean isRunning() {
        return process.isAlive();
    }

    /** What is read from the host. */
    InputStream output() {
        return output;
    }

    /** Writes to the host in the background, then ends its input. */
    void send(SshHost.Input input) {
        sending = async(() -> {
            try (OutputStream out = process.getOutputStream()) {
                input.writeTo(out);
            }
            return true;
        });
    }

    /** Reports why sending ended early; to be called when the host says that it is done. */
    void requireSent() throws IOException {
        get(sending);
    }

    /**
     * Reads all lines.
     *
     * @param running asked while nothing comes; may throw to end the process
     * @throws DeliveryException if there is more than any answer has
     */
    List<String> lines(Consumer<HostAnswer.Line> listener, Runnable running) throws IOException {
        CompletableFuture<List<String>> reading = async(() -> read(listener));
        while (true) {
            running.run();
            try {
                return reading.get(PULSE_MILLISECONDS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // Asks again.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new DeliveryException("ssh.failed", "interrupted", e);
            } catch (ExecutionException e) {
                throw failure(e);
            }
        }
    }

    private List<String> read(Consumer<HostAnswer.Line> listener) throws IOException {
        List<String> lines = new ArrayList<>();
        while (true) {
            String line = line();
            if (line == null) {
                return lines;
            }
            if (lines.size() == HostAnswer.MOST_LINES) {
                throw new DeliveryException("host.answer", "the host answers more than " + HostAnswer.MOST_LINES
                        + " lines, which is not what the script does");
            }
            lines.add(line);
            HostAnswer.line(line).ifPresent(listener);
        }
    }

    /** The next line; null at the end. A line without an end is not one. */
    @Nullable
    String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = output.read(); c != '\n'; c = output.read()) {
            if (c < 0) {
                return null;
            }
            if (line.size() == HostAnswer.LONGEST_LINE) {
                throw new DeliveryException("host.answer",
                        "the host answers a line that is longer than the script's");
            }
            line.write(c);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /** Waits for the end of the process, which has closed its output, and returns its exit code. */
    int end() {
        boolean interrupted = Thread.interrupted();
        try {
            return process.waitFor(END_SECONDS, TimeUnit.SECONDS) ? process.exitValue() : SSH_FAILED;
        } catch (InterruptedException e) {
            interrupted = true;
            return SSH_FAILED;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** What it printed to standard error; waits for its end. */
    String errors() throws IOException {
        return get(errors);
    }

    private static String text(InputStream in) throws IOException {
        try (in) {
            byte[] first = in.readNBytes(MOST_OUTPUT);
            // The process must not wait for someone to read the rest.
            in.transferTo(OutputStream.nullOutputStream());
            return new String(first, StandardCharsets.UTF_8);
        }
    }

    private interface Task<T> {
        T run() throws IOException;
    }

    private static <T> CompletableFuture<T> async(Task<T> task) {
        CompletableFuture<T> future = new CompletableFuture<>();
        Thread.ofVirtual().name("ssh").start(() -> {
            try {
                future.complete(task.run());
            } catch (IOException | RuntimeException | Error e) {
                future.completeExceptionally(e);
            }
        });
        return future;
    }

    private static <T> T get(CompletableFuture<T> future)
            throws IOException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeliveryException("ssh.failed", "interrupted", e);
        } catch (ExecutionException e) {
            throw failure(e);
        }
    }

    private static IOException failure(ExecutionException e) {
        return switch (e.getCause()) {
            case IOException io -> io;
            case RuntimeException runtime -> throw runtime;
            case Error error -> throw error;
            case null, default -> new IOException(e);
        };
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
