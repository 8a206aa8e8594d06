package org.etcdrecovery.core.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Programs of the distribution that tests call. */
public final class Programs {
    private Programs() {}

    /** Skips the test if a program is not in the PATH, or fails it with {@code CI=true}. */
    public static void require(String program) {
        boolean found = isThere(program);
        if (!found && "true".equals(System.getenv("CI"))) {
            throw new AssertionError("no " + program);
        }
        Assumptions.assumeTrue(found, "no " + program);
    }

    /** Whether a program is in the PATH. */
    public static boolean isThere(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
