package org.etcdrecovery.console.recovery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.console.recovery.Restored;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.cluster.prove.ProofCheck.Outcome;
import org.etcdrecovery.core.cluster.prove.ProofCheck.Subject;
import org.etcdrecovery.core.cluster.save.Manifest;
import org.etcdrecovery.core.cluster.save.SavedSnapshot;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.report.RecoveryReport;
import org.etcdrecovery.core.report.RecoveryReport.DeliveredMember;
import org.etcdrecovery.core.report.RecoveryReport.Delivery;
import org.etcdrecovery.core.report.RecoveryReport.Goal;
import org.etcdrecovery.core.report.RecoveryReport.Incident;
import org.etcdrecovery.core.report.RecoveryReport.Intruder;
import org.etcdrecovery.core.report.RecoveryReport.Moment;
import org.etcdrecovery.core.report.RecoveryReport.Rescue;
import org.etcdrecovery.core.report.RecoveryReport.Save;
import org.etcdrecovery.core.report.RecoveryReport.Silence;
import org.etcdrecovery.core.rescue.RankedMember;
import org.etcdrecovery.core.text.ProgramVersion;

/** Turns the state of a run into a report. */
public final class RecoveryEvidence {

    private final Recovery recovery;
    private final Texts texts = Texts.of("verify");

    private RecoveryEvidence(Recovery recovery) {
        this.recovery = recovery;
    }

    /**
     * Reports on a run at this time.
     *
     * @param incident  what the operator noted; empty if nothing was
     * @param strangers the members of other clusters that may be running at the planned URLs
     * @param silences  the members of the proven cluster that no longer answer
     */
    public static RecoveryReport at(Instant time, Recovery recovery, Optional<Incident> incident,
            List<Intruder> strangers, List<Silence> silences) {
        return new RecoveryEvidence(recovery).report(time, incident, strangers, silences);
    }

    private List<Moment> times() {
        List<Moment> times = new ArrayList<>(List.of(new Moment(texts.get("time.started"), recovery.started())));
        recovery.snapshot()
                .get()
                .flatMap(SnapshotChoice::taken)
                .ifPresent(time -> times.add(new Moment(texts.get("time.saved"), time)));
        recovery.execution()
                .rehearsal()
                .get()
                .ifPresent(result -> times.add(new Moment(texts.get("time.rehearsed"), result.started())));
        recovery.execution().restored().get().ifPresent(done -> {
            times.add(new Moment(texts.get("time.writing"), done.started()));
            times.add(new Moment(texts.get("time.written"), done.ended()));
        });
        recovery.execution()
                .leftToHosts()
                .get()
                .ifPresent(left -> times.add(new Moment(texts.get("time.entrusted"), left.decidedAt())));
        recovery.timeline()
                .events()
                .forEach(event -> times.add(new Moment(words(event), event.time())));
        times.sort(Comparator.comparing(Moment::time));
        return times;
    }

    private String words(Timeline.Event event) {
        String what = texts.get("time." + event.what());
        return event.note().isEmpty() ? what : texts.get("time.noted", what, event.note());
    }

    private RecoveryReport report(Instant time, Optional<Incident> incident, List<Intruder> strangers,
            List<Silence> silences) {
        Optional<Restored> restored = recovery.execution().restored().get();
        OriginEvidence origin = origin();
        return RecoveryReport.builder(program(), goal(), recovery.started())
                .assessment(origin.quorum())
                .checklist(recovery.oldCluster().checklist().get().stream().map(RecoveryEvidence::item).toList())
                .save(origin.saved().map(saved -> save(saved, time)))
                .rescue(origin.rescue())
                .inspection(recovery.inspection().get())
                .loss(recovery.loss())
                .consents(consents())
                .plan(plan())
                .rehearsal(recovery.execution().rehearsal().get())
                .result(restored.map(Restored::result))
                .delivered(delivered())
                .commands(recovery.execution().handedOver().get())
                .proof(recovery.execution().proof().get())
                .strangers(strangers)
                .silences(silences)
                .incident(incident)
                .times(times())
                .ended(time)
                .build();
    }

