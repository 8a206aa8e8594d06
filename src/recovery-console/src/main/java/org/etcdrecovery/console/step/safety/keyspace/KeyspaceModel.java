package org.etcdrecovery.console.step.safety.keyspace;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.etcdrecovery.console.recovery.KeyspaceForm;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.text.Amounts;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.edit.EditedKeyspace;
import org.etcdrecovery.core.edit.KeyspaceEdit;
import org.etcdrecovery.core.edit.KeyspaceSurvey;
import org.etcdrecovery.core.edit.LeaseChoice;
import org.etcdrecovery.core.keyspace.LeaseId;
import org.etcdrecovery.core.plan.PlanResult;
import org.etcdrecovery.core.plan.Problem;
import org.etcdrecovery.core.plan.Problem.Field;
import org.etcdrecovery.core.plan.ProblemCode;
import org.etcdrecovery.core.snapshot.SnapshotFacts;
import org.etcdrecovery.core.snapshot.SnapshotFile;
import org.etcdrecovery.core.snapshot.SnapshotName;

/**
 * What to change in keys and leases. The snapshot is surveyed in the background after each decision; the request gets the
 * decision together with what it means for this snapshot.
 */
public final class KeyspaceModel {
    private static final Set<Field> OURS = Set.of(Field.AS_OF, Field.LEASES);

