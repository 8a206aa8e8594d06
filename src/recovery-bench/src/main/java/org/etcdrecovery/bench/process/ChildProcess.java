package org.etcdrecovery.bench.process;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs commands and waits for them. If a command fails, an {@link IOException} carries its output. */
public final class ChildProcess {
    private static final int QUOTED = 2000;

    private ChildProcess() {}

    /** Watches a process while it runs. */
    @FunctionalInterface
    public interface Observer {
        /** Watches nothing. */
        Observer NONE = process -> {};

        /** Watches a process; may return before it has ended. */
        void observe(Process process) throws IOException, InterruptedException;
    }

    /** Runs a command and returns its output. */
    public static String run(List<String> command) throws IOException {
        Path output = Files.createTempFile("benchmark-", ".out");
        try {
            run(command, output, Observer.NONE);
            return Files.readString(output);
        } finally {
            Files.delete(output);
        }
    }

    /** Runs a command and writes its output to a file. */
    public static void run(List<String> command, Path output, Observer observer) throws IOException {
        Path errors = Files.createTempFile("benchmark-", ".err");
        try {
            Process process = new ProcessBuilder(command).redirectInput(ProcessBuilder.Redirect.PIPE)
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .start();
            int code = waitFor(process, observer);
            if (code != 0) {
                String said = Files.readString(errors);
                throw new IOException(String.join(" ", command) + "\nended with exit code " + code + " and said\n"
                        + said.substring(Math.max(0, said.length() - QUOTED)));
            }
        } finally {
            Files.delete(errors);
        }
    }

    private static int waitFor(Process process, Observer observer) throws IOException {
        try {
            process.getOutputStream().close();
            observer.observe(process);
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }
}
