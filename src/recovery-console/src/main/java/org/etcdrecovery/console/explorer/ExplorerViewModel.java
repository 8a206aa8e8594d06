package org.etcdrecovery.console.explorer;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.run.Latest;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.text.FileNames;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.Inspector;
import org.etcdrecovery.core.snapshot.Quota;
import org.etcdrecovery.core.snapshot.SnapshotName;

/** What one file holds. A file that was not inspected yet is inspected first, so that its verdict is known. */
public final class ExplorerViewModel {
    private final StepTools tools;
    private final SnapshotName file;
    private final ReadOnlyObjectWrapper<Optional<Inspection>> inspection = new ReadOnlyObjectWrapper<>(
            Optional.empty());
    private final Latest<Inspection> inspecting;
    private final ContentsViewModel contents;
    private final KeysViewModel keys;

    /**
     * @param tools the services that it uses
     * @param file  the file
     */
    public ExplorerViewModel(StepTools tools, SnapshotName file) {
        this.tools = tools;
        this.file = file;
        inspecting = new Latest<>(tools.runner(), this::show);
        contents = new ContentsViewModel(tools.runner(), tools.opener());
        keys = new KeysViewModel(tools.runner(), tools.opener());
    }

    /**
     * Begins to read.
     *
     * @param known the inspection of the file, if there was one
     */
    public void open(Optional<Inspection> known) {
        known.ifPresentOrElse(this::show, () -> inspecting
                .read(reporter -> Inspector.inspect(tools.opener(), file, reporter.progress(), _ -> {},
                        Quota.DEFAULT)));
    }

    /** Stops what is being read. */
    public void close() {
        inspecting.forget();
        contents.open(Optional.empty());
        keys.open(Optional.empty());
    }

    private void show(Inspection now) {
        contents.open(Optional.of(now));
        keys.open(Optional.of(now));
        inspection.set(Optional.of(now));
    }

    /** The file. */
    public SnapshotName file() {
        return file;
    }

    /** The name of the file. */
    public String title() {
        return FileNames.of(file.file(), file.entry());
    }

    /** Its inspection; empty until it has ended. */
    public ReadOnlyObjectProperty<Optional<Inspection>> inspection() {
        return inspection.getReadOnlyProperty();
    }

    /** The reading that the inspection takes. */
    public Activity inspecting() {
        return inspecting.activity();
    }

    /** Why the file could not be inspected; empty if it could. */
    public ReadOnlyObjectProperty<Optional<Failed>> failed() {
        return inspecting.failed();
    }

    /** Its keys. */
    public KeysViewModel keys() {
        return keys;
    }

    /** All that is not a key. */
    public ContentsViewModel contents() {
        return contents;
    }
}
