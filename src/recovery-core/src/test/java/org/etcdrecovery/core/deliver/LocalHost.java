package org.etcdrecovery.core.deliver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.etcdrecovery.core.bytes.Sha256;

/** Runs the script of a host on this machine, without ssh, for one data directory. */
final class LocalHost {
    static final byte[] DATABASE = "the new database".repeat(1000).getBytes(UTF_8);
    static final String PLAN = "a".repeat(64);

    /** Whether a disk keeps what it was told to keep, no test can see. */
    private static final String NO_SYNC = "flush() { :; }\n";
    private static final byte[] LOG = "log".getBytes(UTF_8);
    private static final byte[] SNAP = "snap".getBytes(UTF_8);
    private static final long LOG_SIZE = 4096;

    private final Path directory;
    private final ServiceForm service;
    /** Shell functions that replace others, in front of the call. */
    private String replaced = NO_SYNC;

    LocalHost(Path directory, ServiceForm service) {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "no /proc");
        this.directory = directory;
        this.service = service;
    }

    /** Takes the data directory for a mount point. */
    LocalHost mounted() {
        replaced += "is_mount() { [ \"$1\" = \"$dir\" ] && [ -d \"$1\" ]; }\n";
        return this;
    }

    HostScript call(String function) {
        return new HostScript(function).with("by", "tester@here")
                .with("plan", PLAN)
                .with("dir", directory)
                .with("service_kind", service.kind())
                .with("service", service.name())
                .with("quarantine", "no")
                .with("without", "")
                .with("limit", 3)
                .with("start_old", "no")
                .with("replaced", "no")
                .with("discard", "no")
                .with("writes", "unknown")
                .with("client_scheme", "http")
                .with("client_ports", "1");
    }

    HostScript stage(long offset) {
        return call("stage").with("offset", offset)
                .with("db_size", DATABASE.length)
                .with("db_sha256", Sha256.hex(DATABASE, DATABASE.length))
                .with("snap_name", "1-1.snap")
                .with("snap_bytes", SNAP.length)
                .with("snap_sha256", Sha256.hex(SNAP, SNAP.length))
                .with("wal_name", "0-0.wal")
                .with("wal_bytes", LOG.length)
                .with("wal_size", LOG_SIZE)
                .with("wal_sha256", Sha256.hex(LOG, LOG_SIZE));
    }

    /** Stages, sending the database from an offset up to a length. */
    Answer stage(int offset, int length) throws IOException {
        return run(stage(offset), "", out -> {
            out.write(SNAP);
            out.write(LOG);
            out.write(DATABASE, offset, length - offset);
        });
    }

    /** What was answered, and how the shell ended. */
    record Answer(HostAnswer answer, int code, String errors) {
        String failed() {
            return answer.value("failed").orElse("");
        }
    }

    Answer run(HostScript script) throws IOException {
        return run(script, "", _ -> {});
    }

    /**
     * Runs a call.
     *
     * @param before lines of shell before the call, behind all functions
     */
    Answer run(HostScript script, String before, SshHost.Input input) throws IOException {
        String text = script.toString();
        int call = text.lastIndexOf('\n', text.length() - 2) + 1;
        Path file = Files.writeString(Files.createTempFile("host", ".sh"),
                text.substring(0, call) + replaced + before + text.substring(call));
        try {
            Process process = new ProcessBuilder("/bin/sh", file.toString()).start();
            try (OutputStream out = process.getOutputStream()) {
                input.writeTo(out);
            } catch (IOException e) {
                // It ended without reading everything.
            }
            List<String> lines = new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList();
            String errors = new String(process.getErrorStream().readAllBytes(), UTF_8);
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            return new Answer(HostAnswer.of(lines), process.exitValue(), errors);
        } catch (InterruptedException e) {
            throw new IOException(e);
        } finally {
            Files.delete(file);
        }
    }
}
