package org.etcdrecovery.core.rescue.salvage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.bolt.Meta;
import org.etcdrecovery.core.bolt.Problem;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.rescue.SnapshotOutput;
import org.etcdrecovery.core.rescue.SnapshotOutput.ManifestText;
import org.etcdrecovery.core.snapshot.SnapshotFile;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.etcdrecovery.core.snapshot.TrailingHash.State;

/** Takes out of a damaged file what still reads. */
public final class Salvager {
    private Salvager() {}

    /**
     * Finds out what reads and what is lost, and writes nothing.
     *
     * @param opener opens the file, which may be packed
     *
     * @throws MalformedDataException                     if there is no meta page to begin with, or no keyspace behind
     *                                                    it
     * @throws IOException                                if the file cannot be read
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    public static SalvageReport survey(SnapshotOpener opener, SnapshotName name, Progress progress) throws IOException {
        try (SnapshotFile file = opener.open(name, progress)) {
            Choice choice = choose(file.source(), progress);
            return report(file, choice, progress);
        }
    }

    /**
     * Writes what reads as a new snapshot, with a SHA-256 of its own.
     *
     * @param report   the survey of the file
     * @param target   the new file, whose name must be free
     * @param accepted what the operator accepts
     * @param manifest the manifest that lies beside it
     * @return what was written
     * @throws IllegalArgumentException                   if a finding of the survey was not accepted
     * @throws ChangedFileException                       if the file no longer loses what the survey says
     * @throws IOException                                if it cannot be read or written; then there is no new file
     * @throws java.util.concurrent.CancellationException if the progress is cancelled; then there is no new file
     */
    public static SnapshotOutput.Written write(SalvageReport report, SnapshotOpener opener, SnapshotName name,
            Path target, Set<SalvageCode> accepted, ManifestText manifest, Progress progress) throws IOException {
        if (!report.open(accepted).isEmpty()) {
            throw new IllegalArgumentException("not accepted: " + report.open(accepted));
        }
        try (SnapshotFile file = opener.open(name, progress);
                SnapshotOutput output = new SnapshotOutput(target, report.inUse())) {
            List<BoltFile> views = BoltFile.openDamaged(file.source());
            BoltFile source = views.stream()
                    .filter(view -> view.meta().txid() == report.transaction())
                    .findFirst()
                    .orElseThrow(() -> new ChangedFileException(report.file()));
            Survey written = SalvagedImage.write(source, report, output, progress);
            Choice choice = new Choice(source.meta(), written, doubt(source, source.equals(views.getFirst())));
            if (!report(file, choice, progress).equals(report)) {
                throw new ChangedFileException(report.file());
            }
            return output.publish(manifest, progress);
        }
    }

    /** A state of the file, and what it loses. */
    private record Choice(Meta meta, Survey survey, Optional<Finding> doubt) {}

    private static Choice choose(ByteSource source, Progress progress) throws IOException {
        List<BoltFile> views = BoltFile.openDamaged(source);
        Choice best = null;
        for (BoltFile view : views) {
            if (best != null && (best.survey.isWhole() || view.meta().root() == best.meta.root())) {
                continue;
            }
            Survey survey = Survey.of(view, progress);
            if (best == null || survey.isBetterThan(best.survey)) {
                best = new Choice(view.meta(), survey, doubt(view, best == null));
            }
        }
        if (best == null || !best.survey.hasKeys()) {
            throw MalformedDataException.damaged(source.name(), 0, "a tree that leads to the bucket “key”",
                    "none that reads: this program takes only what a tree leads to, from either meta page. Pages without"
                            + " a tree were not searched for keys");
        }
        return best;
    }

    /** Why the state of a view may not be the newest that the file had. */
    private static Optional<Finding> doubt(BoltFile view, boolean first) {
        if (!first) {
            return Optional.of(SalvageTexts.earlierCommit(view.meta().txid()));
        }
        return view.metaProblems()
                .stream()
                .filter(problem -> problem.kind() == Problem.Kind.FORMAT)
                .findFirst()
                .map(_ -> SalvageTexts.metaLost(view.meta().txid()));
    }

    private static State hash(SnapshotFile file, Progress progress) throws IOException {
        try {
            return file.hashes(progress).trailingHash().state();
        } catch (IOException e) {
            if (!ByteSource.isDiskError(e)) {
                throw e;
            }
            // What the disk cannot read has no hash.
            return State.ABSENT;
        }
    }

    private static SalvageReport report(SnapshotFile file, Choice choice, Progress progress) throws IOException {
        Survey survey = choice.survey;
        List<Finding> findings = new ArrayList<>();
        choice.doubt.ifPresent(findings::add);
        if (!survey.lostRevisions().isEmpty()) {
            findings.add(SalvageTexts.revisions(survey.lostRevisions()));
        }
        if (survey.dropped() > 0) {
            findings.add(SalvageTexts.dropped(survey.dropped()));
        }
        if (!survey.lostPlaces().isEmpty()) {
            findings.add(SalvageTexts.records(survey.lostPlaces()));
        }
        if (!survey.missing().isEmpty()) {
            findings.add(SalvageTexts.buckets(survey.missing()));
        }
        if (survey.others() > 0) {
            findings.add(SalvageTexts.dropped(survey.others() == 1
                    ? "A bucket that etcd does not have is"
                    : survey.others() + " buckets that etcd does not have are"));
        }
        State hash = hash(file, progress);
        if (hash != State.RIGHT) {
            findings.add(SalvageTexts.unproven(hash == State.WRONG));
        }
        return new SalvageReport(file.shown(), file.size(), survey.inUse(), choice.meta.txid(), survey.records(),
                survey.lastRevision(),
                survey.lostRevisions(), findings);
    }
}
