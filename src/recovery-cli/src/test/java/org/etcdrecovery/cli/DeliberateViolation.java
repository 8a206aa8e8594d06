package org.etcdrecovery.cli;

import io.grpc.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.etcdrecovery.core.bolt.Problem;

/** Breaks every rule of {@link ArchitectureTest}. */
final class DeliberateViolation {
    private DeliberateViolation() {}

    static void breakAll(Path path, Problem problem, Status status) throws IOException {
        Files.delete(path);
        System.out.println(problem.summary() + status.getCode());
        System.exit(1);
    }
}
