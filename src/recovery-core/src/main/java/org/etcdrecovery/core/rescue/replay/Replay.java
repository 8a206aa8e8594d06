package org.etcdrecovery.core.rescue.replay;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.finding.Code;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.keyspace.ApplyRules;
import org.etcdrecovery.core.keyspace.ApplyRules.Since;
import org.etcdrecovery.core.keyspace.BucketName;
import org.etcdrecovery.core.keyspace.EtcdRelease;
import org.etcdrecovery.core.keyspace.MinorVersion;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.progress.Work;
import org.etcdrecovery.core.rescue.MemberDirectory;
import org.etcdrecovery.core.rescue.RescueCode;
import org.etcdrecovery.core.rescue.RescueSource;
import org.etcdrecovery.core.rescue.SnapshotOutput;
import org.etcdrecovery.core.rescue.replay.ReplayResult.Point;
import org.etcdrecovery.core.snapshot.Compaction;
import org.etcdrecovery.core.snapshot.DatabaseFacts;

/**
 * What a member's log adds to its database, as a server would apply it. The entries are applied in memory, where the result
 * can be looked at, and a snapshot can be written from it. The directory is only read; it stays open until this is closed.
 */
public final class Replay implements Closeable {
    private final MemberDirectory directory;
    private final ReplayOptions options;
    private final Progress progress;
    private final Sources sources = new Sources();
    private final List<Finding> findings = new ArrayList<>();
    private final Tally tally = new Tally();
    private Base base = Base.empty(new ApplyRules(EtcdRelease.DEFAULT));
    private ReplayState state = base.start(List.of());
    private ReplayResult result = ReplayResult.nothing(findings);
    private boolean written;

    private Replay(MemberDirectory directory, ReplayOptions options, Progress progress) {
        this.directory = directory;
        this.options = options;
        this.progress = progress;
    }

    /**
     * Applies the entries that the database of a member lacks. Without a usable database, the keyspace is made from the log
     * if it holds all of it.
     *
     * @param directory what the member left
     * @throws IOException                                if the directory cannot be read
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    public static Replay of(MemberDirectory directory, ReplayOptions options, Progress progress) throws IOException {
        Replay replay = new Replay(directory, options, progress);
        try {
            replay.run();
            return replay;
        } catch (IOException | RuntimeException e) {
            replay.close();
            throw e;
        }
    }

    /** The release whose rules were followed, with its patch number if that was given. */
    public String etcdVersion() {
        ApplyRules rules = base.rules();
        return rules.release().minorVersion() + (rules.patch().isPresent() ? "." + rules.patch().getAsInt() : "");
    }

    /** What the replay adds. */
    public ReplayResult result() {
        return result;
    }

    /**
     * The value of a key before or after.
     *
     * @param most how many bytes of it are wanted
     */
    public byte[] value(KeyChange.Version version, int most) throws IOException {
        Place value = version.value();
        return sources.read(value.part(0, Math.min(value.length(), most)));
    }

    /** The findings about the directory, and those about the result. */
    public List<Finding> findings() {
        return Stream.concat(directory.findings().stream(), result.findings().stream()).toList();
    }

    /**
     * The findings that the operator has to agree to before a snapshot is made: those that call for care and are about the
     * completeness of the directory or of the result.
     */
    public List<Finding> decisions() {
        return findings().stream()
                .filter(finding -> finding.severity() == Severity.CARE)
                .filter(finding -> finding.code() instanceof RescueCode || finding.code() instanceof ReplayCode)
                .toList();
    }

    /** Whether a code is one that {@link #decisions} can have. */
    public static boolean canNeedConsent(String code) {
        return Stream.<Code>concat(Stream.of(RescueCode.values()), Stream.of(ReplayCode.values()))
                .anyMatch(known -> known.text().equals(code));
    }

