package org.etcdrecovery.console.step.source;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.etcdrecovery.console.filing.Making;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.shell.StepState;
import org.etcdrecovery.console.shell.StepStatus;
import org.etcdrecovery.console.shell.StepStatus.Primary;
import org.etcdrecovery.console.step.source.cluster.SurvivorNames;
import org.etcdrecovery.console.step.source.directories.DirectoryRow;
import org.etcdrecovery.console.text.FileNames;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.cluster.quorum.MemberState;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment;
import org.etcdrecovery.core.snapshot.SnapshotName;

/** The status of the step Source. */
final class SourceStatus {
    private static final Texts TEXTS = Texts.of("source");

    /** What the primary button does. */
    enum Action {
        CONNECT, CONTINUE, LIST, FETCH, RESCUE, WRITE
    }

    private SourceStatus() {}

    static StepStatus<Action> of(SourceFacts facts) {
        StepState state = switch (facts.source()) {
            case ENDPOINTS -> asked(facts);
            case FILE -> status(facts, facts.file().named().map(Set::of).orElse(Set.of()));
            case STORE -> stored(facts);
            case DIRECTORY -> status(facts, origins(facts));
        };
        boolean passed = state == StepState.DONE || state == StepState.ATTENTION;
        return new StepStatus<>(passed && facts.undecided() != Decision.NONE ? StepState.TODO : state, caption(facts),
                primary(facts), facts.commands(), SourceHelp.of(facts.source(), facts.kind(), TEXTS));
    }

    private static Primary<Action> primary(SourceFacts facts) {
        return switch (facts.source()) {
            case ENDPOINTS -> endpoints(facts);
            case FILE -> proceed(facts, TEXTS.get("continue.inspect"), facts.file().reason());
            case STORE -> store(facts);
            case DIRECTORY -> directory(facts);
        };
    }

    private static Primary<Action> endpoints(SourceFacts facts) {
        if (!facts.endpoints().current()) {
            return new Primary<>(TEXTS.get("connect"), Action.CONNECT,
                    facts.busy() ? TEXTS.get("asking") : facts.endpoints().reason());
        }
        boolean served = facts.endpoints().assessment().flatMap(QuorumAssessment::source).isPresent();
        String without = TEXTS.get(facts.endpoints().fixable() ? "survivor.fix" : "survivor.none");
        return proceed(facts, TEXTS.get("continue.snapshot"), served ? "" : without);
    }

    /** Continue; without another reason against it, a decision may still be needed. */
    private static Primary<Action> proceed(SourceFacts facts, String name, String reason) {
        return proceed(facts, name, Action.CONTINUE, reason);
    }

    private static Primary<Action> proceed(SourceFacts facts, String name, Action action, String reason) {
        if (!reason.isEmpty()) {
            return Primary.withhold(name, action, reason);
        }
        return switch (facts.undecided()) {
            case NONE -> Primary.offer(name, action);
            case PAST_QUORUM -> Primary.withhold(name, action, TEXTS.get("decide"));
            case UNSURE -> Primary.withhold(name, action, TEXTS.get("decide.check"));
        };
    }

    private static Primary<Action> store(SourceFacts facts) {
        SourceFacts.Store store = facts.store();
        return switch (store.work()) {
            case LISTING -> Primary.withhold(TEXTS.get("store.list"), Action.LIST, TEXTS.get("store.listing"));
            case FETCHING ->
                Primary.withhold(TEXTS.get("store.fetch"), Action.FETCH, TEXTS.get("store.reason.fetching"));
            case NONE -> {
                if (!store.listed()) {
                    // A file that was chosen earlier is still there, whatever the list would say now.
                    yield facts.works().isPresent() && store.chosen().isEmpty()
                            ? proceed(facts, TEXTS.get("continue.inspect"), "")
                            : new Primary<>(TEXTS.get("store.list"), Action.LIST, store.reason());
                }
                if (store.chosen().isEmpty()) {
                    yield Primary.withhold(TEXTS.get("store.fetch"), Action.FETCH, store.reason().isEmpty()
                            ? TEXTS.get("store.reason.choose")
                            : store.reason());
                }
                yield store.here() || isWorkedOn(facts)
                        ? proceed(facts, TEXTS.get("continue.inspect"), store.useless())
                        : proceed(facts, TEXTS.get("store.fetch"), Action.FETCH, store.useless());
            }
        };
    }

