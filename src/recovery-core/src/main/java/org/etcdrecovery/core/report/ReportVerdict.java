package org.etcdrecovery.core.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.etcdrecovery.core.cluster.prove.Proof;
import org.etcdrecovery.core.cluster.prove.ProofCheck;
import org.etcdrecovery.core.cluster.prove.ProofCheck.Outcome;
import org.etcdrecovery.core.cluster.prove.ProofCheck.Subject;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.report.RecoveryReport.Delivery;
import org.etcdrecovery.core.report.RecoveryReport.Intruder;
import org.etcdrecovery.core.report.RecoveryReport.Silence;
import org.etcdrecovery.core.restore.RestoreResult;
import org.etcdrecovery.core.snapshot.Inspection;

/**
 * The conclusion of a report: how far the recovery got, and whether that is good.
 *
 * @param tone     how good it is
 * @param title    the verdict in a few words
 * @param sentence the evidence, and what remains to be done
 */
public record ReportVerdict(Tone tone, String title, String sentence) {
    /** Returns the verdict of the last step taken. */
    public static ReportVerdict of(RecoveryReport report) {
        return report.proof()
                .map(proof -> of(proof, report.strangers(), report.silences()))
                .or(() -> report.delivered().filter(found -> !found.members().isEmpty()).map(ReportVerdict::of))
                .or(() -> report.result().map(ReportVerdict::of))
                .or(() -> report.plan().map(plan -> of(plan, report.delivered().isPresent())))
                .or(() -> report.inspection().map(found -> of(found, report.save().isPresent())))
                .or(() -> report.save()
                        .map(save -> new ReportVerdict(Tone.GOOD, "Snapshot saved",
                                "It was received completely and its SHA-256 matches. It has not been inspected.")))
                .or(() -> report.rescue()
                        .map(rescue -> new ReportVerdict(Tone.OPEN, "Data directory read",
                                "Nothing has been restored from it.")))
                .or(() -> report.assessment().map(ReportVerdict::of))
                .orElse(new ReportVerdict(Tone.OPEN, "Nothing done yet", "No step of the recovery was finished."));
    }

    private static ReportVerdict of(Proof proof, List<Intruder> strangers, List<Silence> silences) {
        long failed = count(proof, Outcome.FAILED);
        long passed = count(proof, Outcome.PASSED);
        Optional<ProofCheck> leftOut = proof.checks()
                .stream()
                .filter(ProofCheck::isOpen)
                .findFirst();
        Optional<ProofCheck> unwritten = proof.checks()
                .stream()
                .filter(check -> check.subject() == Subject.CANARY && check.outcome() == Outcome.SKIPPED)
                .findFirst();
        long skipped = count(proof, Outcome.SKIPPED) - leftOut.stream().count() - unwritten.stream().count();
        if (failed > 0) {
            return new ReportVerdict(Tone.BAD, "Not proven: the running cluster differs from the plan",
                    failed + " of " + (passed + failed) + " checks failed. Do not let clients write until you know"
                            + " why.");
        }
        if (passed == 0) {
            return new ReportVerdict(Tone.CARE, "Not proven: nothing was checked", "No check could be completed.");
        }
        if (strangers.stream().anyMatch(Intruder::planned)) {
            return new ReportVerdict(Tone.CARE,
                    "The new cluster passed, but a member of another cluster may be running at its URLs",
                    "Let no client in yet: it could reach the other cluster and write there. Stop that member, then"
                            + " check again.");
        }
        String checks = ReportWords.count(passed, "check") + " passed, none failed"
                + (skipped == 0 ? "." : "; " + skipped + (skipped == 1 ? " was" : " were") + " not needed.")
                + unwritten.map(check -> " No write was tested: " + ReportWords.decapitalized(check.remark()))
                        .orElse("");
        if (!strangers.isEmpty()) {
            return new ReportVerdict(Tone.CARE, "Proven, but the old cluster still answers", checks + " Stop "
                    + strangers.stream().map(seen -> seen.stranger().called()).collect(Collectors.joining(", "))
                    + " before you let clients in: those that use it keep writing to the old cluster.");
        }
        if (!silences.isEmpty()) {
            return new ReportVerdict(Tone.CARE, "Proven at the time of the checks, but "
                    + silences.stream().map(Silence::member).collect(Collectors.joining(", "))
                    + (silences.size() == 1 ? " no longer answers" : " no longer answer"),
                    checks
                            + " When the members were asked again, "
                            + (silences.size() == 1 ? "that one" : "those") + " gave no answer. Find out why, then"
                            + " check again.");
        }
        if (leftOut.isPresent()) {
            return new ReportVerdict(Tone.CARE, "Proven, but for what was left out", checks + " Still open: "
                    + leftOut.get().expected() + ".");
        }
        return new ReportVerdict(Tone.GOOD, "Proven: the running cluster is the planned one", checks);
    }

