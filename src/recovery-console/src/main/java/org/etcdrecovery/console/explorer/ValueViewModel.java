package org.etcdrecovery.console.explorer;

import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.run.Latest;
import org.etcdrecovery.console.run.TaskRunner;
import org.etcdrecovery.core.contents.StoredValue;
import org.etcdrecovery.core.contents.kubernetes.SecretKeys;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;

/** The value of one key. What is secret in it is shown only when the operator asks for it. */
public final class ValueViewModel {
    private final Latest<Optional<ShownValue>> reading;
    private final ReadOnlyObjectWrapper<Optional<KeyLine>> key = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<ShownValue>> value = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Boolean> hidden = new ReadOnlyObjectWrapper<>(false);
    private final ObjectProperty<ValueForm> form = new SimpleObjectProperty<>(ValueForm.TEXT);
    private final SnapshotOpener opener;
    private Optional<SnapshotName> file = Optional.empty();

    ValueViewModel(TaskRunner runner, SnapshotOpener opener) {
        this.opener = opener;
        reading = new Latest<>(runner, this::show);
    }

    void open(Optional<SnapshotName> now) {
        file = now;
        select(Optional.empty());
    }

    /** The selected key; empty if there is none. */
    ReadOnlyObjectProperty<Optional<KeyLine>> key() {
        return key.getReadOnlyProperty();
    }

    /** The value of the key; empty until it was read. */
    ReadOnlyObjectProperty<Optional<ShownValue>> value() {
        return value.getReadOnlyProperty();
    }

    /** Whether the value, or a part of it, is a secret that the operator has not asked to see. */
    public ReadOnlyObjectProperty<Boolean> hidden() {
        return hidden.getReadOnlyProperty();
    }

    /** The form in which the value is shown. */
    public ObjectProperty<ValueForm> form() {
        return form;
    }

    /** Why reading failed; empty if it did not. */
    public ReadOnlyObjectProperty<Optional<Failed>> failed() {
        return reading.failed();
    }

    /** The reading. */
    public Activity activity() {
        return reading.activity();
    }

    /** Selects a key. */
    void select(Optional<KeyLine> now) {
        reading.forget();
        value.set(Optional.empty());
        hidden.set(now.map(KeyLine::text).filter(SecretKeys::mayHoldSecret).isPresent());
        key.set(now);
        read(false);
    }

    /** Shows the value with its secrets. */
    public void reveal() {
        if (hidden.get()) {
            hidden.set(false);
            read(true);
        }
    }

    private void read(boolean secrets) {
        Optional<KeyLine> wanted = key.get();
        file.ifPresent(name -> wanted.ifPresent(line -> reading.read(_ -> StoredValue
                .read(opener, name, line.row(), ShownValue.READ)
                .flatMap(stored -> ShownValue.of(stored, secrets)))));
    }

    private void show(Optional<ShownValue> read) {
        read.ifPresent(shown -> {
            form.set(shown.best());
            hidden.set(shown.covered());
        });
        value.set(read);
    }
}
