package org.etcdrecovery.core.rehearse;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.etcdrecovery.core.cluster.prove.Proof;
import org.etcdrecovery.core.cluster.prove.ProofCheck;
import org.etcdrecovery.core.cluster.prove.ProofCheck.Subject;
import org.etcdrecovery.core.rehearse.StageResult.Outcome;
import org.etcdrecovery.core.text.Counted;

/**
 * What a rehearsal found.
 *
 * @param started       when it began
 * @param etcd          the etcd that ran
 * @param members       how many members ran
 * @param planned       how many members the plan has
 * @param loginMissing  whether authentication is on and no login was given, so that only a part could be checked
 * @param stages        its stages in order; stages that a failure made impossible are missing
 * @param proof         the checks of the running cluster; empty if there were none
 * @param comparison    the comparison of the keys; empty if there was none
 * @param kept          where the directories were kept; empty if they were removed
 */
public record RehearsalResult(Instant started, EtcdProgram etcd, int members, int planned, boolean loginMissing,
        List<StageResult> stages, Optional<Proof> proof, Optional<KeyComparison> comparison, Optional<Path> kept) {
    private static final Set<RehearsalStage> RECOVERY = Set.of(RehearsalStage.WRITE, RehearsalStage.START,
            RehearsalStage.PROVE);

    public RehearsalResult {
        stages = List.copyOf(stages);
    }

    /** What a rehearsal says about its plan. */
    public enum Verdict {
        /** Everything that a rehearsal checks is as planned. */
        PROVEN,
        /** What could be checked is as planned; the rest needs a login. */
        PROVEN_IN_PART,
        /** Something is not as planned, or the members did not serve. */
        DISPROVED
    }

    /** What it says about the plan. */
    public Verdict verdict() {
        boolean failed = stages.stream()
                .filter(result -> result.stage() != RehearsalStage.SWEEP)
                .anyMatch(result -> result.outcome() == Outcome.FAILED);
        return failed ? Verdict.DISPROVED : loginMissing ? Verdict.PROVEN_IN_PART : Verdict.PROVEN;
    }

    /** Whether the members are stopped and nothing of it is left. */
    public boolean swept() {
        return kept.isEmpty() && stages.stream()
                .anyMatch(result -> result.stage() == RehearsalStage.SWEEP && result.outcome() == Outcome.PASSED);
    }

    /** How long it took from nothing to a proven cluster: to write, to start and to prove. */
    public Duration recoveryTime() {
        return stages.stream()
                .filter(result -> RECOVERY.contains(result.stage()))
                .map(StageResult::took)
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** The verdict in one sentence. */
    public String sentence() {
        String ran = Counted.of(members, "member");
        return switch (verdict()) {
            case PROVEN -> "etcd " + etcd.version() + " starts from this plan and serves every key: " + ran
                    + ", from nothing to proven in " + seconds(recoveryTime());
            case PROVEN_IN_PART ->
                "etcd " + etcd.version() + " starts from this plan, and its database holds every key: "
                        + ran + ", in " + seconds(recoveryTime()) + "; the rest needs a login";
            case DISPROVED -> failure().map(failed -> switch (failed.stage()) {
                case PROVE -> "A cluster started from this plan does not answer as planned: ";
                case SAVE -> "A cluster started from this plan does not hold what the plan says: ";
                default -> "";
            } + failed.seen()).orElseThrow();
        };
    }

    private Optional<StageResult> failure() {
        return stages.stream()
                .filter(result -> result.stage() != RehearsalStage.SWEEP && result.outcome() == Outcome.FAILED)
                .findFirst();
    }

    /** What to do now, a sentence or more each; empty unless it has disproved the plan. */
    public List<String> advice() {
        if (failure().isEmpty()) {
            return List.of();
        }
        StageResult failed = failure().get();
        boolean proving = failed.stage() == RehearsalStage.PROVE;
        if (proving && failedChecks().equals(Set.of(Subject.NO_ALARM))) {
            return List.of(
                    "The snapshot carries the alarm, and so does every cluster restored from it. Clear the alarms in"
                            + " the restored copies (--clear-alarms), or disarm them after the start. Where a member had run out of"
                            + " space, give more with --quota-backend-bytes.");
        }
        if (proving && failedChecks().equals(Set.of(Subject.CANARY))) {
            return List.of("Do not restore by this plan yet. The cluster answers reads as planned, but a test key could"
                    + " not be written and deleted; the check says what each member answered. If that is this host,"
                    + " such as a full disk, rehearse on another; if not, take another snapshot.");
        }
        if (proving && proof.isEmpty()) {
            return List.of(
                    "A restored cluster would refuse everyone. Take another snapshot; what “snapshot verify” says of"
                            + " its users shows what is wrong with this one.");
        }
        if (failed.stage() == RehearsalStage.START) {
            return List
                    .of("Do not restore by this plan yet. The last lines of etcd say what stopped it or what it waits"
                            + " for. If that is in the snapshot, as “snapshot verify” may tell, take another one; if it is this"
                            + " host, such as a limit or a full disk, rehearse on another.");
        }
        return List
                .of("Do not restore by this plan. Make it again from the snapshot, and rehearse it again; if that fails"
                        + " in the same way, keep the directories with --keep and take another snapshot.");
    }

    private Set<Subject> failedChecks() {
        return proof.stream()
                .flatMap(made -> made.checks().stream())
                .filter(check -> check.outcome() == ProofCheck.Outcome.FAILED)
                .map(ProofCheck::subject)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What it did not check, a sentence each; empty if it has disproved the plan. */
    public List<String> notProven() {
        if (verdict() == Verdict.DISPROVED) {
            return List.of();
        }
        List<String> open = new ArrayList<>();
        if (loginMissing) {
            open.add("Authentication is on: what members answer to a client was not checked. Give a user with the role"
                    + " root and the password.");
        }
        proof.stream()
                .flatMap(made -> made.checks().stream())
                .filter(check -> check.subject() == Subject.CANARY && check.outcome() == ProofCheck.Outcome.SKIPPED)
                .forEach(check -> open.add("Writes were not tried. " + check.remark()));
        if (members < planned) {
            open.add("Only one of " + planned + " members ran: replication between them was not checked. Rehearse all"
                    + " members for that.");
        }
        open.add(
                "It cannot check your production URLs, certificates, firewalls and disks: prove the new cluster once it"
                        + " has started.");
        return List.copyOf(open);
    }

    /** A duration as an operator reads it: {@code 0.2 s}, {@code 41 s}, {@code 2 min 5 s}. */
    public static String seconds(Duration took) {
        long tenths = (took.toMillis() + 50) / 100;
        if (tenths < 100) {
            return tenths / 10 + "." + tenths % 10 + " s";
        }
        long seconds = (took.toMillis() + 500) / 1000;
        return seconds < 120 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
    }
}
