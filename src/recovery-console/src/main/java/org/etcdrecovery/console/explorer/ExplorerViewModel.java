package org.etcdrecovery.console.explorer;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.util.Subscription;
import org.etcdrecovery.console.explorer.export.ExportViewModel;
import org.etcdrecovery.console.explorer.keys.KeysViewModel;
import org.etcdrecovery.console.explorer.objects.ObjectsViewModel;
import org.etcdrecovery.console.explorer.pages.PagesViewModel;
import org.etcdrecovery.console.explorer.revisions.RevisionsViewModel;
import org.etcdrecovery.console.explorer.search.SearchViewModel;
import org.etcdrecovery.console.explorer.table.TableExport;
import org.etcdrecovery.console.explorer.value.KeyViewModel;
import org.etcdrecovery.console.indexing.InspectedFile;
import org.etcdrecovery.console.indexing.KeyIndexing;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.run.Latest;
import org.etcdrecovery.console.shell.RunStarter;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.text.FileNames;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.contents.index.KeyCollector;
import org.etcdrecovery.core.contents.index.KeyIndex;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.Inspector;
import org.etcdrecovery.core.snapshot.Quota;
import org.etcdrecovery.core.snapshot.SnapshotName;

/** What one file holds. A file that was not inspected yet is inspected first, so that its verdict is known. */
public final class ExplorerViewModel {
    private final StepTools tools;
    private final RunStarter starter;
    private final SnapshotName file;
    private final KeyIndexing ownIndexing;
    private final ReadOnlyObjectWrapper<KeyIndexing> indexing;
    private final ReadOnlyObjectWrapper<Optional<Inspection>> inspection = new ReadOnlyObjectWrapper<>(
            Optional.empty());
    private final Latest<Inspected> inspecting;
    private final ContentsViewModel contents;
    private final KeysViewModel keys;
    private final SearchViewModel search;
    private final KeyViewModel key;
    private final RevisionsViewModel revisions;
    private final PagesViewModel pages;
    private final ObjectsViewModel objects;
    private final TableExport tables;
    private final ExportViewModel export;
    private Subscription following = Subscription.EMPTY;

    private record Inspected(Inspection inspection, KeyCollector collected) {}

    /**
     * @param tools   the services that it uses
     * @param file    the file
     * @param starter opens the page that compares the file with another
     */
    public ExplorerViewModel(StepTools tools, SnapshotName file, RunStarter starter) {
        this.starter = starter;
        this.tools = tools;
        this.file = file;
        ownIndexing = new KeyIndexing(tools.runner());
        indexing = new ReadOnlyObjectWrapper<>(ownIndexing);
        inspecting = new Latest<>(tools.runner(), now -> {
            ownIndexing.arrange(now.collected());
            show(now.inspection(), ownIndexing);
        });
        contents = new ContentsViewModel(tools.runner(), tools.opener());
        keys = new KeysViewModel(tools.runner());
        search = new SearchViewModel(tools.runner(), tools.opener());
        key = new KeyViewModel(tools.runner(), tools.opener(), file);
        revisions = new RevisionsViewModel(tools.runner());
        pages = new PagesViewModel(tools.runner(), tools.opener(), file);
        objects = new ObjectsViewModel(tools.runner(), tools.opener(), file);
        tables = new TableExport(tools, file.file());
        export = new ExportViewModel(tools, file);
    }

    /**
     * Begins to read, unless it has begun before.
     *
     * @param known the inspected file, if it was inspected
     */
    public void open(Optional<InspectedFile> known) {
        if (inspection.get().isPresent() || inspecting.activity().isRunning()) {
            return;
        }
        known.ifPresentOrElse(one -> show(one.inspection(), one.indexing()), () -> inspecting.read(reporter -> {
            KeyCollector collector = KeyIndex.collector();
            return new Inspected(Inspector.inspect(tools.opener(), file, reporter.progress(), _ -> {}, Quota.DEFAULT,
                    collector), collector);
        }));
    }

    /** Stops what may read for long. What is shown stays, and {@link #open} goes on with it. */
    public void leave() {
        search.stop();
        objects.pause();
    }

    /** Stops what is being read, and forgets what is shown. */
    public void close() {
        following.unsubscribe();
        inspecting.forget();
        ownIndexing.forget();
        contents.open(Optional.empty());
        search.open(Optional.empty());
        key.select(Optional.empty());
        keys.open(Optional.empty());
        revisions.open(Optional.empty());
        objects.open(Optional.empty());
        pages.close();
        export.close();
    }

    private void show(Inspection now, KeyIndexing made) {
        indexing.set(made);
        contents.open(Optional.of(now));
        search.open(Optional.of(now));
        inspection.set(Optional.of(now));
        following = made.index().subscribe(index -> {
            keys.open(index);
            revisions.open(index);
            objects.open(index);
        });
        if (made.failed().get().isEmpty()) {
            made.need(tools.opener(), file);
        }
    }

    /** Asks for another file and compares the two. */
    void compare() {
        tools.dialogs()
                .openFile(Texts.of("explorer").get("compare.open"))
                .ifPresent(other -> starter.compare(file, indexing.get().index().get(), SnapshotName.of(other)));
    }

    /** The name of the file. */
    String title() {
        return FileNames.of(file.file(), file.entry());
    }

    /** The inspection of the file; empty until it has ended. */
    ReadOnlyObjectProperty<Optional<Inspection>> inspection() {
        return inspection.getReadOnlyProperty();
    }

    /** The reading that the inspection takes. */
    Activity inspecting() {
        return inspecting.activity();
    }

    /** Why the file could not be inspected; empty if it could. */
    ReadOnlyObjectProperty<Optional<Failed>> failed() {
        return inspecting.failed();
    }

    /** What makes the index of its keys. */
    ReadOnlyObjectProperty<KeyIndexing> indexing() {
        return indexing.getReadOnlyProperty();
    }

    /** The keys of the file. */
    KeysViewModel keys() {
        return keys;
    }

    /** The search in values. */
    SearchViewModel search() {
        return search;
    }

    /** The selected key. */
    KeyViewModel key() {
        return key;
    }

    /** The revisions of the file. */
    RevisionsViewModel revisions() {
        return revisions;
    }

    /** The pages of the file. */
    PagesViewModel pages() {
        return pages;
    }

    /** The objects of Kubernetes in the file. */
    ObjectsViewModel objects() {
        return objects;
    }

    /** All that is not a key. */
    ContentsViewModel contents() {
        return contents;
    }

    /** Writes tables to files. */
    TableExport tables() {
        return tables;
    }

    /** Writes keys to files. */
    ExportViewModel export() {
        return export;
    }
}
