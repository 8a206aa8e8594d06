package org.etcdrecovery.console.explorer;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.run.Latest;
import org.etcdrecovery.console.run.TaskRunner;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.contents.KeyFilter;
import org.etcdrecovery.core.contents.KeyListing;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.SnapshotOpener;

/** The keys of one file that match a search, and the value of the selected one. */
public final class KeysViewModel {
    private final Texts texts = Texts.of("explorer");
    private final Latest<Listed> reading;
    private final ValueViewModel value;
    private final ObservableList<KeyLine> lines = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper count = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper cut = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Optional<Inspection>> inspected = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final SnapshotOpener opener;
    private String search = "";
    private boolean asked;

    private record Listed(List<KeyLine> lines, long matches) {}

    KeysViewModel(TaskRunner runner, SnapshotOpener opener) {
        this.opener = opener;
        reading = new Latest<>(runner, this::show);
        value = new ValueViewModel(runner, opener);
    }

    void open(Optional<Inspection> now) {
        reading.forget();
        lines.clear();
        count.set("");
        cut.set("");
        search = "";
        asked = false;
        inspected.set(now);
        value.open(now.map(Inspection::name));
    }

    /** The rows. */
    ObservableList<KeyLine> lines() {
        return lines;
    }

    /** How many keys there are, or match. */
    public ReadOnlyStringProperty count() {
        return count.getReadOnlyProperty();
    }

    /** A note if not all keys are shown; empty if all are. */
    public ReadOnlyStringProperty cut() {
        return cut.getReadOnlyProperty();
    }

    /** Why reading failed; empty if it did not. */
    public ReadOnlyObjectProperty<Optional<Failed>> failed() {
        return reading.failed();
    }

    /** The reading. */
    public Activity activity() {
        return reading.activity();
    }

    /** The value of the selected key. */
    public ValueViewModel value() {
        return value;
    }

    /** Reads what has not been read yet; called when the tab is shown. */
    public void need() {
        if (!asked) {
            read();
        }
    }

    /** Shows the keys that contain this text. */
    public void search(String text) {
        if (!text.equals(search)) {
            search = text;
            read();
        }
    }

    private void read() {
        String wanted = search;
        KeyFilter filter = wanted.isEmpty() ? KeyFilter.ALL : KeyFilter.containing(wanted);
        inspected.get().ifPresent(file -> {
            asked = true;
            reading.read(reporter -> {
                KeyListing listing = KeyListing.read(opener, file, filter, KeyListing.USUAL_LIMIT,
                        reporter.progress());
                return new Listed(listing.rows().stream().map(row -> KeyLine.of(row, texts)).toList(),
                        listing.matches());
            });
        });
    }

    private void show(Listed listed) {
        lines.setAll(listed.lines());
        count.set(texts.get(search.isEmpty() ? "keys.count" : "keys.matches", Quantities.number(listed.matches()),
                listed.matches()));
        cut.set(listed.lines().size() < listed.matches()
                ? texts.get("keys.cut", Quantities.number(listed.lines().size()))
                : "");
    }
}
