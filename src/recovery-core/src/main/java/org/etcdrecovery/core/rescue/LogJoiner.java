package org.etcdrecovery.core.rescue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.rescue.JoinedLog.Leg;
import org.etcdrecovery.core.rescue.LogDifference.Kind;
import org.etcdrecovery.core.wal.WalRecord;

/**
 * Compares the logs of the members of a cluster entry by entry, and continues a log with others: over entries that it has
 * lost to entries behind them, or further than it goes.
 *
 * <p>It does so only if the result is newer than what any directory leads to by itself, and only from an entry that proves
 * both logs the same up to there.
 */
final class LogJoiner {
    private final List<MemberDirectory> directories;
    private final DirectoryNames names;
    private final Progress progress;
    private final List<ComparedLog> logs = new ArrayList<>();
    private final Map<MemberDirectory, List<Finding>> findings = new HashMap<>();

    private LogJoiner(List<MemberDirectory> directories, Progress progress) {
        this.directories = directories;
        this.progress = progress;
        names = new DirectoryNames(directories);
    }

    /**
     * Compares and continues logs.
     *
     * @return the directories in the same order, with what was found
     * @throws IOException                                if a log cannot be read
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    static List<MemberDirectory> join(List<MemberDirectory> directories, Progress progress) throws IOException {
        return new LogJoiner(directories, progress).join();
    }

    private List<MemberDirectory> join() throws IOException {
        List<MemberDirectory> withLog = directories.stream()
                .filter(each -> !each.segments().isEmpty() && each.log().filter(LogFacts::isNamed).isPresent())
                .distinct()
                .toList();
        if (withLog.size() < 2 || names.clusters().size() > 1) {
            return directories;
        }
        for (MemberDirectory directory : withLog) {
            logs.add(ComparedLog.read(directory, progress));
        }
        logs.forEach(this::compare);
        Map<MemberDirectory, JoinedLog> joined = new HashMap<>();
        for (ComparedLog log : logs) {
            log.directory()
                    .source()
                    .map(source -> join(log, source))
                    .filter(this::isNewest)
                    .ifPresent(found -> joined.put(log.directory(), found));
        }
        Optional<MemberDirectory> best = joined.keySet().stream().max(byNeed(joined));
        List<MemberDirectory> result = new ArrayList<>();
        for (MemberDirectory directory : directories) {
            MemberDirectory compared = directory.with(findings.getOrDefault(directory, List.of()));
            JoinedLog found = best.filter(directory::equals).map(joined::get).orElse(null);
            result.add(found == null ? compared : joined(compared, found));
        }
        return result;
    }

    /** The newest, and of equal ones that which needs the fewest entries of logs, first of its own, then of others. */
    private static Comparator<MemberDirectory> byNeed(Map<MemberDirectory, JoinedLog> joined) {
        return Comparator
                .<MemberDirectory, JoinedLog>comparing(joined::get, newest(JoinedLog::lastTerm, JoinedLog::last))
                .thenComparingLong(directory -> directory.source().map(RescueSource::index).orElse(0L))
                .thenComparingLong(directory -> directory.source().map(RescueSource::reach).orElse(0L));
    }

    private void compare(ComparedLog log) {
        for (ComparedLog other : logs) {
            LogDifference.of(log, other)
                    .ifPresent(found -> findings.computeIfAbsent(log.directory(), _ -> new ArrayList<>())
                            .add(JoinTexts.of(found, log.directory(), names.of(other.directory()))));
        }
    }

    private JoinedLog join(ComparedLog log, RescueSource source) {
        JoinedLog joined = new JoinedLog(log.directory(), source, log);
        while (extend(joined)) {
            // Each time it ends at a newer entry.
        }
        return joined;
    }

    /** Appends the run that leads to the newest entry. */
    private boolean extend(JoinedLog joined) {
        ComparedLog bestLog = null;
        int bestRun = -1;
        long after = -1;
        for (ComparedLog log : logs) {
            for (int i = 0; i < log.runs().size(); i++) {
                EntryRun run = log.runs().get(i);
                long link = joined.link(log, run);
                if (link >= 0 && isOneHistory(joined, log)
                        && (bestLog == null || isNewer(run, bestLog.runs().get(bestRun)))) {
                    bestLog = log;
                    bestRun = i;
                    after = link;
                }
            }
        }
        if (bestLog == null) {
            return false;
        }
        joined.append(after, bestLog, bestRun);
        return true;
    }

    private static boolean isNewer(EntryRun run, EntryRun other) {
        return newest(EntryRun::lastTerm, EntryRun::last).compare(run, other) > 0;
    }

    /** By term, an unsigned number, and then by index. */
    private static <T> Comparator<T> newest(Function<T, Long> lastTerm, ToLongFunction<T> last) {
        return Comparator.comparing(lastTerm, Long::compareUnsigned).thenComparingLong(last);
    }

    private static boolean isOneHistory(JoinedLog joined, ComparedLog log) {
        return joined.legs()
                .stream()
                .map(Leg::log)
                .noneMatch(known -> LogDifference.of(known, log)
                        .filter(found -> found.kind() == Kind.HISTORY)
                        .isPresent());
    }

    /** Whether it leads further than any directory does by itself. */
    private boolean isNewest(JoinedLog joined) {
        return directories.stream()
                .flatMap(directory -> directory.source().stream())
                .allMatch(source -> {
                    int byTerm = source.term() == 0 ? 0 : Long.compareUnsigned(joined.lastTerm(), source.term());
                    return byTerm > 0 || (byTerm == 0 && joined.last() > source.reach());
                });
    }

    private MemberDirectory joined(MemberDirectory directory, JoinedLog joined) throws IOException {
        List<LogPiece> pieces = joined.legs()
                .stream()
                .map(leg -> new LogPiece(leg.log().directory().dataDir(), leg.log().directory().segments(),
                        ComparedLog.covered(leg.log().directory()),
                        leg.run(), leg.first(), leg.last()))
                .toList();
        TailReader tail = new TailReader();
        for (LogPiece piece : pieces) {
            try (OpenLog log = OpenLog.open(piece.segments())) {
                piece.read(log, tail::add, progress);
            }
        }
        RescueSource own = directory.source().orElseThrow();
        RescueSource source = new RescueSource(own.kind(), own.path(), own.index(), joined.last(), joined.lastTerm());
        LogTail entries = LogTail.of(tail.entries, true, tail.commit,
                directory.db().orElse(Assessment.NOTHING));
        List<Finding> changed = new ArrayList<>(
                directory.findings().stream().map(found -> JoinTexts.completed(found)).toList());
        changed.add(JoinTexts.completed(directory, joined, names));
        return directory.joined(source, entries, pieces, changed);
    }

    private static final class TailReader {
        private final List<LogEntry> entries = new ArrayList<>();
        private long commit;

        void add(WalRecord record, Object position) {
            if (record instanceof WalRecord.Entry entry) {
                while (!entries.isEmpty() && entries.getLast().index() >= entry.index()) {
                    entries.removeLast();
                }
                entries.add(EntryDecoder.decode(entry));
            } else if (record instanceof WalRecord.State state) {
                commit = Math.max(commit, state.commit());
            }
        }
    }
}