    private static long count(Proof proof, Outcome outcome) {
        return proof.checks().stream().filter(check -> check.outcome() == outcome).count();
    }

    private static ReportVerdict of(RestoreResult result) {
        int written = result.members().size();
        return new ReportVerdict(Tone.CARE, "Restored, not yet proven",
                ReportWords.count(written, "data directory", "data directories")
                        + (written == 1 ? " is" : " are") + " in place"
                        + (result.readBack() ? ", read back and compared" : "")
                        + ". The running cluster has not been compared with the plan.");
    }

    private static ReportVerdict of(Delivery delivered) {
        int members = delivered.members().size();
        return new ReportVerdict(Tone.CARE, "Delivered, not yet proven",
                ReportWords.count(members, "member") + (members == 1
                        ? " is in place on its host"
                        : " are in place on"
                                + " their hosts")
                        + ". The running cluster has not been compared with the plan.");
    }

    private static ReportVerdict of(RestorePlan plan, boolean onHosts) {
        String planned = "A cluster of " + ReportWords.count(plan.members().size(), "member") + " is planned. ";
        return onHosts
                ? new ReportVerdict(Tone.OPEN, "Planned, not known to be in place",
                        planned + "Its data directories are written on the members’ hosts over SSH. None is known to"
                                + " be in place.")
                : new ReportVerdict(Tone.OPEN, "Planned, nothing written", planned + "No data directory was written.");
    }

    private static ReportVerdict of(Inspection inspection, boolean saved) {
        String begin = saved ? "Snapshot saved: " : "Snapshot inspected: ";
        return switch (inspection.verdict()) {
            case RESTORABLE -> new ReportVerdict(Tone.GOOD, begin + "restorable",
                    "All checks passed.");
            case RESTORABLE_WITH_CARE -> new ReportVerdict(Tone.CARE, begin + "restorable with care",
                    "A cluster can be restored from it. Read the findings first.");
            case DAMAGED -> new ReportVerdict(Tone.BAD, begin + "damaged",
                    "Its content contradicts itself. Use another copy.");
            case NOT_A_SNAPSHOT -> new ReportVerdict(Tone.BAD, begin + "not a snapshot", "The file is something else.");
        };
    }

    private static ReportVerdict of(QuorumAssessment assessment) {
        return switch (assessment.verdict()) {
            case HEALTHY -> new ReportVerdict(Tone.GOOD, "Cluster healthy", assessment.headline());
            case DEGRADED -> new ReportVerdict(Tone.CARE, "Quorum holds", assessment.headline());
            case LOST -> new ReportVerdict(Tone.BAD, "Quorum lost, nothing restored yet", assessment.headline());
            case UNKNOWN -> new ReportVerdict(Tone.CARE, "Quorum not known", assessment.headline());
        };
    }

    /** How good a verdict or a state is. Each tone always has the same sign and colour. */
    public enum Tone {
        GOOD("✔"), CARE("⚠"), BAD("✖"),
        /** Neither good nor bad. */
        OPEN("○");

        private final String sign;

        Tone(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }
    }
}
