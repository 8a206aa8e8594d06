package org.etcdrecovery.console.explorer;

import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.run.TaskRunner;
import org.etcdrecovery.core.contents.StoredValue;

/** The value of one key. That of a Kubernetes secret is not even read before somebody asks for it. */
public final class ValueViewModel {
    /** More than anybody reads in a window; a larger value says that it was cut. */
    private static final int LIMIT = 64 << 10;
    private static final String SECRETS = "/secrets/";

    private final Latest<Optional<ShownValue>> reading;
    private final ReadOnlyObjectWrapper<Optional<KeyLine>> key = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<ShownValue>> value = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Boolean> hidden = new ReadOnlyObjectWrapper<>(false);
    private final ObjectProperty<ValueForm> form = new SimpleObjectProperty<>(ValueForm.TEXT);
    private Optional<Path> file = Optional.empty();

    ValueViewModel(TaskRunner runner) {
        reading = new Latest<>(runner, this::show);
    }

    void open(Optional<Path> now) {
        file = now;
        select(Optional.empty());
    }

    /** The key that is looked at; empty when none is. */
    ReadOnlyObjectProperty<Optional<KeyLine>> key() {
        return key.getReadOnlyProperty();
    }

    /** Its value; empty until it was read. */
    ReadOnlyObjectProperty<Optional<ShownValue>> value() {
        return value.getReadOnlyProperty();
    }

    /** Whether it is a secret that nobody has asked for yet. */
    public ReadOnlyObjectProperty<Boolean> hidden() {
        return hidden.getReadOnlyProperty();
    }

    /** How it is written. */
    public ObjectProperty<ValueForm> form() {
        return form;
    }

    /** Why it could not be read. */
    public ReadOnlyObjectProperty<Optional<Failed>> failed() {
        return reading.failed();
    }

    /** The reading. */
    public Activity activity() {
        return reading.activity();
    }

    /** Looks at a key. */
    void select(Optional<KeyLine> now) {
        reading.forget();
        value.set(Optional.empty());
        hidden.set(now.filter(ValueViewModel::isSecret).isPresent());
        key.set(now);
        if (!hidden.get()) {
            read();
        }
    }

    /** Shows the value although it is a secret. */
    public void reveal() {
        if (hidden.get()) {
            hidden.set(false);
            read();
        }
    }

    /** As Kubernetes and OpenShift name them, under whatever prefix the API server was given. */
    private static boolean isSecret(KeyLine line) {
        return line.text().startsWith("/") && line.text().contains(SECRETS);
    }

    private void read() {
        Optional<KeyLine> wanted = key.get();
        file.ifPresent(path -> wanted.ifPresent(line -> reading.read(_ -> StoredValue
                .read(path, line.row(), LIMIT)
                .map(stored -> ShownValue.of(stored.head(), stored.isCut())))));
    }

    private void show(Optional<ShownValue> read) {
        read.ifPresent(shown -> form.set(shown.best()));
        value.set(read);
    }
}
