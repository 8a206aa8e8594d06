package org.etcdrecovery.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import org.etcdrecovery.cli.terminal.Terminal;
import org.etcdrecovery.core.progress.Cancellation;

/**
 * Runs the verbs that judge and restore, once each, so that the JVM which records an AOT cache meanwhile sees the
 * classes of all of them.
 */
final class Rehearsal {
    private static final String MEMBER = "m1=http://127.0.0.1:2380";

    private Rehearsal() {}

    /** Takes a snapshot, which is only read, and an empty directory, which is written to. */
    public static void main(String[] arguments) {
        String snapshot = arguments[0];
        String out = arguments[1];
        List.of(List.of("snapshot", "verify", snapshot),
                List.of("snapshot", "restore", snapshot, "--data-dir", out + "/default.etcd"),
                List.of("plan", snapshot, "--member", MEMBER, "--out", out),
                List.of("restore", snapshot, "--member", MEMBER, "--out", out)).forEach(Rehearsal::run);
    }

    private static void run(List<String> verb) {
        Terminal nobody = Terminal.ofWriters(new PrintWriter(Writer.nullWriter()),
                new PrintWriter(Writer.nullWriter()));
        int code = Main.run(new Session(nobody, new Cancellation(), Map.of()), verb.toArray(String[]::new));
        if (code != ExitCode.OK) {
            throw new IllegalStateException(String.join(" ", verb) + " ended with " + code);
        }
    }
}
