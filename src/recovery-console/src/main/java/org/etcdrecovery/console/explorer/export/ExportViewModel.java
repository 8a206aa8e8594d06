package org.etcdrecovery.console.explorer.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.contents.export.Export;
import org.etcdrecovery.core.contents.export.ExportFormat;
import org.etcdrecovery.core.contents.export.Selection;
import org.etcdrecovery.core.contents.index.KeyMatcher;
import org.etcdrecovery.core.contents.index.KeyState;
import org.etcdrecovery.core.progress.Cancellation;
import org.etcdrecovery.core.snapshot.SnapshotName;

/** What to export, in which form; and what came of it. */
public final class ExportViewModel {
    private final Texts texts = Texts.of("explorer");
    private final StepTools tools;
    private final SnapshotName file;
    private final Activity activity = new Activity();
    private final ReadOnlyObjectWrapper<Boolean> open = new ReadOnlyObjectWrapper<>(false);
    private final ReadOnlyObjectWrapper<Optional<Chosen>> chosen = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObjectProperty<Extent> extent = new SimpleObjectProperty<>(Extent.SELECTED);
    private final ObjectProperty<ExportFormat> format = new SimpleObjectProperty<>(ExportFormat.JSON);
    private final BooleanProperty secrets = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<Optional<Export.Result>> result = new ReadOnlyObjectWrapper<>(
            Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Failed>> failed = new ReadOnlyObjectWrapper<>(Optional.empty());

    /** Which of the shown keys to export. */
    enum Extent {
        /** The keys of the selected row. */
        SELECTED,
        /** All keys that are shown. */
        SHOWN
    }

    /**
     * What is shown and selected.
     *
     * @param state  the keys that are shown
     * @param prefix the prefix of the selected row; empty if none is selected
     * @param alone  whether the selected row is a single key
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Chosen(KeyState state, byte[] prefix, boolean alone) {}

    /**
     * @param tools the services that it uses
     * @param file  the file
     */
    public ExportViewModel(StepTools tools, SnapshotName file) {
        this.tools = tools;
        this.file = file;
    }

    /** Follows what is shown and selected. */
    public void choose(Optional<Chosen> now) {
        chosen.set(now);
        if (!isAnySelected()) {
            extent.set(Extent.SHOWN);
        }
    }

    /** Opens the card, or closes it. */
    public void toggle() {
        boolean opens = !open.get();
        if (opens) {
            result.set(Optional.empty());
            failed.set(Optional.empty());
            extent.set(isAnySelected() ? Extent.SELECTED : Extent.SHOWN);
        }
        open.set(opens);
    }

    private boolean isAnySelected() {
        return chosen.get().filter(one -> one.prefix().length > 0).isPresent();
    }

    /** Closes the card and stops the export. */
    public void close() {
        activity.cancel();
        open.set(false);
    }

    /** How many keys there are in an extent. */
    long keys(Extent which) {
        return chosen.get()
                .map(one -> which == Extent.SHOWN
                        ? one.state().totals().keys()
                        : one.alone() ? 1 : one.state().totals(one.prefix()).keys())
                .orElse(0L);
    }

    /** Whether among the keys of an extent are some of API servers: a script of etcdctl would be refused for them. */
    boolean isForKubernetes(Extent which) {
        return chosen.get()
                .filter(one -> Export.holdsKeysOfApiServers(one.state(),
                        which == Extent.SHOWN ? new byte[0] : one.prefix()))
                .isPresent();
    }

    /** Asks for a file and writes it. */
    void export() {
        if (activity.isRunning() || chosen.get().isEmpty()) {
            return;
        }
        Chosen from = chosen.get().get();
        Extent which = extent.get();
        ExportFormat form = format.get();
        boolean withSecrets = secrets.get();
        result.set(Optional.empty());
        failed.set(Optional.empty());
        Path snapshot = file.file().toAbsolutePath();
        tools.dialogs()
                .saveFile(texts.get("export.keys.title"), Objects.requireNonNull(snapshot.getParent()),
                        snapshot.getFileName() + ".keys." + ending(form))
                .ifPresent(out -> tools.runner().run(activity, reporter -> {
                    Selection selection = select(from, which, reporter.cancellation());
                    return new Export(selection, form, withSecrets).write(tools.opener(), file, out,
                            reporter.progress());
                }, done -> result.set(Optional.of(done)), thrown -> failed.set(Optional.of(Failed.of(thrown)))));
    }

    private static Selection select(Chosen from, Extent which, Cancellation cancellation) throws IOException {
        if (which == Extent.SHOWN) {
            return Selection.of(from.state());
        }
        if (from.alone()) {
            int rank = from.state().index().find(from.prefix());
            return Selection.of(from.state().index(),
                    List.of(new Selection.Item(rank, from.state().living(rank))));
        }
        return Selection.of(from.state().filter(KeyMatcher.prefix(from.prefix()), cancellation));
    }

    private static String ending(ExportFormat form) {
        return switch (form) {
            case JSON -> "json";
            case CSV -> "csv";
            case ETCDCTL -> "sh";
            case YAML -> "yaml";
        };
    }

    /** Whether the card is open. */
    ReadOnlyObjectProperty<Boolean> open() {
        return open.getReadOnlyProperty();
    }

    /** What is shown and selected. */
    ReadOnlyObjectProperty<Optional<Chosen>> chosen() {
        return chosen.getReadOnlyProperty();
    }

    ObjectProperty<Extent> extent() {
        return extent;
    }

    ObjectProperty<ExportFormat> format() {
        return format;
    }

    /** Whether secrets are exported too. */
    BooleanProperty secrets() {
        return secrets;
    }

    Activity activity() {
        return activity;
    }

    /** What was written; empty if nothing was. */
    ReadOnlyObjectProperty<Optional<Export.Result>> result() {
        return result.getReadOnlyProperty();
    }

    /** Why nothing was written; empty if that did not fail. */
    ReadOnlyObjectProperty<Optional<Failed>> failed() {
        return failed.getReadOnlyProperty();
    }
}
