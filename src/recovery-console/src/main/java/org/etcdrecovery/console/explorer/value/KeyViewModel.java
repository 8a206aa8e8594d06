package org.etcdrecovery.console.explorer.value;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.run.Latest;
import org.etcdrecovery.console.run.TaskRunner;
import org.etcdrecovery.core.contents.KeyRecord;
import org.etcdrecovery.core.contents.KeyRecords;
import org.etcdrecovery.core.contents.StoredValue;
import org.etcdrecovery.core.contents.kubernetes.SecretKeys;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;

/**
 * One key: its records, the value of one of them, the differences between two. What is secret in a value is shown only
 * when the operator asks for it, for each key anew.
 */
public final class KeyViewModel {
    /** The most records that the history lists, the newest; the command line lists all. */
    static final int MOST_RECORDS = 1_000;

    private final SnapshotOpener opener;
    private final SnapshotName file;
    private final Latest<List<KeyRecord>> reading;
    private final Latest<Optional<ShownValue>> valuing;
    private final Latest<Compared> comparing;
    private final ReadOnlyObjectWrapper<Optional<ChosenKey>> key = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<List<KeyRecord>> records = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Optional<KeyRecord>> record = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<ShownValue>> value = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Compared>> compared = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Boolean> revealed = new ReadOnlyObjectWrapper<>(false);
    private final ReadOnlyObjectWrapper<Boolean> hidden = new ReadOnlyObjectWrapper<>(false);
    private final ObjectProperty<ValueForm> form = new SimpleObjectProperty<>(ValueForm.TEXT);
    private final IntegerProperty piece = new SimpleIntegerProperty();

    /**
     * The differences between two versions of the value.
     *
     * @param older  the earlier one
     * @param newer  the later one
     * @param values what they left
     */
    record Compared(KeyRecord older, KeyRecord newer, ValuePair values) {}

    /**
     * @param runner runs what reads
     * @param opener opens the file
     * @param file   the file
     */
    public KeyViewModel(TaskRunner runner, SnapshotOpener opener, SnapshotName file) {
        this.opener = opener;
        this.file = file;
        reading = new Latest<>(runner, this::showRecords);
        valuing = new Latest<>(runner, this::showValue);
        comparing = new Latest<>(runner, now -> compared.set(Optional.of(now)));
        form.subscribe((_, _) -> piece.set(0));
    }

    /** Selects a key, or none. */
    public void select(Optional<ChosenKey> now) {
        boolean same = now.isPresent() && key.get().filter(now.get()::isSameKey).isPresent();
        reading.forget();
        valuing.forget();
        closeComparison();
        if (!same) {
            revealed.set(false);
            value.set(Optional.empty());
            records.set(List.of());
            record.set(Optional.empty());
        }
        key.set(now);
        hidden.set(now.filter(_ -> !revealed.get())
                .map(one -> GoQuote.escape(one.key()))
                .filter(SecretKeys::mayHoldSecret)
                .isPresent());
        now.ifPresent(one -> reading
                .read(_ -> KeyRecords.at(opener, file, one.key(), one.newestRevisions(MOST_RECORDS)).reversed()));
    }

    private void showRecords(List<KeyRecord> now) {
        records.set(now);
        long revision = key.get().map(ChosenKey::revision).orElse(0L);
        show(now.stream().filter(one -> one.revision().main() == revision && !one.tombstone()).findFirst());
    }

    /** Shows the value of a record. */
    void show(Optional<KeyRecord> now) {
        valuing.forget();
        record.set(now);
        if (now.filter(one -> !one.tombstone()).isEmpty()) {
            value.set(Optional.empty());
            return;
        }
        readValue();
    }

    private void readValue() {
        boolean open = revealed.get();
        key.get().ifPresent(one -> record.get().ifPresent(put -> valuing.read(_ -> read(one, put, open))));
    }

    private Optional<ShownValue> read(ChosenKey of, KeyRecord put, boolean open) throws IOException {
        return StoredValue.read(opener, file, put.row(of.key()), ShownValue.READ)
                .flatMap(stored -> ShownValue.of(stored, open));
    }

    private void showValue(Optional<ShownValue> now) {
        now.ifPresent(shown -> {
            if (value.get().isEmpty() || !shown.forms().contains(form.get())) {
                form.set(shown.best());
            }
            hidden.set(shown.covered());
        });
        piece.set(0);
        value.set(now);
    }

    /** Compares what two records left: a deletion left nothing. */
    void compare(KeyRecord older, KeyRecord newer) {
        boolean open = revealed.get();
        key.get().ifPresent(one -> comparing.read(_ -> {
            Optional<ShownValue> left = older.tombstone() ? Optional.empty() : read(one, older, open);
            Optional<ShownValue> right = newer.tombstone() ? Optional.empty() : read(one, newer, open);
            boolean shown = left.isPresent() != older.tombstone() && right.isPresent() != newer.tombstone();
            return new Compared(older, newer, ValuePair.of(one.key(), left, right, shown));
        }));
    }

    /** Closes the differences. */
    void closeComparison() {
        comparing.forget();
        compared.set(Optional.empty());
    }

    /** Shows what is secret in the values of this key. */
    void reveal() {
        setSecrets(true);
    }

    /** Covers it again. */
    void cover() {
        setSecrets(false);
    }

    private void setSecrets(boolean open) {
        revealed.set(open);
        hidden.set(!open);
        readValue();
        compared.get().ifPresent(now -> compare(now.older(), now.newer()));
    }

    /** The selected key; empty if no key is selected. */
    ReadOnlyObjectProperty<Optional<ChosenKey>> key() {
        return key.getReadOnlyProperty();
    }

    /** The records of the selected key, the newest first; none until they were read. */
    ReadOnlyObjectProperty<List<KeyRecord>> records() {
        return records.getReadOnlyProperty();
    }

    /** The record whose value is shown. */
    ReadOnlyObjectProperty<Optional<KeyRecord>> record() {
        return record.getReadOnlyProperty();
    }

    /** The value of the selected record; empty until it was read, and for a deletion. */
    ReadOnlyObjectProperty<Optional<ShownValue>> value() {
        return value.getReadOnlyProperty();
    }

    /** The differences that are shown; empty if none are. */
    ReadOnlyObjectProperty<Optional<Compared>> compared() {
        return compared.getReadOnlyProperty();
    }

    /** Whether the value, or a part of it, is a secret that the operator has not asked to see. */
    ReadOnlyObjectProperty<Boolean> hidden() {
        return hidden.getReadOnlyProperty();
    }

    /** Whether the operator has asked to see what is secret in the values of this key. */
    ReadOnlyObjectProperty<Boolean> revealed() {
        return revealed.getReadOnlyProperty();
    }

    /** The form in which the value is shown. */
    ObjectProperty<ValueForm> form() {
        return form;
    }

    /** The piece that is shown, counted from 0. */
    IntegerProperty piece() {
        return piece;
    }

    /** The reading of the records. */
    Activity activity() {
        return reading.activity();
    }

    /** Why the records could not be read; empty if they could. */
    ReadOnlyObjectProperty<Optional<Failed>> failed() {
        return reading.failed();
    }

    /** Why the value could not be read; empty if it could. */
    ReadOnlyObjectProperty<Optional<Failed>> valueFailed() {
        return valuing.failed();
    }
}