    private final Recovery recovery;
    private final StepTools tools;
    private final Activity activity = new Activity();
    private final ReadOnlyObjectWrapper<KeyspaceEdit> edit = new ReadOnlyObjectWrapper<>(KeyspaceEdit.NONE);
    private final ReadOnlyStringWrapper revision = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Optional<EditedKeyspace>> surveyed = new ReadOnlyObjectWrapper<>(
            Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Failed>> failed = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<SnapshotName> file = Optional.empty();
    private boolean wanted;
    /** Counts the decisions: a survey that was begun for an earlier one says nothing about this one. */
    private int decision;

    /**
     * @param recovery the state of the run
     * @param tools    the services that steps use
     */
    public KeyspaceModel(Recovery recovery, StepTools tools) {
        this.recovery = recovery;
        this.tools = tools;
        edit.subscribe(now -> showRevision(now.asOf()));
    }

    /** Shows the revision that is decided, but leaves what is being typed as it is. */
    private void showRevision(OptionalLong decided) {
        problem.set("");
        if (decided.isEmpty()) {
            revision.set("");
        } else if (!Amounts.parse(revision.get()).equals(decided)) {
            revision.set(Quantities.number(decided.getAsLong()));
        }
    }

    /** What is decided. */
    public ReadOnlyObjectProperty<KeyspaceEdit> edit() {
        return edit.getReadOnlyProperty();
    }

    /** The revision to go back to, as typed. */
    ReadOnlyStringProperty revision() {
        return revision.getReadOnlyProperty();
    }

    /** Why what is typed is no revision to go back to; empty otherwise. */
    public ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    /** What that means for the snapshot; empty while unknown. */
    public ReadOnlyObjectProperty<Optional<EditedKeyspace>> surveyed() {
        return surveyed.getReadOnlyProperty();
    }

    /** Why the snapshot could not be surveyed; empty otherwise. */
    public ReadOnlyObjectProperty<Optional<Failed>> failed() {
        return failed.getReadOnlyProperty();
    }

    /** Whether something is decided of which the meaning is not known yet. */
    public boolean isPending() {
        return !edit.get().isNone() && surveyed.get().isEmpty();
    }

    /** The first revision that the snapshot can go back to. */
    long oldest() {
        return recovery.facts().map(facts -> Math.max(facts.revisions().compacted(), 1)).orElse(1L);
    }

    /** Whether older revisions were compacted, so that the oldest here is not the first of all. */
    boolean isCompacted() {
        return recovery.facts().filter(facts -> facts.revisions().compacted() > 0).isPresent();
    }

    /** The current revision of the snapshot. */
    long newest() {
        return recovery.facts().map(facts -> facts.revisions().current()).orElse(1L);
    }

    /** Decides anew for another snapshot, and surveys the one that decisions from before a restart are for. */
    public void follow() {
        Optional<SnapshotName> now = recovery.facts().map(SnapshotFacts::name);
        if (now.isEmpty()) {
            // The file may be another one when it is read again.
            decision++;
            surveyed.set(Optional.empty());
            failed.set(Optional.empty());
        } else if (!now.equals(file)) {
            if (file.isPresent()) {
                edit.set(KeyspaceEdit.NONE);
            }
            file = now;
            changed();
        } else if (surveyed.get().isEmpty() && !activity.isRunning()) {
            changed();
        }
    }

    /** Lists the leases, although nothing is decided yet. */
    void look() {
        wanted = true;
        if (surveyed.get().isEmpty() && !activity.isRunning()) {
            survey();
        }
    }

    /** Drops all leases, or keeps them. */
    public void drop(boolean all) {
        decide(edit.get().withLeases(new LeaseChoice(all, Set.of())));
    }

    /** Drops one lease, or keeps it. */
    void drop(LeaseId lease, boolean dropped) {
        decide(edit.get().withLeases(edit.get().leases().with(lease, dropped)));
    }

    /**
     * Goes back to a revision, within what the snapshot holds; empty to stay at the last one. What is to become of keys
     * without a lease is decided only for going back, and is forgotten with it.
     */
    public void goTo(OptionalLong revision) {
        KeyspaceEdit now = edit.get();
        decide(revision.isEmpty()
                ? new KeyspaceEdit(revision, now.leases(), now.leaseTtl(), false)
                : now.withAsOf(OptionalLong.of(Math.clamp(revision.getAsLong(), oldest(), newest()))));
    }

    /** Takes what is typed, if the keyspace goes back. A revision that the snapshot does not hold decides nothing. */
    public void type(String text) {
        if (edit.get().asOf().isEmpty()) {
            return;
        }
        revision.set(text);
        OptionalLong number = Amounts.parse(text);
        if (number.isPresent() && number.getAsLong() >= oldest() && number.getAsLong() <= newest()) {
            problem.set("");
            goTo(number);
        } else {
            problem.set(Texts.of("safety")
                    .get("earlier.wrong", Quantities.number(oldest()), Quantities.number(newest())));
        }
    }

    /** Groups the digits of what is typed. */
    void tidyRevision() {
        if (problem.get().isEmpty()) {
            Amounts.parse(revision.get()).ifPresent(number -> revision.set(Quantities.number(number)));
        }
    }

    /** Drops keys whose lease is gone, or does what is usual. */
    void dropLeased(boolean drop) {
        KeyspaceEdit now = edit.get();
        decide(new KeyspaceEdit(now.asOf(), now.leases(), OptionalLong.empty(), drop));
    }

    /** Creates leases again that are gone but that keys have, for an hour; going back does that unasked. */
    void recreate(boolean create) {
        KeyspaceEdit now = edit.get();
        decide(new KeyspaceEdit(now.asOf(), now.leases(),
                create ? OptionalLong.of(KeyspaceEdit.DEFAULT_TTL) : OptionalLong.empty(), false));
    }

    private void decide(KeyspaceEdit now) {
        if (!now.equals(edit.get())) {
            edit.set(now);
            changed();
        }
    }

    private void changed() {
        decision++;
        surveyed.set(Optional.empty());
        recovery.edit(builder -> builder.keyspace(Optional.empty()));
        survey();
    }

    private void survey() {
        if (activity.isRunning()) {
            activity.cancel();
            return;
        }
        if (recovery.facts().isEmpty() || (edit.get().isNone() && !wanted)) {
            return;
        }
        int begun = decision;
        KeyspaceEdit decided = edit.get();
        SnapshotName name = recovery.facts().orElseThrow().name();
        failed.set(Optional.empty());
        tools.runner().run(activity, reporter -> {
            try (SnapshotFile snapshot = tools.opener().open(name, reporter.progress())) {
                return KeyspaceSurvey.of(snapshot, decided, reporter.progress());
            }
        }, found -> end(begun, () -> {
            // First, so that the plan says what it thinks of it when the views ask.
            recovery.edit(builder -> builder.keyspace(decided.isNone() ? Optional.empty() : Optional.of(found)));
            surveyed.set(Optional.of(found));
        }), thrown -> end(begun, () -> failed.set(Optional.of(Failed.of(thrown)))));
    }

    private void end(int begun, Runnable result) {
        if (begun == decision) {
            result.run();
        } else {
            survey();
        }
    }

    /** What the plan says against the decisions, or about them. */
    public List<Problem> problems() {
        return recovery.plan()
                .get()
                .map(PlanResult::problems)
                .orElse(List.of())
                .stream()
                .filter(problem -> OURS.contains(problem.field()) || problem.code() == ProblemCode.AS_OF_WITHOUT_BUMP)
                .toList();
    }

    /** The decisions, for the next start; empty if there are none. */
    public Optional<KeyspaceForm> form() {
        KeyspaceEdit now = edit.get();
        return now.isNone()
                ? Optional.empty()
                : Optional.of(new KeyspaceForm(now.leases().texts(), now.asOf().orElse(0),
                        now.leaseTtl().isPresent(), now.dropLeased()));
    }

    /** Takes up decisions from before a restart. */
    public void fill(KeyspaceForm form) {
        edit.set(new KeyspaceEdit(form.asOf() > 0 ? OptionalLong.of(form.asOf()) : OptionalLong.empty(),
                LeaseChoice.parse(form.lease()).orElse(LeaseChoice.KEEP),
                form.recreate() && !form.dropLeased()
                        ? OptionalLong.of(KeyspaceEdit.DEFAULT_TTL)
                        : OptionalLong.empty(),
                form.dropLeased()));
        changed();
    }
}
