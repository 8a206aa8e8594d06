package org.etcdrecovery.console;

import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import org.etcdrecovery.console.Overlays.Overlay;
import org.etcdrecovery.console.about.AboutView;
import org.etcdrecovery.console.about.AboutViewModel;
import org.etcdrecovery.console.explorer.ExplorerView;
import org.etcdrecovery.console.explorer.ExplorerViewModel;
import org.etcdrecovery.console.explorer.compare.CompareView;
import org.etcdrecovery.console.explorer.compare.CompareViewModel;
import org.etcdrecovery.console.indexing.InspectedFile;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.text.HelpTopic;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Painted;
import org.etcdrecovery.core.snapshot.SnapshotName;

/** The pages that cover a run or the start page: the explorer, a comparison, what is told about the console. */
final class OverlayPages {
    private final ConsoleWindow window;
    private final StepTools tools;
    private final Overlays overlays = new Overlays();
    private Optional<KeptExplorer> explorer = Optional.empty();

    /** @param window what they cover */
    OverlayPages(ConsoleWindow window, StepTools tools) {
        this.window = window;
        this.tools = tools;
    }

    /** The topmost page; empty if nothing is covered. */
    Optional<Region> top() {
        return overlays.top().map(Overlay::view);
    }

    /** Whether any page is open. */
    boolean isOpen() {
        return overlays.top().isPresent();
    }

    /** What F1 says of the topmost page; empty if nothing is covered. */
    Optional<HelpTopic> help() {
        return overlays.top().map(Overlay::help);
    }

    /** Shows versions, licences and where things are stored. */
    void showAbout(Supplier<AboutViewModel> about, HelpTopic help) {
        if (top().filter(AboutView.class::isInstance).isPresent()) {
            return;
        }
        AboutViewModel model = about.get();
        AboutView view = new AboutView(model, this::back);
        open(new Overlay(view, help, view::focusFirst, () -> {}), model::begin);
    }

    /** Shows what is in a snapshot: as it was left, if that was shown last. */
    void lookInside(SnapshotName snapshot, Optional<InspectedFile> inspected) {
        if (explorer.filter(one -> one.shows(inspected)).isEmpty()) {
            closeExplorer();
            ExplorerViewModel model = new ExplorerViewModel(tools, snapshot, window);
            ExplorerView view = new ExplorerView(model, this::back);
            explorer = Optional.of(new KeptExplorer(inspected, model,
                    new Overlay(view, Texts.of("explorer").help("help.inside"), view::focusFirst, model::leave)));
        }
        explorer.ifPresent(one -> open(one.page(), () -> one.model().open(inspected)));
    }

    private void closeExplorer() {
        explorer.map(KeptExplorer::model).ifPresent(ExplorerViewModel::close);
        explorer = Optional.empty();
    }

    /** Shows how two snapshots differ. */
    void compare(CompareViewModel model) {
        CompareView view = new CompareView(model, this::back);
        open(new Overlay(view, Texts.of("explorer").help("help.compare"), view::focusFirst, model::forget),
                model::begin);
    }

    private void open(Overlay page, Runnable begin) {
        overlays.push(page, Optional.ofNullable(window.getScene()).map(Scene::getFocusOwner));
        window.cover(page.view());
        Painted.then(() -> {
            if (overlays.isTop(page)) {
                page.focus().run();
                begin.run();
            }
        });
    }

    /** Goes back from the topmost page to what it was opened over, and to what had the focus there. */
    void back() {
        Optional<Node> from = overlays.pop();
        overlays.top()
                .ifPresentOrElse(below -> window.show(below.view(), from, below.focus()),
                        () -> window.uncover(from));
    }

    /** Leaves all of them, and forgets the explorer. */
    void close() {
        overlays.clear();
        closeExplorer();
    }
}
