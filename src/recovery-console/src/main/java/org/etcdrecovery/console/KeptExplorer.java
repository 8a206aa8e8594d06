package org.etcdrecovery.console;

import java.util.Optional;
import org.etcdrecovery.console.Overlays.Overlay;
import org.etcdrecovery.console.explorer.ExplorerViewModel;
import org.etcdrecovery.console.indexing.InspectedFile;

/**
 * The explorer that was opened last in a run: an operator who goes back to it finds it as it was left.
 *
 * @param file  the inspected file; empty if it was not inspected before
 * @param model what it shows
 * @param page  the page
 */
record KeptExplorer(Optional<InspectedFile> file, ExplorerViewModel model, Overlay page) {
    /** Whether it shows this file as that inspection found it: a file that is inspected again may be another one. */
    boolean shows(Optional<InspectedFile> wanted) {
        return wanted.isPresent()
                && file.map(InspectedFile::inspection).equals(wanted.map(InspectedFile::inspection));
    }
}
