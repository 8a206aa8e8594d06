package org.etcdrecovery.core.report;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.etcdrecovery.core.cluster.prove.Proof;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment;
import org.etcdrecovery.core.cluster.save.SavedSnapshot;
import org.etcdrecovery.core.plan.ProblemCode;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.report.html.HtmlReport;
import org.etcdrecovery.core.report.json.RecoveryReportJson;
import org.etcdrecovery.core.rescue.RankedMember;
import org.etcdrecovery.core.restore.RestoreResult;
import org.etcdrecovery.core.snapshot.Inspection;

/**
 * Everything about one recovery, to be filed with the incident. A report can be made at any step: what has not been
 * done yet is empty. It holds no secret, because none of its parts does.
 *
 * @param program    what carried it out, with its version
 * @param goal       what the operator set out to do
 * @param started    when that began
 * @param ended      when the last of it was done
 * @param assessment whether the lost cluster had quorum, and why that is believed
 * @param checklist  what was to be done to keep the damage from growing
 * @param save       the snapshot that was taken
 * @param rescue     where the data came from when it came from a data directory
 * @param inspection what was found in the snapshot; empty when the plan was made earlier
 * @param consents   what the operator agreed to besides what the plan says, one sentence each
 * @param plan       what was to be done
 * @param result     what was done
 * @param commands   what was handed over to be run on the hosts of the members
 * @param proof      what the new cluster showed
 */
@RecordBuilder
@RecordBuilder.Options(emptyDefaultForOptional = true, useImmutableCollections = true)
public record RecoveryReport(String program, Goal goal, Instant started, Instant ended,
        Optional<QuorumAssessment> assessment, List<ChecklistItem> checklist, Optional<Save> save,
        Optional<Rescue> rescue, Optional<Inspection> inspection, List<String> consents, Optional<RestorePlan> plan,
        Optional<RestoreResult> result, List<HandedCommand> commands, Optional<Proof> proof) {
    /** Copies the lists. */
    public RecoveryReport {
        checklist = List.copyOf(checklist);
        consents = List.copyOf(consents);
        commands = List.copyOf(commands);
    }

    /** What somebody sets out to do. */
    public enum Goal {
        /** Bring a cluster back. */
        RECOVER("Recover a cluster"),
        /** Take a snapshot of a living one. */
        SAVE("Save a snapshot"),
        /** Look at a file. */
        INSPECT("Inspect a snapshot"),
        /** Make a snapshot from the data directory of a dead member. */
        RESCUE("Rescue a dead member");

        private final String title;

        Goal(String title) {
            this.title = title;
        }

        /** How it is called on a screen. */
        public String title() {
            return title;
        }
    }

    /**
     * Something to do before anything else.
     *
     * @param text  what, as a sentence
     * @param state what became of it
     */
    public record ChecklistItem(String text, State state) {
        /** What became of an item. */
        public enum State {
            DONE, SKIPPED,
            /** Neither ticked nor skipped. */
            OPEN
        }
    }

    /**
     * A snapshot that was taken.
     *
     * @param snapshot where it stands and what came with it
     * @param time     when it was complete
     * @param manifest the manifest beside it
     */
    public record Save(SavedSnapshot snapshot, Instant time, Optional<Path> manifest) {}

    /**
     * A data directory that served as the source.
     *
     * @param title what it is, in one line
     * @param facts what is known of it
     */
    public record Rescue(String title, List<Fact> facts) {
        /** Copies the list. */
        public Rescue {
            facts = List.copyOf(facts);
        }

        /** What is known of the directory that was taken. */
        public static Rescue of(RankedMember taken) {
            return RescueFacts.of(taken);
        }
    }

    /**
     * A line of a list.
     *
     * @param name  what it is
     * @param value what is known of it
     */
    public record Fact(String name, String value) {}

    /**
     * A command or a file that was shown to be used by hand.
     *
     * @param member for which member; empty when it is for all
     * @param title  what it does
     * @param text   the command or the file itself
     */
    public record HandedCommand(String member, String title, String text) {}

    /** A report of which nothing but the goal is known yet. */
    public static RecoveryReportBuilder builder(String program, Goal goal, Instant started) {
        return RecoveryReportBuilder.builder().program(program).goal(goal).started(started);
    }

    /** What the operator agreed to, one sentence each: what the plan says first. */
    public List<String> allConsents() {
        return Stream.concat(plan.stream().flatMap(RecoveryReport::consents), consents.stream()).toList();
    }

    private static Stream<String> consents(RestorePlan plan) {
        String codes = plan.accepted().stream().sorted().map(ProblemCode::text).collect(Collectors.joining(", "));
        return plan.skipHashCheck()
                ? Stream.of(
                        "The trailing SHA-256 of the snapshot is missing or wrong. The operator accepted the file as it"
                                + " is (" + codes + ").")
                : Stream.empty();
    }

    /** The report as text of several lines, ended. */
    public String toJson() {
        return RecoveryReportJson.print(this);
    }

    /** The report as one HTML file that needs nothing beside it; times are local ones with their offset. */
    public String toHtml() {
        return toHtml(ZoneId.systemDefault());
    }

    /** The same with the times of a zone. */
    public String toHtml(ZoneId zone) {
        return new HtmlReport(this, zone).print();
    }
}