    /** Whether the run works on the chosen snapshot, or on one of those in it. */
    static boolean isWorkedOn(SourceFacts facts) {
        return facts.store()
                .chosen()
                .filter(chosen -> facts.works()
                        .map(SnapshotChoice::name)
                        .filter(name -> name.address().isPresent()
                                ? name.address().equals(chosen.address())
                                : chosen.address().isEmpty() && name.file().equals(chosen.file()))
                        .isPresent())
                .isPresent();
    }

    private static Primary<Action> directory(SourceFacts facts) {
        Optional<DirectoryRow> chosen = facts.directories().chosen();
        String name = chosen.map(row -> TEXTS.get("rescue", row.name())).orElse(TEXTS.get("continue.inspect"));
        if (facts.directories().count() == 0) {
            return Primary.withhold(name, Action.RESCUE, TEXTS.get("directory.none.reason"));
        }
        return switch (facts.directories().rescue().phase()) {
            case CLOSED -> {
                if (facts.busy()) {
                    yield Primary.withhold(name, Action.RESCUE,
                            TEXTS.get(facts.directories().fetching() ? "fetching" : "reading"));
                }
                if (chosen.isEmpty()) {
                    yield Primary.withhold(name, Action.RESCUE, TEXTS.get("directory.choose"));
                }
                yield facts.works().map(SnapshotChoice::origin).filter(origins(facts)::contains).isPresent()
                        ? proceed(facts, TEXTS.get("continue.inspect"), "")
                        : Primary.offer(name, Action.RESCUE);
            }
            case READING -> Primary.withhold(name, Action.RESCUE, TEXTS.get("rescue.reason.reading"));
            case DECIDING -> new Primary<>(TEXTS.get("rescue.write"), Action.WRITE, decidingReason(facts));
            case WRITING -> Primary.withhold(TEXTS.get("rescue.write"), Action.WRITE,
                    TEXTS.get("rescue.reason.writing"));
        };
    }

    private static String decidingReason(SourceFacts facts) {
        SourceFacts.Rescue rescue = facts.directories().rescue();
        if (rescue.impossible()) {
            return TEXTS.get("rescue.reason.impossible");
        }
        return rescue.agreed() ? rescue.reason() : TEXTS.get("rescue.reason.agree");
    }

    /** What a file that comes from the selected directory is or was made of: its database, or all of it. */
    private static Set<Path> origins(SourceFacts facts) {
        return facts.directories()
                .chosen()
                .flatMap(DirectoryRow::directory)
                .map(found -> Set.of(found.database(), found.dataDir()))
                .orElse(Set.of());
    }

    /** Done if the file that the run works on is the one shown here, or was made of it. */
    private static StepState status(SourceFacts facts, Set<Path> shown) {
        if (facts.works().isEmpty()) {
            return StepState.TODO;
        }
        if (!shown.contains(facts.works().get().origin())) {
            return StepState.TODO_AGAIN;
        }
        return facts.works().get().lacks().isEmpty() ? StepState.DONE : StepState.ATTENTION;
    }

    private static StepState stored(SourceFacts facts) {
        if (facts.works().isEmpty()) {
            return StepState.TODO;
        }
        if (facts.store().chosen().isPresent() && !isWorkedOn(facts)) {
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
            case STORE -> switch (facts.store().work()) {
                case LISTING -> TEXTS.get("caption.listing");
                case FETCHING -> TEXTS.get("caption.downloading");
                case NONE -> facts.store()
                        .chosen()
                        .map(SnapshotName::file)
                        .or(() -> facts.works().map(SnapshotChoice::file))
                        .map(FileNames::of)
                        .orElse("");
            };
            case DIRECTORY -> directoryCaption(facts);
        };
    }

    private static String directoryCaption(SourceFacts facts) {
        int count = facts.directories().count();
        Making rescue = facts.directories().rescue().phase();
        if (rescue.isWorking()) {
            return TEXTS.get("caption.rescue." + rescue);
        }
        if (facts.busy()) {
            return TEXTS.get(facts.directories().fetching() ? "caption.fetching" : "caption.reading");
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
