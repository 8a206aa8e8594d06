package org.etcdrecovery.bench.sidebyside;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.etcdrecovery.bench.sidebyside.Contest.Answer;
import org.etcdrecovery.bench.sidebyside.Contest.Cache;

/**
 * Restores of one member and of three, with and without reading back what was written. etcdutl needs one run per
 * member.
 */
final class RestoreContests {
    private static final String TOKEN = "benchmark";
    /** Turns off reading back, which etcdutl does not do. */
    private static final String SKIP_READ_BACK = "--skip-read-back";
    private static final int CLUSTER = 3;
    private static final double GOAL_ONE = 0.55;
    private static final double GOAL_THREE = 0.25;
    private static final double GOAL_ONE_READ_BACK = 0.7;
    private static final double GOAL_THREE_READ_BACK = 0.35;

    private final Tools tools;

    RestoreContests(Tools tools) {
        this.tools = tools;
    }

    /**
     * All contests on one corpus. For a large one, they include how long its disk takes to write the bytes alone: no
     * restore can be faster than that.
     */
    List<Contest> on(Corpora.Entry corpus) {
        List<Contest> contests = new ArrayList<>();
        if (corpus.size() == Corpora.Size.LARGE) {
            contests.add(copying(corpus, 1));
            contests.add(copying(corpus, CLUSTER));
        }
        contests.addAll(List.of(contest(corpus, "restore 1", 1, List.of(SKIP_READ_BACK), GOAL_ONE),
                contest(corpus, "restore 1, read back", 1, List.of(), GOAL_ONE_READ_BACK),
                contest(corpus, "restore 3", CLUSTER, List.of(SKIP_READ_BACK), GOAL_THREE),
                contest(corpus, "restore 3, read back", CLUSTER, List.of(), GOAL_THREE_READ_BACK)));
        return contests;
    }

    private Contest copying(Corpora.Entry corpus, int members) {
        Job copies = scratch -> IntStream.rangeClosed(1, members)
                .mapToObj(member -> List.of("dd", "if=" + corpus.file(), "of=" + scratch.resolve(name(member)), "bs=1M",
                        "conv=fsync", "status=none"))
                .toList();
        return new Contest("only copy " + members, corpus.file(), Cache.WARM, theirs(corpus, members), copies,
                Answer.NOT_COMPARED, Goal.none());
    }

    private Job theirs(Corpora.Entry corpus, int members) {
        return scratch -> IntStream.rangeClosed(1, members)
                .mapToObj(member -> theirs(corpus.file(), scratch, members, member))
                .toList();
    }

    private Contest contest(Corpora.Entry corpus, String name, int members, List<String> options, double goal) {
        Job ours = scratch -> List.of(ours(corpus.file(), scratch, members, options));
        return new Contest(name, corpus.file(), Cache.WARM, theirs(corpus, members), ours, Answer.NOT_COMPARED,
                corpus.size() == Corpora.Size.LARGE ? Goal.ratio(goal) : Goal.memoryOnly());
    }

    private List<String> theirs(Path file, Path scratch, int members, int member) {
        String cluster = IntStream.rangeClosed(1, members)
                .mapToObj(other -> name(other) + "=" + peerUrl(other))
                .collect(Collectors.joining(","));
        return List.of(tools.etcdutl().toString(), "snapshot", "restore", file.toString(), "--name", name(member),
                "--initial-cluster", cluster, "--initial-cluster-token", TOKEN, "--initial-advertise-peer-urls",
                peerUrl(member), "--data-dir", scratch.resolve(name(member) + ".etcd").toString());
    }

    private List<String> ours(Path file, Path scratch, int members, List<String> options) {
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
