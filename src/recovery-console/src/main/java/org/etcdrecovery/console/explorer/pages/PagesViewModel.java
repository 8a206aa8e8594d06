package org.etcdrecovery.console.explorer.pages;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.etcdrecovery.console.explorer.picture.PagePicture.Pages;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.run.Latest;
import org.etcdrecovery.console.run.TaskRunner;
import org.etcdrecovery.core.contents.pages.PageElements;
import org.etcdrecovery.core.contents.pages.PageKind;
import org.etcdrecovery.core.contents.pages.PageMap;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;

/** The pages of one file, and the one that is open. */
public final class PagesViewModel {
    /** The kinds in the order of their colours in the picture. */
    static final List<PageKind> KINDS = List.of(PageKind.values());
    /** A page of the usual size has fewer. */
    private static final int MOST_ELEMENTS = 2_000;

    private final SnapshotOpener opener;
    private final SnapshotName file;
    private final Latest<Mapped> reading;
    private final Latest<Page> opening;
    private final ReadOnlyObjectWrapper<Optional<Mapped>> pages = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Page>> page = new ReadOnlyObjectWrapper<>(Optional.empty());

    /**
     * All pages.
     *
     * @param map     what they are
     * @param picture the same for the picture
     */
    record Mapped(PageMap map, Pages picture) {}

    /**
     * An open page.
     *
     * @param number   its number
     * @param elements what it holds
     */
    record Page(int number, PageElements elements) {}

    /**
     * @param runner runs what reads
     * @param opener opens the file
     * @param file   the file
     */
    public PagesViewModel(TaskRunner runner, SnapshotOpener opener, SnapshotName file) {
        this.opener = opener;
        this.file = file;
        reading = new Latest<>(runner, now -> pages.set(Optional.of(now)));
        opening = new Latest<>(runner, now -> page.set(Optional.of(now)));
    }

    /** Reads the map, unless it was read. */
    void need() {
        if (pages.get().isEmpty() && !reading.activity().isRunning()) {
            reading.read(reporter -> {
                PageMap map = PageMap.read(opener, file, reporter.progress());
                byte[] kinds = new byte[map.pages()];
                byte[] filling = new byte[map.pages()];
                for (int i = 0; i < kinds.length; i++) {
                    kinds[i] = (byte) KINDS.indexOf(map.kind(i));
                    filling[i] = (byte) (isFilled(map.kind(i)) ? map.fill(i) : 100);
                }
                return new Mapped(map, new Pages(kinds, filling));
            });
        }
    }

    /** Whether a page of this kind can be more or less full. */
    static boolean isFilled(PageKind kind) {
        return kind == PageKind.BRANCH || kind == PageKind.LEAF || kind == PageKind.OVERFLOW;
    }

    /** Opens a page: of one that goes on from another, that one. */
    void open(int number) {
        pages.get().ifPresent(now -> {
            int head = now.map().head(number);
            opening.read(_ -> new Page(head, PageElements.read(opener, file, head, MOST_ELEMENTS)));
        });
    }

    /** Stops what is being read. */
    public void close() {
        reading.forget();
        opening.forget();
    }

    /** The pages; empty until they were read. */
    ReadOnlyObjectProperty<Optional<Mapped>> pages() {
        return pages.getReadOnlyProperty();
    }

    /** The open page; empty if none is. */
    ReadOnlyObjectProperty<Optional<Page>> page() {
        return page.getReadOnlyProperty();
    }

    /** The reading of the map. */
    Activity activity() {
        return reading.activity();
    }

    /** Why the map could not be read; empty if it could. */
    ReadOnlyObjectProperty<Optional<Failed>> failed() {
        return reading.failed();
    }

    /** Why the page could not be read; empty if it could. */
    ReadOnlyObjectProperty<Optional<Failed>> pageFailed() {
        return opening.failed();
    }
}
