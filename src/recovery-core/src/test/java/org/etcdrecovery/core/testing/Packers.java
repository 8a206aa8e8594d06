package org.etcdrecovery.core.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The programs that people pack their backups with. */
public final class Packers {
    private static final long TIMEOUT_SECONDS = 120;

    private Packers() {}

    /**
     * Runs a line of shell in a directory. Skips the test if a program is missing, or fails it with {@code CI=true}.
     *
     * @param programs the programs that the line uses, separated by blanks
     * @param line     the line, such as {@code gzip -c snapshot.db > packed}
     */
    public static void run(Path directory, String programs, String line) throws IOException {
        for (String program : programs.split(" ", -1)) {
            Programs.require(program);
        }
        Path output = Files.createTempFile("packers", ".log");
        try {
            Process process = new ProcessBuilder("/bin/sh", "-ec", line).directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(line + " was not done after " + TIMEOUT_SECONDS + " seconds");
            }
            if (process.exitValue() != 0) {
                throw new AssertionError(line + ": " + new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
            }
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while running " + line, e);
        } finally {
            Files.delete(output);
        }
    }
}