    private String program() {
        return texts.get("report.program", ProgramVersion.of(RecoveryEvidence.class));
    }

    private Goal goal() {
        return switch (recovery.kind()) {
            case RECOVER -> Goal.RECOVER;
            case SAVE -> Goal.SAVE;
            case INSPECT -> Goal.INSPECT;
            case RESCUE -> Goal.RESCUE;
        };
    }

    private Optional<MadeFrom> made() {
        return recovery.snapshot().get().flatMap(SnapshotChoice::made);
    }

    /** What a report needs of the old cluster and of the origin of the file, to be saved with the run. */
    public static Optional<OriginEvidence> origin(Recovery recovery) {
        return Optional.of(new RecoveryEvidence(recovery).origin()).filter(known -> !known.equals(OriginEvidence.NONE));
    }

    private OriginEvidence origin() {
        OriginEvidence known = recovery.evidence();
        return new OriginEvidence(known.quorum(), known.rollback(), known.saved(),
                recovery.rescued().get().map(this::rescue).or(known::rescue));
    }

    private Rescue rescue(RankedMember member) {
        return made().filter(made -> made.way() == MadeFrom.Way.RESCUE)
                .map(made -> Rescue.of(member, made.words()))
                .orElseGet(() -> Rescue.of(member));
    }

    private Optional<RestorePlan> plan() {
        return recovery.execution().outgoing().get().or(recovery::acceptedPlan);
    }

    /** What is known of the hosts, if members are there or the plan is left to the delivery. */
    private Optional<Delivery> delivered() {
        Delivered known = recovery.execution().delivered().get();
        boolean left = recovery.execution().leftToHosts().get().isPresent();
        return Optional.of(new Delivery(left, known.members()
                .stream()
                .map(name -> new DeliveredMember(name, known.places().getOrDefault(name, ""),
                        known.quarantined().contains(name)))
                .toList())).filter(delivery -> left || !delivery.members().isEmpty());
    }

    private Save save(SavedSnapshot saved, Instant now) {
        Instant taken = recovery.snapshot().get().flatMap(SnapshotChoice::taken).orElse(now);
        return new Save(saved, taken, Optional.of(Manifest.pathFor(saved.file())));
    }

    private static RecoveryReport.ChecklistItem item(ChecklistItem item) {
        return new RecoveryReport.ChecklistItem(item.text(), switch (item.state()) {
            case OPEN -> RecoveryReport.ChecklistItem.State.OPEN;
            case DONE -> RecoveryReport.ChecklistItem.State.DONE;
            case SKIPPED -> RecoveryReport.ChecklistItem.State.SKIPPED;
        });
    }

    private List<String> consents() {
        List<String> consents = new ArrayList<>();
        if (recovery.evidence().rollback()) {
            consents.add(texts.get("consent.rollback"));
        }
        recovery.execution()
                .proof()
                .get()
                .stream()
                .flatMap(proof -> proof.checks().stream())
                .filter(check -> check.subject() == Subject.CANARY && check.outcome() != Outcome.SKIPPED)
                .forEach(check -> consents.add(
                        texts.get(check.outcome() == Outcome.PASSED ? "consent.canary" : "consent.canary.failed")));
        if (recovery.execution().restored().get().filter(Restored::rehearsalFailed).isPresent()) {
            consents.add(texts.get("consent.disproved"));
        }
        if (recovery.execution().leftToHosts().get().filter(DeliveredPlan::rehearsalFailed).isPresent()) {
            consents.add(texts.get("consent.entrusted"));
        }
        recovery.execution()
                .delivered()
                .get()
                .without()
                .forEach(name -> consents.add(texts.get("consent.without", name)));
        made().ifPresent(made -> made.accepted()
                .forEach(words -> consents.add(
                        texts.get("consent." + made.way(), made.from().toString(), words))));
        return consents;
    }
}
