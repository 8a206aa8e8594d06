package org.etcdrecovery.console.step.source;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.shell.Standing;
import org.etcdrecovery.console.shell.Standing.Primary;
import org.etcdrecovery.console.shell.StepState;
import org.etcdrecovery.console.step.source.cluster.SurvivorNames;
import org.etcdrecovery.console.step.source.directories.DirectoryRow;
import org.etcdrecovery.console.text.FileNames;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.cluster.quorum.MemberState;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment;
import org.etcdrecovery.core.files.ProcessLock;
import org.etcdrecovery.core.rescue.MemberDirectory;

/** How the step Source stands. */
final class SourceStanding {
    private static final Texts TEXTS = Texts.of("source");

    /** What the primary button does. */
    enum Action {
        CONNECT, CONTINUE
    }

    private SourceStanding() {}

    static Standing<Action> of(SourceFacts facts) {
        StepState state = switch (facts.source()) {
            case ENDPOINTS -> asked(facts);
            case FILE -> chosen(facts, facts.file().named());
            case DIRECTORY -> chosen(facts, facts.directories()
                    .chosen()
                    .flatMap(DirectoryRow::directory)
                    .map(MemberDirectory::database));
        };
        boolean passed = state == StepState.DONE || state == StepState.ATTENTION;
        return new Standing<>(passed && facts.undecided() != Decision.NONE ? StepState.TODO : state, caption(facts),
                primary(facts), facts.commands(), SourceHelp.of(facts.source(), facts.kind(), TEXTS));
    }

    private static Primary<Action> primary(SourceFacts facts) {
        return switch (facts.source()) {
            case ENDPOINTS -> endpoints(facts);
            case FILE -> proceed(facts, TEXTS.get("continue.inspect"), facts.file().reason());
            case DIRECTORY -> proceed(facts, facts.directories()
                    .chosen()
                    .map(row -> TEXTS.get("take", row.name()))
                    .orElse(TEXTS.get("continue.inspect")), directoryReason(facts));
        };
    }

    private static Primary<Action> endpoints(SourceFacts facts) {
        if (!facts.endpoints().current()) {
            return new Primary<>(TEXTS.get("connect"), Action.CONNECT,
                    facts.busy() ? TEXTS.get("asking") : facts.endpoints().reason());
        }
        boolean served = facts.endpoints().assessment().flatMap(QuorumAssessment::source).isPresent();
        return proceed(facts, TEXTS.get("continue.snapshot"), served ? "" : TEXTS.get("survivor.none"));
    }

    /** Continue; without another reason against it, a decision may still be needed. */
    private static Primary<Action> proceed(SourceFacts facts, String name, String reason) {
        if (!reason.isEmpty()) {
            return Primary.withhold(name, Action.CONTINUE, reason);
        }
        return switch (facts.undecided()) {
            case NONE -> Primary.offer(name, Action.CONTINUE);
            case PAST_QUORUM -> Primary.withhold(name, Action.CONTINUE, TEXTS.get("decide"));
            case UNSURE -> Primary.withhold(name, Action.CONTINUE, TEXTS.get("decide.check"));
        };
    }

    private static String directoryReason(SourceFacts facts) {
        Optional<DirectoryRow> chosen = facts.directories().chosen();
        if (facts.directories().count() == 0) {
            return TEXTS.get("directory.none.reason");
        }
        if (facts.busy()) {
            return TEXTS.get("reading");
        }
        if (chosen.isEmpty()) {
            return TEXTS.get("directory.choose");
        }
        boolean held = chosen.get()
                .directory()
                .filter(found -> found.lock().state() == ProcessLock.State.HELD)
                .isPresent();
        return held ? TEXTS.get("directory.running", chosen.get().name()) : "";
    }

    /** Done if the file that the run works on is the one shown here. */
    private static StepState chosen(SourceFacts facts, Optional<Path> shown) {
        if (facts.works().isEmpty()) {
            return StepState.TODO;
        }
        if (!shown.equals(facts.works().map(SnapshotChoice::file))) {
            return StepState.TODO_AGAIN;
        }
        return facts.works().get().lacks().isEmpty() ? StepState.DONE : StepState.ATTENTION;
    }

    private static StepState asked(SourceFacts facts) {
        SourceFacts.Endpoints endpoints = facts.endpoints();
        if (endpoints.assessment().isEmpty()) {
            if (facts.busy()) {
                return StepState.TODO;
            }
            if (endpoints.failed()) {
                return StepState.FAILED;
            }
            // After a restart the cluster may be gone, but the snapshot saved from it is still there.
            return facts.works().isPresent() ? StepState.ATTENTION : StepState.TODO;
        }
        return endpoints.current() ? stateOf(facts, endpoints.assessment().get()) : StepState.TODO_AGAIN;
    }

    private static StepState stateOf(SourceFacts facts, QuorumAssessment assessment) {
        if (assessment.source().isEmpty()) {
            return StepState.FAILED;
        }
        boolean saves = facts.kind() == RunKind.SAVE;
        return switch (assessment.verdict()) {
            case HEALTHY -> saves ? StepState.DONE : StepState.ATTENTION;
            case DEGRADED, UNKNOWN -> StepState.ATTENTION;
            case LOST -> !saves && facts.endpoints().dealtWith() ? StepState.DONE : StepState.ATTENTION;
        };
    }

    private static String caption(SourceFacts facts) {
        return switch (facts.source()) {
            case ENDPOINTS -> askedCaption(facts);
            case FILE -> facts.file().named().map(FileNames::of).orElse("");
            case DIRECTORY -> directoryCaption(facts);
        };
    }

    private static String directoryCaption(SourceFacts facts) {
        int count = facts.directories().count();
        if (facts.busy()) {
            return TEXTS.get("caption.reading");
        }
        return count == 0
                ? ""
                : facts.directories()
                        .chosen()
                        .map(row -> TEXTS.get("caption.directories", count, row.name()))
                        .orElse(TEXTS.get("caption.read", count));
    }

    private static String askedCaption(SourceFacts facts) {
        SourceFacts.Endpoints endpoints = facts.endpoints();
        if (endpoints.assessment().isEmpty()) {
            if (facts.busy()) {
                return TEXTS.get("caption.asking");
            }
            if (endpoints.failed()) {
                return TEXTS.get("caption.failed");
            }
            return facts.works().isPresent() ? TEXTS.get("caption.saved") : "";
        }
        return endpoints.current() ? caption(endpoints.assessment().get()) : TEXTS.get("caption.changed");
    }

    private static String caption(QuorumAssessment assessment) {
        return switch (assessment.verdict()) {
            case HEALTHY -> TEXTS.get("caption.HEALTHY", assessment.members().size());
            case DEGRADED -> TEXTS.get("caption.DEGRADED",
                    assessment.members().stream().filter(member -> member.state().works()).count(),
                    assessment.members().size());
            case LOST -> {
                List<MemberState> answering = assessment.members().stream().filter(SurvivorNames::serves).toList();
                yield answering.isEmpty()
                        ? TEXTS.get("caption.LOST.none")
                        : TEXTS.get("caption.LOST", SurvivorNames.of(answering, TEXTS), answering.size());
            }
            case UNKNOWN -> TEXTS.get("caption.UNKNOWN");
        };
    }
}
