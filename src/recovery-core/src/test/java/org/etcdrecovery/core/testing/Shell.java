package org.etcdrecovery.core.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A shell that runs pasted commands, with the programs of one version of etcd first in its {@code PATH}. */
public final class Shell implements AutoCloseable {
    private static final Path BASH = Path.of("/bin/bash");

    private final Path programs;
    private final Path directory;
    private final List<Process> started = new ArrayList<>();

    /**
     * Creates a shell; skips the test if there is no bash.
     *
     * @param directory its working directory, which also holds the logs of servers
     */
    public Shell(EtcdVersion version, Path directory) {
        Assumptions.assumeTrue(BASH.toFile().canExecute(), "no bash");
        programs = Judges.etcd(version).resolveSibling("");
        this.directory = directory;
    }

    /** Runs a command to its end, requires that it succeeds, and returns what it printed. */
    public String run(String command) {
        return new Tool(BASH).run("-c", "PATH=" + path() + "; cd \"$0\"; " + command, directory).ok();
    }

    /** Starts a command that runs until this is closed. */
    public void start(String command) {
        ProcessBuilder builder = Tool.clean(new ProcessBuilder(BASH.toString(), "-c", command))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("shell-" + started.size() + ".log").toFile());
        builder.environment().put("PATH", path());
        try {
            started.add(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether all started commands still run. */
    public boolean isEverythingRunning() {
        return started.stream().allMatch(Process::isAlive);
    }

    private String path() {
        return programs + File.pathSeparator + System.getenv("PATH");
    }

    @Override
    public void close() {
        for (Process process : started) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().onExit().join();
        }
    }
}
