package org.etcdrecovery.cli;

import io.grpc.Status;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.etcdrecovery.cli.options.DeliberateCycle;
import org.etcdrecovery.core.bolt.Problem;

/** Breaks every rule of {@link ArchitectureTest}. */
public final class DeliberateViolation {
    private final DeliberateCycle options = new DeliberateCycle(this);

    private DeliberateViolation() {}

    DeliberateCycle options() {
        return options;
    }

    static void breakAll(Path path, Problem problem, Status status, PrintWriter out) throws IOException {
        Files.delete(path);
        new IOException().printStackTrace(out);
        System.out.println(problem.summary() + status.getCode());
        System.exit(1);
    }
}
