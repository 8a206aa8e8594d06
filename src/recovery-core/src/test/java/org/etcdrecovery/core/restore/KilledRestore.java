package org.etcdrecovery.core.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.etcdrecovery.core.plan.MemberRequest;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.plan.RestoreRequest;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.progress.Work;
import org.etcdrecovery.core.snapshot.SnapshotFile;

/**
 * A restore in a separate process, of three members: one to a directory that does not exist, one with a separate WAL
 * directory, one whose directories exist and are empty. It kills itself at a chosen report, or is killed.
 */
final class KilledRestore {
    static final int EXIT = 137;
    static final String TOKEN = "token-of-the-test";
    /** One rename and one removal of a record for each of two logs and three data directories. */
    static final int PUBLISH_STEPS = 10;

    static final String SEGMENT = "0000000000000000-0000000000000000.wal";
    static final List<String> COMPLETE = List.of("m0.etcd", "m0.etcd/member", "m0.etcd/member/snap",
            "m0.etcd/member/snap/0000000000000001-0000000000000003.snap", "m0.etcd/member/snap/db",
            "m0.etcd/member/wal", "m0.etcd/member/wal/" + SEGMENT, "m1.etcd", "m1.etcd/member", "m1.etcd/member/snap",
            "m1.etcd/member/snap/0000000000000001-0000000000000003.snap", "m1.etcd/member/snap/db", "m1.wal",
            "m1.wal/" + SEGMENT, "m2.etcd", "m2.etcd/member", "m2.etcd/member/snap",
            "m2.etcd/member/snap/0000000000000001-0000000000000003.snap", "m2.etcd/member/snap/db", "m2.wal",
            "m2.wal/" + SEGMENT);

    private KilledRestore() {}

    static List<MemberRequest> members(Path out) {
        return List.of(RestoreFixture.member(0, out), withWal(1, out), withWal(2, out));
    }

    private static MemberRequest withWal(int number, Path out) {
        MemberRequest plain = RestoreFixture.member(number, out);
        return new MemberRequest(plain.name(), plain.peerUrls(), List.of(), plain.dataDir(),
                Optional.of(out.resolve("m" + number + ".wal")), false);
    }

    /** Creates what must exist before: the mount points of the last member. */
    static Path prepare(Path out) throws IOException {
        Files.createDirectories(out.resolve("m2.etcd"));
        Files.createDirectories(out.resolve("m2.wal"));
        return out;
    }

    static RestorePlan plan(Path out) throws IOException {
        return RestoreFixture.plan(RestoreFixture.SAMPLE, members(out), UnaryOperator.identity());
    }

    /**
     * Kills a restore when all logs and the first data directory are in place; returns the members' parent directory.
     */
    static Path halfWay(Path directory) throws Exception {
        Path out = prepare(directory.resolve("out"));
        run(out, "plan", Stage.PUBLISH, 3);
        assertThat(out.resolve("m0.etcd/member/snap/db")).exists();
        assertThat(out.resolve("m1.etcd")).doesNotExist();
        return out;
    }

    /** The staging name of each destination. */
    static List<String> stagedNames(Path out) throws IOException {
        return RestoreFixture.tree(out)
                .stream()
                .filter(path -> path.endsWith(".state"))
                .map(path -> path.substring(0, path.length() - ".state".length()))
                .toList();
    }

    /** Starts the process; the parameters are those of {@link #main}. */
    static Process start(Path out, String way, Stage stage, int report) throws IOException {
        return new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-XX:TieredStopAtLevel=1",
                "-cp", System.getProperty("java.class.path"), KilledRestore.class.getName(), out.toString(), way,
                stage.name(), Integer.toString(report)).redirectErrorStream(true)
                .redirectOutput(out.resolveSibling(out.getFileName() + ".log").toFile())
                .start();
    }

    /** Runs it until it has killed itself. */
    static void run(Path out, String way, Stage stage, int report) throws Exception {
        Process process = start(out, way, stage, report);
        if (!process.waitFor(300, TimeUnit.SECONDS) || process.exitValue() != EXIT) {
            process.destroyForcibly();
            throw new AssertionError(Files.readString(out.resolveSibling(out.getFileName() + ".log")));
        }
    }

    /**
     * Restores, and halts without any clean-up at the given report.
     *
     * @param arguments the directory, {@code plan} or {@code one-pass}, the stage, and which of its reports is the
     *                  last: 0 for its beginning
     */
    public static void main(String[] arguments) throws IOException {
        Path out = Path.of(arguments[0]);
        Progress killing = killing(Stage.valueOf(arguments[2]), Integer.parseInt(arguments[3]));
        if (arguments[1].equals("plan")) {
            Restorer.restore(plan(out), killing);
            return;
        }
        RestoreRequest request = RestoreRequest.builder(members(out), TOKEN).build();
        try (SnapshotFile snapshot = SnapshotFile.open(RestoreFixture.SAMPLE);
                OnePassRestore restore = new OnePassRestore(request, snapshot, killing)) {
            restore.inspect();
            restore.carryOut(plan(out));
        }
    }

    /** Halts the process without any clean-up. Only the reports of the first member count. */
    private static Progress killing(Stage last, int report) {
        AtomicInteger reports = new AtomicInteger();
        return (stage, subject, total) -> {
            if (stage == last && report == 0) {
                Runtime.getRuntime().halt(EXIT);
            }
            if (stage != last || !subject.equals("m0")) {
                return Progress.NONE.begin(stage, subject, total);
            }
            return new Work() {
                @Override
                public void advance(long amount) {
                    if (reports.incrementAndGet() == report) {
                        Runtime.getRuntime().halt(EXIT);
                    }
                }

                @Override
                public void close() {
                    // Nothing to close.
                }
            };
        };
    }
}
