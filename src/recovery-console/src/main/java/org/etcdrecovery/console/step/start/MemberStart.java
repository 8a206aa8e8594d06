package org.etcdrecovery.console.step.start;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.etcdrecovery.console.recovery.HandOverForm;
import org.etcdrecovery.console.run.Coalesced;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.handover.HandOver;
import org.etcdrecovery.core.handover.HandOverFiles.HandOverFile;
import org.etcdrecovery.core.handover.Placement;
import org.etcdrecovery.core.handover.StartForm;
import org.etcdrecovery.core.handover.StartGuide;
import org.etcdrecovery.core.handover.StartScript;
import org.etcdrecovery.core.plan.Owner;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.restore.ClosedDirectory;
import org.etcdrecovery.core.text.Shown;

/** How one restored member gets to its host and starts there, by what is known of that host. */
final class MemberStart implements MemberGuide {
    private final Texts texts = Texts.of("start");
    private final RestorePlan plan;
    private final PlannedMember member;
    private final StringProperty dataDir = new SimpleStringProperty("");
    private final StringProperty owner = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper ownerWarning = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<List<HandOver>> steps = new ReadOnlyObjectWrapper<>(List.of());
    private StartSurroundings surroundings = StartSurroundings.UNKNOWN;
    private Placement usual;
    /** The member whose steps stop what runs on the same host; empty if it is this one. */
    private Optional<String> stopping = Optional.empty();
    private final Coalesced refresh = new Coalesced(this::show);

    MemberStart(RestorePlan plan, PlannedMember member) {
        this.plan = plan;
        this.member = member;
        this.usual = Placement.asRestored(plan, member);
        settle(StartSurroundings.UNKNOWN);
        dataDir.subscribe(refresh::changed);
        owner.subscribe(refresh::changed);
    }

    @Override
    public String name() {
        return member.name();
    }

    @Override
    public ReadOnlyObjectProperty<List<HandOver>> steps() {
        return steps.getReadOnlyProperty();
    }

    /** The data directory on the member's host. */
    StringProperty dataDir() {
        return dataDir;
    }

    /** The owner of the files there, as {@code USER[:GROUP]}; empty to leave it unchanged. */
    StringProperty owner() {
        return owner;
    }

    /** What is wrong with the directory; empty if nothing is. */
    String dataDirProblem() {
        if (dataDir.get().isBlank()) {
            return texts.get("data.directory.empty");
        }
        if (Shown.hasHidden(dataDir.get().strip())) {
            return texts.get("data.directory.hidden");
        }
        // Not a Path: the directory is on another host, which may have another file system.
        return dataDir.get().strip().startsWith("/") ? "" : texts.get("data.directory.relative");
    }

    /** What is wrong with the owner; empty if nothing is. */
    String ownerProblem() {
        return owner.get().isBlank() || Owner.parse(owner.get()).isPresent() ? "" : texts.get("owner.wrong");
    }

    /** What speaks against the owner; empty if nothing does. */
    ReadOnlyStringProperty ownerWarning() {
        return ownerWarning.getReadOnlyProperty();
    }

    /** The data directory as typed; empty if it is the usual one. */
    Optional<String> typedDirectory() {
        return Optional.of(dataDir.get()).filter(typed -> !typed.equals(usual.dataDir()));
    }

    /** The owner as typed; empty if it is the usual one. */
    Optional<String> typedOwner() {
        return Optional.of(owner.get()).filter(typed -> !typed.equals(text(usual)));
    }

    /** Types again what was typed before a restart. */
    void refill(HandOverForm before) {
        Optional.ofNullable(before.directories().get(name())).ifPresent(dataDir::set);
        Optional.ofNullable(before.owners().get(name())).ifPresent(owner::set);
    }

    /** Its data directory on this host; empty if it runs on another one. */
    Optional<Path> localDirectory() {
        return Optional.of(place()).filter(Placement::here).map(place -> Path.of(place.dataDir()));
    }