    private void run() throws IOException {
        if (directory.source().isEmpty()) {
            findings.add(ReplayTexts.noBase(directory));
            result = ReplayResult.nothing(findings);
            return;
        }
        RescueSource source = directory.source().get();
        Optional<DatabaseFacts> db = directory.db().filter(_ -> source.kind() == RescueSource.Kind.DATABASE);
        long applied = source.index();
        ReplayLog log = ReplayLog.read(directory, applied, sources, progress);
        int committed = committed(log, applied);
        int wanted = options.committedOnly() ? committed : log.size();
        base = base(db, interest(log, wanted));
        state = base.start(db.map(DatabaseFacts::members).orElse(List.of()));
        Point from = new Point(applied, term(db, source), state.keys().revision(),
                state.keys().compacted());
        Point to = apply(log, wanted, committed, from);
        finish(to, db.isEmpty());
        findings.addAll(tally.findings(directory.database().toString()));
        if (isDeletionUndecided(to.compacted())) {
            findings.add(ReplayTexts.compactedDeletion(directory, to.compacted()));
        }
        long maybe = Math.max(0, to.index() - applied - committed);
        long leftOut = log.size() - (long) wanted;
        if (maybe > 0) {
            findings.add(ReplayTexts.maybeCommitted(directory, maybe, log.commit(), directory.isOnlyVoter()));
        } else if (leftOut > 0) {
            findings.add(ReplayTexts.leftOut(directory, leftOut, log.commit()));
        }
        long unused = log.unused() + wanted - (to.index() - applied);
        if (log.unused() > 0) {
            findings.add(ReplayTexts.unused(directory, applied + log.size(), log.unused()));
        }
        result = ReplayResultBuilder.builder()
                .base(db.map(_ -> directory.database().toString()))
                .from(from)
                .to(to)
                .applied(tally.part(Effect.APPLIED))
                .rejected(tally.part(Effect.REJECTED))
                .idle(tally.part(Effect.NONE))
                .maybe(maybe)
                .leftOut(leftOut)
                .unused(unused)
                .keys(Tally.changes(state.keys()))
                .maybeList(tally.maybeEntries())
                .uncertain(tally.uncertainEntries())
                .findings(findings)
                .build();
    }

    private Interest interest(ReplayLog log, int wanted) throws IOException {
        try (Work work = progress.begin(Stage.CHECK, directory.walDir().toString(), wanted)) {
            return Interest.of(log, wanted, work);
        }
    }

    /** The term of the last entry in the database; 0 if it is not known, because the index that goes with it is wrong. */
    private static long term(Optional<DatabaseFacts> db, RescueSource source) {
        return db.filter(facts -> facts.consistentIndex() == source.index()).map(DatabaseFacts::term).orElse(0L);
    }

    /** How many of the entries the log knows to be committed. */
    private static int committed(ReplayLog log, long applied) {
        long commit = log.commit();
        return Long.compareUnsigned(commit, applied) <= 0 ? 0 : (int) Math.min(commit - applied, log.size());
    }

    private Base base(Optional<DatabaseFacts> db, Interest interest) throws IOException {
        Optional<EtcdRelease> told = told(db, interest);
        ApplyRules rules = options.server().orElseGet(() -> new ApplyRules(told.orElse(EtcdRelease.DEFAULT)));
        told.filter(release -> rules.release().compareTo(release) < 0)
                .ifPresent(release -> findings.add(ReplayTexts.olderRelease(directory, rules.release(), release)));
        if (db.isEmpty()) {
            return Base.empty(rules);
        }
        ByteSource source = sources.keep(ByteSource.open(directory.database()));
        return BaseReader.read(source, sources.add(source), interest, rules, progress);
    }

    /** The oldest release that the server can have been, by what the database and the log tell; empty if they do not. */
    private static Optional<EtcdRelease> told(Optional<DatabaseFacts> db, Interest interest) {
        Optional<MinorVersion> stated = Stream.of(db.flatMap(DatabaseFacts::storageVersion),
                db.flatMap(DatabaseFacts::clusterVersion), interest.newestVersion())
                .flatMap(Optional::stream)
                .max(MinorVersion::compareTo);
        Optional<EtcdRelease> release = stated.map(version -> EtcdRelease.of(version).orElse(EtcdRelease.newest()));
        boolean hasTerm = db.filter(facts -> facts.term() != 0).isPresent();
        return hasTerm && release.filter(line -> new ApplyRules(line).storesTerm()).isEmpty()
                ? Optional.of(EtcdRelease.DEFAULT)
                : release;
    }

