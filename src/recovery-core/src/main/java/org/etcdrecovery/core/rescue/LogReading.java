package org.etcdrecovery.core.rescue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.keyspace.ClusterId;
import org.etcdrecovery.core.keyspace.MemberId;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.progress.Work;
import org.etcdrecovery.core.rescue.LogFacts.End;
import org.etcdrecovery.core.snapshot.DatabaseFacts;
import org.etcdrecovery.core.wal.WalEnd;
import org.etcdrecovery.core.wal.WalReader;
import org.etcdrecovery.core.wal.WalRecord;

/** A log as far as it was read. */
final class LogReading {
    private final LogCollector collected;
    private final LogFacts facts;

    private LogReading(LogCollector collected, LogFacts facts) {
        this.collected = collected;
        this.facts = facts;
    }

    /**
     * Reads a log as far as it can be read.
     *
     * @param applied  the consistent index of the database; if empty, no entries are kept
     * @param findings receives a finding about a torn end or damage
     * @return empty if the log does not even name its member
     */
    static Optional<LogReading> read(DirectoryLayout layout, SegmentRun run, Optional<Long> applied,
            Consumer<Finding> findings, Progress progress) throws IOException {
        LogCollector collector = new LogCollector(applied.orElse(-1L));
        End end = read(layout, run, collector, findings, progress);
        Optional<WalRecord.Metadata> metadata = collector.summary().metadata();
        if (metadata.isEmpty()) {
            findings.accept(RescueTexts.noLog(layout, "a log that ends before it names its member"));
            return Optional.empty();
        }
        WalRecord.State state = collector.summary().state();
        return Optional.of(new LogReading(collector, new LogFacts(new MemberId(metadata.get().memberId()),
                new ClusterId(metadata.get().clusterId()), state.term(), new MemberId(state.vote()), state.commit(),
                collector.lastTerm(),
                collector.lastIndex(), end)));
    }

    private static End read(DirectoryLayout layout, SegmentRun run, LogCollector collector,
            Consumer<Finding> findings, Progress progress) throws IOException {
        List<ByteSource> segments = new ArrayList<>();
        try {
            for (Path file : run.files()) {
                segments.add(ByteSource.open(file));
            }
            long total = segments.stream().mapToLong(ByteSource::size).sum();
            try (Work work = progress.begin(Stage.CHECK, layout.walDir().toString(), total)) {
                WalEnd end = WalReader.read(segments, collector, work);
                if (run.missing().isPresent()) {
                    return End.DAMAGED;
                }
                if (end instanceof WalEnd.Torn torn) {
                    findings.accept(RescueTexts.torn(torn));
                    return End.TORN;
                }
                return End.WHOLE;
            }
        } catch (MalformedDataException e) {
            findings.accept(RescueTexts.damagedLog(e));
            return End.DAMAGED;
        } finally {
            for (ByteSource segment : segments) {
                segment.close();
            }
        }
    }

    LogFacts facts() {
        return facts;
    }

    LogTail tail(DatabaseFacts db) {
        boolean complete = !collected.isMissingEntries() && facts.end() != End.DAMAGED;
        return LogTail.of(collected.entries(), complete, facts.commit(), db);
    }

    boolean isMissingEntries() {
        return collected.isMissingEntries();
    }

    /** The term of the last entry that is in the database; empty if the log does not hold that entry. */
    Optional<Long> appliedTerm() {
        return collected.appliedTerm();
    }
}
