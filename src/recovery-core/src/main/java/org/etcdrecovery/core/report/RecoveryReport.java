package org.etcdrecovery.core.report;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.etcdrecovery.core.cluster.prove.Proof;
import org.etcdrecovery.core.cluster.prove.Stranger;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment;
import org.etcdrecovery.core.cluster.save.SavedSnapshot;
import org.etcdrecovery.core.plan.ProblemCode;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.rehearse.RehearsalResult;
import org.etcdrecovery.core.rescue.RankedMember;
import org.etcdrecovery.core.restore.RestoreResult;
import org.etcdrecovery.core.snapshot.Inspection;

/**
 * Everything about one recovery, for the incident file. A report can be made at any step; what has not been done yet is
 * empty. It holds no secrets, because none of its parts does.
 *
 * @param program    the program and its version
 * @param goal       what the operator set out to do
 * @param started    when the recovery began
 * @param ended      when its last step ended
 * @param assessment whether the lost cluster had quorum, with the evidence
 * @param checklist  the steps that keep the damage from growing
 * @param save       the saved snapshot
 * @param rescue     the data directory that the data came from, if any
 * @param inspection what was found in the snapshot; empty if the plan was made earlier
 * @param loss       what restoring the snapshot loses; empty unless the operator compared it with another file
 * @param consents   what the operator agreed to besides the consents in the plan, one sentence each
 * @param plan       the plan
 * @param rehearsal  the last rehearsal of the plan
 * @param result     what the restore wrote on this machine
 * @param delivered  what was delivered to the hosts of the members; empty if nothing was, nor is to be
 * @param commands   the commands to run on the members' hosts
 * @param proof      the checks of the running new cluster
 * @param strangers  the members of other clusters that answered at the planned URLs or where the old cluster was asked,
 *                   and are not known to be gone
 * @param silences   the members of the proven cluster that did not answer when they were last asked
 * @param incident   what the operator noted for the incident file
 * @param times      when what was done, in order
 */
@RecordBuilder
@RecordBuilder.Options(emptyDefaultForOptional = true, useImmutableCollections = true)
public record RecoveryReport(String program, Goal goal, Instant started, Instant ended,
        Optional<QuorumAssessment> assessment, List<ChecklistItem> checklist, Optional<Save> save,
        Optional<Rescue> rescue, Optional<Inspection> inspection, Optional<RestoreLoss> loss,
        List<String> consents, Optional<RestorePlan> plan,
        Optional<RehearsalResult> rehearsal, Optional<RestoreResult> result, Optional<Delivery> delivered,
        List<HandedCommand> commands,
        Optional<Proof> proof, List<Intruder> strangers, List<Silence> silences,
        Optional<Incident> incident, List<Moment> times) {
    /** Copies the lists. */
    public RecoveryReport {
        checklist = List.copyOf(checklist);
        consents = List.copyOf(consents);
        commands = List.copyOf(commands);
        strangers = List.copyOf(strangers);
        silences = List.copyOf(silences);
        times = List.copyOf(times);
    }

    /**
     * What the operator noted. Each part may be empty.
     *
     * @param number   the number of the incident
     * @param operator who did the recovery
     * @param notes    anything else
     */
    public record Incident(String number, String operator, String notes) {}

    /**
     * When something was done.
     *
     * @param what what was done, in a few words
     * @param time when
     */
    public record Moment(String what, Instant time) {}

    /**
     * A member of another cluster that still answers.
     *
     * @param stranger the member
     * @param last     when it last answered
     * @param planned  whether at a planned URL; otherwise where the old cluster was asked
     */
    public record Intruder(Stranger stranger, Instant last, boolean planned) {}

    /**
     * A member of the proven cluster that no longer answers.
     *
     * @param member its name
     * @param last   when it last answered
     * @param asked  when it was last asked in vain
     */
    public record Silence(String member, Instant last, Instant asked) {}

    /** What the operator sets out to do. */
    public enum Goal {
        /** Bring a cluster back. */
        RECOVER("Recover a cluster"),
        /** Save a snapshot of a running cluster. */
        SAVE("Save a snapshot"),
        /** Inspect a snapshot. */
        INSPECT("Inspect a snapshot"),
        /** Recover from the data directory of a dead member. */
        RESCUE("Rescue a dead member");

        private final String title;

        Goal(String title) {
            this.title = title;
        }

        /** The goal as shown to people. */
        public String title() {
            return title;
        }
    }

    /**
     * A step to take before anything else.
     *
     * @param text  the step, as a sentence
     * @param state whether it was done
     */
    public record ChecklistItem(String text, State state) {
        /** Whether an item was done. */
        public enum State {
            DONE, SKIPPED,
            /** Neither ticked nor skipped. */
            OPEN
        }
    }

    /**
     * A saved snapshot.
     *
     * @param snapshot the file, and what is known about its source
     * @param time     when it was complete
     * @param manifest its manifest, in the same directory
     */
    public record Save(SavedSnapshot snapshot, Instant time, Optional<Path> manifest) {}

    /**
     * The data directory that served as the source.
     *
     * @param title what it is, in one line
     * @param facts the facts about it
     */
    public record Rescue(String title, List<Fact> facts) {
        /** Copies the list. */
        public Rescue {
            facts = List.copyOf(facts);
        }

        /** Collects the facts about the directory whose database was used as it is. */
        public static Rescue of(RankedMember taken) {
            return RescueFacts.of(taken, Optional.empty());
        }

        /**
         * Collects the facts about the directory that a snapshot was made from.
         *
         * @param applied what its log added, in words
         */
        public static Rescue of(RankedMember taken, String applied) {
            return RescueFacts.of(taken, Optional.of(applied));
        }
    }

    /**
     * A named fact.
     *
     * @param name  what it is
     * @param value its value in words
     */
    public record Fact(String name, String value) {}

    /**
     * A command or a file that was shown to the operator to use by hand.
     *
     * @param member the member it is for; empty if it is for all
     * @param title  what it does
     * @param text   the command or the file itself
     */
    public record HandedCommand(String member, String title, String text) {}

    /**
     * What was brought to the hosts of the members over SSH.
     *
     * @param only    whether the data directories are written there and none on this machine
     * @param members the members that are in place, as far as their hosts were asked
     */
    public record Delivery(boolean only, List<DeliveredMember> members) {
        /** Copies the list. */
        public Delivery {
            members = List.copyOf(members);
        }
    }

    /**
     * A member that is in place on its host.
     *
     * @param name  its name
     * @param place its host and data directory there, as {@code ssh://HOST/DIR}
     * @param kept  whether it lets no clients in yet
     */
    public record DeliveredMember(String name, String place, boolean kept) {}

    /** A builder for a report with nothing but the goal yet. */
    public static RecoveryReportBuilder builder(String program, Goal goal, Instant started) {
        return RecoveryReportBuilder.builder().program(program).goal(goal).started(started);
    }

    /** Everything the operator agreed to, one sentence each: the consents in the plan first. */
    public List<String> allConsents() {
        return Stream.concat(plan.stream().flatMap(RecoveryReport::consents), consents.stream()).toList();
    }

    private static Stream<String> consents(RestorePlan plan) {
        String codes = plan.accepted().stream().sorted().map(ProblemCode::text).collect(Collectors.joining(", "));
        return plan.skipHashCheck()
                ? Stream.of(
                        "The trailing SHA-256 of the snapshot is missing or wrong. The operator accepted the file as"
                                + " it is (" + codes + ").")
                : Stream.empty();
    }
}
