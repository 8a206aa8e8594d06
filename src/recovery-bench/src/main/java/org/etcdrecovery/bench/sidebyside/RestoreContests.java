package org.etcdrecovery.bench.sidebyside;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.etcdrecovery.bench.process.ChildProcess;
import org.etcdrecovery.bench.process.DirectoryTree;
import org.etcdrecovery.bench.sidebyside.Contest.Answer;
import org.etcdrecovery.bench.sidebyside.Contest.Cache;
import org.etcdrecovery.bench.sidebyside.Contest.Environment;

/**
 * Restores of one member and of three, with and without reading back what was written. etcdutl needs one run per
 * member.
 */
final class RestoreContests {
    private static final String TOKEN = "benchmark";
    /** Turns off reading back, which etcdutl does not do. */
    private static final String SKIP_READ_BACK = "--skip-read-back";
    private static final int CLUSTER = 3;
    private static final double GOAL_ONE = 0.50;
    private static final double GOAL_THREE = 0.22;
    private static final double GOAL_ONE_READ_BACK = 0.65;
    private static final double GOAL_THREE_READ_BACK = 0.30;
    private static final double GOAL_ONE_OF_DISK = 1.15;
    private static final double GOAL_THREE_OF_DISK = 1.0;

    private final Tools tools;
    private final boolean onDisk;

    /**
     * @param onDisk whether what is restored goes to a disk, whose speed then decides, and not to memory
     */
    RestoreContests(Tools tools, boolean onDisk) {
        this.tools = tools;
        this.onDisk = onDisk;
    }

    /** All contests on one corpus. The goals are for a large one: against etcdutl in memory, against the disk on a disk. */
    List<Contest> on(Corpora.Entry corpus) {
        List<Contest> contests = new ArrayList<>(
                List.of(contest(corpus, "restore 1", 1, List.of(SKIP_READ_BACK), GOAL_ONE),
                        contest(corpus, "restore 1, read back", 1, List.of(), GOAL_ONE_READ_BACK),
                        contest(corpus, "restore 3", CLUSTER, List.of(SKIP_READ_BACK), GOAL_THREE),
                        contest(corpus, "restore 3, read back", CLUSTER, List.of(), GOAL_THREE_READ_BACK)));
        if (onDisk && corpus.size() == Corpora.Size.LARGE) {
            contests.add(againstDisk(corpus, 1, GOAL_ONE_OF_DISK));
            contests.add(againstDisk(corpus, CLUSTER, GOAL_THREE_OF_DISK));
        }
        return contests;
    }

    /** dd writes as many bytes as a restore does, of the same file, and brings them to the disk. */
    private Contest againstDisk(Corpora.Entry corpus, int members, double goal) {
        WrittenSize size = new WrittenSize(corpus.file());
        Job copies = scratch -> IntStream.rangeClosed(1, members)
                .mapToObj(member -> List.of("dd", "if=" + corpus.file(), "of=" + scratch.resolve(name(member)), "bs=1M",
                        "count=" + size.bytes, "iflag=count_bytes", "conv=fsync", "status=none"))
                .toList();
        Job ours = scratch -> List.of(ours(corpus.file(), scratch, members, List.of()));
        return new Contest("restore " + members + ", read back, against dd", corpus.file(), Cache.WARM, copies, ours,
                Answer.NOT_COMPARED, Goal.ratio(goal), size);
    }

    /** Finds out by a restore how large the database is that one writes. */
    private final class WrittenSize implements Environment {
        private final Path file;
        private long bytes;

        WrittenSize(Path file) {
            this.file = file;
        }

        @Override
        public Closeable open() throws IOException {
            Path directory = Files.createTempDirectory(file.toAbsolutePath().getParent(), "sized");
            try {
                ChildProcess.run(ours(file, directory, 1, List.of(SKIP_READ_BACK)));
                bytes = Files.size(directory.resolve(name(1) + ".etcd/member/snap/db"));
            } finally {
                DirectoryTree.delete(directory);
            }
            return () -> {};
        }
    }

    private Job theirs(Corpora.Entry corpus, int members) {
        return scratch -> IntStream.rangeClosed(1, members)
                .mapToObj(member -> theirs(corpus.file(), scratch, members, member))
                .toList();
    }

    private Contest contest(Corpora.Entry corpus, String name, int members, List<String> options, double goal) {
        Job ours = scratch -> List.of(ours(corpus.file(), scratch, members, options));
        return new Contest(name, corpus.file(), Cache.WARM, theirs(corpus, members), ours, Answer.NOT_COMPARED,
                corpus.size() == Corpora.Size.LARGE && !onDisk ? Goal.ratio(goal) : Goal.memoryOnly());
    }

    private List<String> theirs(Path file, Path scratch, int members, int member) {
        String cluster = IntStream.rangeClosed(1, members)
                .mapToObj(other -> name(other) + "=" + peerUrl(other))
                .collect(Collectors.joining(","));
        return List.of(tools.etcdutl().toString(), "snapshot", "restore", file.toString(), "--name", name(member),
                "--initial-cluster", cluster, "--initial-cluster-token", TOKEN, "--initial-advertise-peer-urls",
                peerUrl(member), "--data-dir", scratch.resolve(name(member) + ".etcd").toString());
    }

    /** The command that restores some members. */
    List<String> ours(Path file, Path scratch, int members, List<String> options) {
        List<String> command = new ArrayList<>(List.of(tools.ours().toString(), "restore", file.toString(), "--token",
                TOKEN, "--out", scratch.toString(), "--quiet"));
        command.addAll(options);
        IntStream.rangeClosed(1, members)
                .mapToObj(member -> Stream.of("--member", name(member) + "=" + peerUrl(member)))
                .forEach(pair -> pair.forEach(command::add));
        return command;
    }

    private static String name(int member) {
        return "etcd-" + member;
    }

    private static String peerUrl(int member) {
        return "http://127.0.0.1:" + (2379 + member);
    }
}
