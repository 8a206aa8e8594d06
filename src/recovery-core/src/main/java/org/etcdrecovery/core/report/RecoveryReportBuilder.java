package org.etcdrecovery.core.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.etcdrecovery.core.cluster.prove.Proof;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment;
import org.etcdrecovery.core.plan.ProblemCode;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.report.RecoveryReport.ChecklistItem;
import org.etcdrecovery.core.report.RecoveryReport.Goal;
import org.etcdrecovery.core.report.RecoveryReport.HandedCommand;
import org.etcdrecovery.core.report.RecoveryReport.Rescue;
import org.etcdrecovery.core.report.RecoveryReport.Save;
import org.etcdrecovery.core.restore.RestoreResult;
import org.etcdrecovery.core.snapshot.Inspection;

/** Collects the parts of a {@link RecoveryReport}, as far as the recovery has come. */
public final class RecoveryReportBuilder {
    private final String program;
    private final Goal goal;
    private final Instant started;
    private Optional<QuorumAssessment> assessment = Optional.empty();
    private List<ChecklistItem> checklist = List.of();
    private Optional<Save> save = Optional.empty();
    private Optional<Rescue> rescue = Optional.empty();
    private Optional<Inspection> inspection = Optional.empty();
    private List<String> consents = List.of();
    private Optional<RestorePlan> plan = Optional.empty();
    private Optional<RestoreResult> result = Optional.empty();
    private List<HandedCommand> commands = List.of();
    private Optional<Proof> proof = Optional.empty();

    RecoveryReportBuilder(String program, Goal goal, Instant started) {
        this.program = program;
        this.goal = goal;
        this.started = started;
    }

    /** Whether the lost cluster had quorum. */
    public RecoveryReportBuilder assessment(Optional<QuorumAssessment> value) {
        assessment = value;
        return this;
    }

    /** What was to be done to keep the damage from growing. */
    public RecoveryReportBuilder checklist(List<ChecklistItem> value) {
        checklist = value;
        return this;
    }

    /** The snapshot that was taken. */
    public RecoveryReportBuilder save(Optional<Save> value) {
        save = value;
        return this;
    }

    /** The data directory that the data came from. */
    public RecoveryReportBuilder rescue(Optional<Rescue> value) {
        rescue = value;
        return this;
    }

    /** What was found in the snapshot. */
    public RecoveryReportBuilder inspection(Optional<Inspection> value) {
        inspection = value;
        return this;
    }

    /** What the operator agreed to beside what the plan says, one sentence each. */
    public RecoveryReportBuilder consents(List<String> value) {
        consents = value;
        return this;
    }

    /** What was to be done. */
    public RecoveryReportBuilder plan(Optional<RestorePlan> value) {
        plan = value;
        return this;
    }

    /** What was done. */
    public RecoveryReportBuilder result(Optional<RestoreResult> value) {
        result = value;
        return this;
    }

    /** What was handed over to be run on the hosts. */
    public RecoveryReportBuilder commands(List<HandedCommand> value) {
        commands = value;
        return this;
    }

    /** What the new cluster showed. */
    public RecoveryReportBuilder proof(Optional<Proof> value) {
        proof = value;
        return this;
    }

    private static Stream<String> consents(RestorePlan accepted) {
        String codes = accepted.accepted()
                .stream()
                .sorted()
                .map(ProblemCode::text)
                .collect(Collectors.joining(", "));
        return accepted.skipHashCheck()
                ? Stream.of(
                        "The trailing SHA-256 of the snapshot is missing or wrong. The operator accepted the file as it"
                                + " is (" + codes + ").")
                : Stream.empty();
    }

    /**
     * The report.
     *
     * @param ended when the last of it was done
     */
    public RecoveryReport build(Instant ended) {
        return new RecoveryReport(program, goal, started, ended, assessment, checklist, save, rescue, inspection,
                Stream.concat(consents.stream(), plan.stream().flatMap(RecoveryReportBuilder::consents)).toList(), plan,
                result, commands, proof);
    }
}
