package org.etcdrecovery.console.step.source.cluster;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.value.ObservableValue;
import org.etcdrecovery.console.recovery.ChecklistItem;
import org.etcdrecovery.console.recovery.ChecklistItem.State;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.cluster.quorum.MemberState;
import org.etcdrecovery.core.handover.OldMemberCommands;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.shell.Command;

/** What the operator does by hand after the loss of quorum, before the restore. */
public final class DamageModel {
    private final Texts texts = Texts.of("source");
    private final Recovery recovery;

    public DamageModel(Recovery recovery) {
        this.recovery = recovery;
    }

    /** Adds the items to the checklist, unless they are there. */
    public void begin() {
        recovery.oldCluster()
                .beginChecklist(List.of(ChecklistItem.START_AGAIN, ChecklistItem.STOP_WRITERS,
                        ChecklistItem.DISABLE_MEMBERS, ChecklistItem.COPY_DIRECTORIES)
                        .stream()
                        // The marks are for the screen; the report shows plain words.
                        .map(id -> ChecklistItem.open(id, texts.get("damage." + id).replace("**", "")))
                        .toList());
    }

    /** Removes the items from the checklist. */
    public void end() {
        recovery.oldCluster().endChecklist();
    }

    /** Whether each item is done or skipped. */
    public boolean isDealtWith() {
        return items().stream().noneMatch(item -> item.state() == State.OPEN);
    }

    /** What the operator has to do or to answer. */
    public List<ChecklistItem> items() {
        return recovery.oldCluster().checklist().get();
    }

    /** Whether an item is open, done or skipped. */
    ObservableValue<State> state(ChecklistItem item) {
        return recovery.oldCluster()
                .checklist()
                .map(items -> items.stream()
                        .filter(each -> each.id().equals(item.id()))
                        .findFirst()
                        .map(ChecklistItem::state)
                        .orElse(State.OPEN));
    }

    /** Records what the operator says about an item. */
    void answer(ChecklistItem item, State state) {
        recovery.oldCluster().answered(item.id(), state);
    }

    /** What to do, as marked text, with the names of the members if they are known. */
    public String words(ChecklistItem item) {
        String down = recovery.oldCluster()
                .assessment()
                .get()
                .map(assessment -> assessment.members()
                        .stream()
                        .filter(state -> !state.member().learner() && !state.state().runs())
                        .map(MemberState::member)
                        .map(Member::called)
                        .sorted()
                        .collect(Collectors.joining(", ")))
                .map(names -> names.replaceFirst(", ([^,]*)$", " " + texts.get("or") + " $1"))
                .orElse("");
        return item.id().equals(ChecklistItem.START_AGAIN) && !down.isEmpty()
                ? texts.get("damage." + item.id() + ".named", down)
                : texts.get("damage." + item.id());
    }

    /** The commands that do it on a host. */
    public List<Command> commands(ChecklistItem item) {
        return switch (item.id()) {
            case ChecklistItem.START_AGAIN ->
                Stream.of(OldMemberCommands.copyDataDirectory(), OldMemberCommands.startAgain())
                        .flatMap(List::stream)
                        .toList();
            case ChecklistItem.STOP_WRITERS -> OldMemberCommands.stopWriters();
            case ChecklistItem.DISABLE_MEMBERS -> OldMemberCommands.disable();
            case ChecklistItem.COPY_DIRECTORIES -> OldMemberCommands.copyDataDirectory();
            default -> List.of();
        };
    }
}
