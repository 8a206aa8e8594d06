package org.etcdrecovery.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.cli.terminal.Terminal;
import org.etcdrecovery.cli.verb.Session;
import org.etcdrecovery.core.progress.Cancellation;

/**
 * The training run for an AOT cache: runs the verbs that read, those that inspect and restore, or those that talk to
 * members, while the JVM records the classes that they load.
 */
final class AotTraining {
    private static final String MEMBER = "m1=http://127.0.0.1:2380";

    private AotTraining() {}

    /**
     * Arguments: the group of verbs ({@code read}, {@code judge} or {@code live}), a snapshot, which is only read, an
     * empty directory to write to, and for {@code live} the endpoint of a healthy cluster.
     */
    public static void main(String[] arguments) {
        String snapshot = arguments[1];
        String out = arguments[2];
        List<List<String>> verbs = switch (arguments[0]) {
            case "read" -> reading(snapshot);
            case "judge" -> judging(snapshot, out);
            case "live" -> live(out, arguments[3]);
            default -> throw new IllegalArgumentException(arguments[0]);
        };
        version();
        verbs.forEach(AotTraining::run);
    }

    /** A whole short run: what this run does not load, each start has to load without the cache. */
    private static void version() {
        CountDownLatch ended = new CountDownLatch(1);
        Main.run(Main.begin(ended), "version");
        ended.countDown();
    }

    private static List<List<String>> reading(String snapshot) {
        return List.of(List.of("snapshot", "status", snapshot, "-w", "table"),
                List.of("snapshot", "status", snapshot, "-w", "json"));
    }

    private static List<List<String>> judging(String snapshot, String out) {
        return List.of(List.of("snapshot", "verify", snapshot),
                List.of("snapshot", "restore", snapshot, "--data-dir", out + "/default.etcd"),
                List.of("plan", snapshot, "--member", MEMBER, "--out", out),
                List.of("restore", snapshot, "--member", MEMBER, "--out", out));
    }

    private static List<List<String>> live(String out, String endpoint) {
        return List.of(List.of("snapshot", "save", out + "/saved.db", "--endpoints", endpoint),
                List.of("endpoint", "status", "--endpoints", endpoint, "-w", "table"),
                List.of("endpoint", "health", "--endpoints", endpoint),
                List.of("cluster", "assess", "--endpoints", endpoint));
    }

    private static void run(List<String> verb) {
        Terminal silent = Terminal.ofWriters(new PrintWriter(Writer.nullWriter()),
                new PrintWriter(Writer.nullWriter()));
        int code = Main.run(new Session(silent, new Cancellation(), Map.of()), verb.toArray(String[]::new));
        if (code != ExitCode.OK) {
            throw new IllegalStateException(String.join(" ", verb) + " ended with " + code);
        }
    }
}