    /** The owner of its files on this host; empty if it runs on another one, or none is set. */
    Optional<Owner> localOwner() {
        return Optional.of(place()).filter(Placement::here).flatMap(Placement::owner);
    }

    /** What identifies its host among those of the others. */
    String host() {
        return usual.here() ? "" : usual.host();
    }

    /** Where its data may be: as restored, and on its host. */
    Stream<Path> directories() {
        return Stream.concat(member.dataDir().stream(), Stream.of(Path.of(place().dataDir())));
    }

    /** Adapts to another form of start or to new facts. Typed values stay. */
    void settle(StartSurroundings now) {
        settle(now, stopping);
    }

    /**
     * As {@link #settle(StartSurroundings)}.
     *
     * @param by the member whose steps stop what runs on the same host; empty if it is this one
     */
    void settle(StartSurroundings now, Optional<String> by) {
        Placement before = usual;
        stopping = by;
        boolean first = steps.get().isEmpty();
        surroundings = now;
        usual = Placement.usual(plan, member, now.form(), now.thisHost());
        refresh.together(() -> {
            if (first || dataDir.get().equals(before.dataDir())) {
                dataDir.set(usual.dataDir());
            }
            if (first || owner.get().equals(text(before))) {
                owner.set(text(usual));
            }
            refresh.changed();
        });
    }

    private static String text(Placement place) {
        return place.owner().map(Owner::toString).orElse("");
    }

    private void show() {
        Placement place = place();
        ownerWarning.set(localOwner().flatMap(surroundings.unknown())
                .map(name -> texts.get("owner.unknown", name))
                .orElse(""));
        List<HandOver> guide = new ArrayList<>(StartGuide.of(plan, member, place, surroundings.form()));
        guide.set(0, StopStep.of(guide.getFirst(), place, stopping, surroundings));
        keptOut(place)
                .ifPresent(warning -> guide.replaceAll(step -> isOfOwner(step, place) ? warned(step, warning) : step));
        // The page keeps its focus as long as nothing changes.
        if (!guide.equals(steps.get())) {
            steps.set(List.copyOf(guide));
        }
    }

    /** Why the owner cannot reach the data directory on this host; empty if nothing is known to keep it out. */
    private Optional<String> keptOut(Placement place) {
        List<ClosedDirectory> closed = place.here()
                ? surroundings.closed().getOrDefault(Path.of(place.dataDir()), List.of())
                : List.of();
        return place.owner()
                .flatMap(who -> closed.stream()
                        .filter(directory -> directory.keepsOut(who))
                        .findFirst()
                        .map(directory -> texts.get("owner.closed", who.user(), directory.path(), directory.owner(),
                                directory.open().text())));
    }

    /** The step that gives the directories to their owner. */
    private static boolean isOfOwner(HandOver step, Placement place) {
        return place.owner().isPresent()
                && step.commands().stream().anyMatch(command -> command.text().contains("chown -R "));
    }

    private static HandOver warned(HandOver step, String warning) {
        return new HandOver(step.number(), step.title(), step.commands(), (warning + " " + step.note()).strip());
    }

    /** Whether the first step has no command yet, because what runs there may hold writes that exist nowhere else. */
    boolean isLocked() {
        return !surroundings.unsaved().isEmpty();
    }

    private Placement place() {
        boolean usable = !dataDir.get().isBlank() && dataDirProblem().isEmpty();
        String directory = usable ? dataDir.get().strip() : usual.dataDir();
        Optional<Owner> who = ownerProblem().isEmpty() ? Owner.parse(owner.get()) : usual.owner();
        return usual.withDataDir(directory).withOwner(who);
    }

    /**
     * The file to save for the host: a script if a command starts the member, otherwise the steps to read and follow.
     */
    HandOverFile file() {
        String name = StartScript.fileName(member);
        return surroundings.form() == StartForm.COMMAND
                ? new HandOverFile(name, StartScript.of(plan, member, place()).text(), true)
                : new HandOverFile(name.replaceFirst("\\.sh$", ".txt"), text(), false);
    }
}
