package org.etcdrecovery.console.recovery;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.etcdrecovery.core.cluster.save.SavedSnapshot;
import org.etcdrecovery.core.report.RecoveryReport.Rescue;
import org.etcdrecovery.core.rescue.RankedMember;
import org.etcdrecovery.core.snapshot.Inspection;

/**
 * The file that a run works on, and what is known of its origin. Files of sources that the operator has turned away from
 * are set aside.
 */
final class WorkingFile {
    private final ReadOnlyObjectWrapper<Optional<SnapshotChoice>> choice = new ReadOnlyObjectWrapper<>(
            Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<SavedSnapshot>> saved = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<RankedMember>> rescued = new ReadOnlyObjectWrapper<>(Optional.empty());
    /** What was known before a restart. */
    private Before before = Before.NOTHING;
    private final Map<SourceKind, SetAside> setAside = new EnumMap<>(SourceKind.class);

    /**
     * A file that was set aside.
     *
     * @param inspection    what was found in it; empty if it was not inspected
     * @param skipHashCheck whether the operator consented to that
     * @param before        what was known of it before a restart
     */
    record SetAside(SnapshotChoice choice, Optional<SavedSnapshot> saved, Optional<RankedMember> rescued,
            Optional<Inspection> inspection, boolean skipHashCheck, Before before) {}

    /**
     * What was known of a file before a restart; only a report says it.
     *
     * @param saved  what the save reported
     * @param rescue the data directory that it comes from
     */
    record Before(Optional<SavedSnapshot> saved, Optional<Rescue> rescue) {
        static final Before NOTHING = new Before(Optional.empty(), Optional.empty());
    }

    ReadOnlyObjectProperty<Optional<SnapshotChoice>> choice() {
        return choice.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<SavedSnapshot>> saved() {
        return saved.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<RankedMember>> rescued() {
        return rescued.getReadOnlyProperty();
    }

    boolean is(SnapshotChoice other) {
        return choice.get().equals(Optional.of(other));
    }

    void choose(SnapshotChoice now) {
        choice.set(Optional.of(now));
    }

    void saved(SavedSnapshot file) {
        saved.set(Optional.of(file));
    }

    void rescued(RankedMember from) {
        rescued.set(Optional.of(from));
    }

    void forget() {
        choice.set(Optional.empty());
        saved.set(Optional.empty());
        rescued.set(Optional.empty());
        before = Before.NOTHING;
    }

    /** Adopts what was known of the file before a restart. */
    void resume(Optional<SavedSnapshot> save, Optional<Rescue> rescue) {
        before = new Before(save, rescue);
    }

    /** What the save reported, perhaps before a restart. */
    Optional<SavedSnapshot> saveEvidence() {
        return saved.get().or(before::saved);
    }

    Optional<Rescue> rescueBefore() {
        return before.rescue();
    }

    /** Sets the file of a source aside, if there is one. It stays the file that the run works on until it is forgotten. */
    void setAside(SourceKind source, Optional<Inspection> inspection, boolean skipHashCheck) {
        choice.get()
                .ifPresent(now -> setAside.put(source,
                        new SetAside(now, saved.get(), rescued.get(), inspection, skipHashCheck, before)));
    }

    /** Discards the file of a source that was set aside. */
    void drop(SourceKind source) {
        setAside.remove(source);
    }

    /** Removes the file of a source from those that were set aside, and returns it. */
    Optional<SetAside> takeBack(SourceKind source) {
        return Optional.ofNullable(setAside.remove(source));
    }

    /** Works on a file that was set aside. */
    void restore(SetAside known) {
        choice.set(Optional.of(known.choice()));
        saved.set(known.saved());
        rescued.set(known.rescued());
        before = known.before();
    }
}