    private Point apply(ReplayLog log, int wanted, int committed, Point from) throws IOException {
        Applier applier = new Applier(state, sources);
        long index = from.index();
        long term = from.term();
        try (Work work = progress.begin(Stage.CHECK, directory.walDir().toString(), log.size())) {
            try {
                for (int i = 0; i < wanted; i++) {
                    ReplayEntry entry = log.entry(i);
                    tally.add(entry, applier.apply(entry), i >= committed);
                    index = entry.index();
                    term = entry.term();
                    work.advance(1);
                }
            } catch (UnreadableRequestException | ServerStopsException e) {
                findings.add(ReplayTexts.stopped(directory, index + 1, String.valueOf(e.getMessage()),
                        wanted - (index - from.index())));
            }
            for (int i = wanted; i < log.size(); i++) {
                tally.leaveOut(log.entry(i));
                work.advance(1);
            }
        }
        return new Point(index, term, state.keys().revision(), state.keys().compacted());
    }

    /** Whether the replay compacts at a revision that may be a deletion, and it is not known whether that stays. */
    private boolean isDeletionUndecided(long compacted) {
        return base.rules().keepsDeletionAtCompaction() == Since.UNKNOWN && compacted > base.compaction().finished()
                && (compacted <= base.last() || state.keys()
                        .added()
                        .stream()
                        .anyMatch(record -> record.main() == compacted && record.isDeletion()));
    }

    /** Writes into the bucket {@code meta} how far the database has come. */
    private void finish(Point to, boolean rebuilt) {
        Buckets buckets = state.buckets();
        ApplyRules rules = base.rules();
        buckets.putNumber(BucketName.META, "consistent_index", to.index());
        if (rules.storesTerm()) {
            if (to.term() != 0) {
                buckets.putNumber(BucketName.META, "term", to.term());
            }
            state.members().changedConfState().ifPresent(json -> buckets.put(BucketName.META, "confState", json));
        }
        byte[] compacted = new Revision(to.compacted(), 0).toKey();
        if (to.compacted() > base.compaction().scheduled()) {
            buckets.put(BucketName.META, Compaction.SCHEDULED_KEY, compacted);
        }
        if (to.compacted() > base.compaction().finished()) {
            buckets.put(BucketName.META, Compaction.FINISHED_KEY, compacted);
        }
        if (rebuilt && rules.storesStorageVersion()) {
            buckets.get(BucketName.CLUSTER, "clusterVersion")
                    .ifPresent(version -> buckets.put(BucketName.META, "storageVersion", version));
        }
    }

    /**
     * Writes the result as a snapshot, and inspects it. This is possible once.
     *
     * @param target   the file to write; its name and that of its manifest must be free
     * @param manifest the manifest that lies beside it
     * @throws IllegalStateException                      if nothing can be made of the directory
     * @throws IOException                                if the directory cannot be read or the file cannot be written;
     *                                                    nothing is left then
     * @throws java.util.concurrent.CancellationException if the progress is cancelled; nothing is left then
     */
    public RescuedSnapshot write(Path target, Function<RescuedSnapshot, String> manifest) throws IOException {
        if (result.isImpossible()) {
            throw new IllegalStateException("nothing can be made of " + directory.dataDir());
        }
        if (written) {
            throw new IllegalStateException("already written");
        }
        directory.checkOutside(target);
        written = true;
        try (SnapshotOutput output = new SnapshotOutput(target, base.inUse())) {
            ImageWriter.write(base, state, sources, Compacted.of(base, state, progress), output, progress);
            // The inspection needs memory of its own.
            forget();
            return RescuedSnapshot.of(target,
                    output.publish(file -> manifest.apply(RescuedSnapshot.of(target, file)), progress));
        }
    }

    private void forget() {
        base = Base.empty(base.rules());
        state = base.start(List.of());
    }

    @Override
    public void close() throws IOException {
        sources.close();
    }
}
