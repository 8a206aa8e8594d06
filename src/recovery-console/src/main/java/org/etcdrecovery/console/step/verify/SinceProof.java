package org.etcdrecovery.console.step.verify;

import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.etcdrecovery.console.deliver.DeliverySteps;
import org.etcdrecovery.console.live.Strangers;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.core.cluster.prove.Proof;
import org.etcdrecovery.core.report.RecoveryReport.Silence;

/** Which members went silent after the cluster was proven, by what they answer and by what their hosts say. */
final class SinceProof {
    private final Recovery recovery;
    private final Strangers strangers;
    private final DeliverySteps steps;
    private final Clock clock;
    /** The members that had ended when their hosts were last asked before the proof, which may have found them again. */
    private final Set<String> endedBefore = new HashSet<>();

    SinceProof(Recovery recovery, Strangers strangers, DeliverySteps steps, Clock clock) {
        this.recovery = recovery;
        this.strangers = strangers;
        this.steps = steps;
        this.clock = clock;
        recovery.execution().proof().subscribe(_ -> {
            endedBefore.clear();
            endedBefore.addAll(steps.ended());
        });
        steps.model().changes().subscribe(() -> endedBefore.retainAll(steps.ended()));
    }

    /** What that means for the cluster; empty if no member is known to be silent. */
    Optional<Lapse> lapse() {
        return recovery.execution().outgoing().get().flatMap(plan -> Lapse.of(plan, silences()));
    }

    /** The members that are silent since the proof. Of those that keep clients out, only their hosts can tell. */
    List<Silence> silences() {
        Optional<Proof> proof = recovery.execution().proof().get().filter(Proof::proven);
        if (proof.isEmpty()) {
            return List.of();
        }
        List<Silence> unanswering = unanswering(proof.get(), strangers.silent().get(),
                recovery.execution().delivered().get().quarantined());
        Stream<Silence> ended = steps.ended()
                .stream()
                .filter(name -> !endedBefore.contains(name)
                        && unanswering.stream().noneMatch(one -> one.member().equals(name)))
                .map(name -> new Silence(name, proof.get().time(), clock.instant()));
        return Stream.concat(unanswering.stream(), ended).toList();
    }

    /**
     * The members that did not answer when they were asked after the proof.
     *
     * @param silent the planned members that did not answer when they were last asked
     * @param quarantined the members that are not expected to answer there, because they keep clients out
     */
    static List<Silence> unanswering(Proof proof, List<Silence> silent, Collection<String> quarantined) {
        return silent.stream()
                .filter(one -> one.asked().isAfter(proof.time()) && !quarantined.contains(one.member()))
                .toList();
    }
}
