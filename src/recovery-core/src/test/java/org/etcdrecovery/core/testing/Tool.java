package org.etcdrecovery.core.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A command line program that a test runs to its end.
 *
 * @param program   the path of the program
 * @param arguments the arguments that every run gets before its own
 */
public record Tool(Path program, List<String> arguments) {
    private static final long TIMEOUT_SECONDS = 120;

    public Tool {
        arguments = List.copyOf(arguments);
    }

    Tool(Path program) {
        this(program, List.of());
    }

    /** This tool with more arguments for every run. */
    public Tool with(Object... more) {
        return new Tool(program, Stream.concat(arguments.stream(), Arrays.stream(more).map(Object::toString)).toList());
    }

    /**
     * Runs it with an empty standard input, and without the environment variables that configure etcd and its tools.
     *
     * @param more further arguments, converted to text, such as a {@link Path}
     * @throws AssertionError if it does not start, or has not ended within two minutes (then it is killed)
     */
    public Result run(Object... more) {
        List<String> command = Stream.concat(Stream.of(program.toString()), with(more).arguments.stream()).toList();
        try {
            Process process = clean(new ProcessBuilder(command)).start();
            process.getOutputStream().close();
            CompletableFuture<String> stdout = CompletableFuture.supplyAsync(() -> text(process.getInputStream()));
            CompletableFuture<String> stderr = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " was not done after " + TIMEOUT_SECONDS + " seconds: "
                        + stdout.join() + stderr.join());
            }
            return new Result(command, process.exitValue(), stdout.join(), stderr.join());
        } catch (IOException e) {
            throw new AssertionError(command + " does not start", e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while running " + command, e);
        }
    }

    /** Removes the variables that would configure etcd or its tools from outside the test. */
    static ProcessBuilder clean(ProcessBuilder builder) {
        builder.environment().keySet().removeIf(name -> name.startsWith("ETCD"));
        // 3.4 starts on 64-bit ARM only with this variable.
        if ("aarch64".equals(System.getProperty("os.arch"))) {
            builder.environment().put("ETCD_UNSUPPORTED_ARCH", "arm64");
        }
        return builder;
    }

    private static String text(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The result of a run. */
    public record Result(List<String> command, int exitCode, String stdout, String stderr) {
        /**
         * The standard output of a run that succeeded.
         *
         * @throws AssertionError if the exit code is not 0, with everything printed
         */
        public String ok() {
            if (exitCode != 0) {
                throw new AssertionError("exit code " + exitCode + " of " + String.join(" ", command) + "\n" + stdout
                        + stderr);
            }
            return stdout;
        }

        /** The standard output of a run that succeeded, as JSON. */
        public JsonNode json() {
            return JsonMapper.shared().readTree(ok());
        }
    }
}
