package org.etcdrecovery.console;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import javafx.util.Subscription;
import org.etcdrecovery.console.about.AboutViewModel;
import org.etcdrecovery.console.about.DiagnosticsSaver;
import org.etcdrecovery.console.explorer.compare.CompareViewModel;
import org.etcdrecovery.console.explorer.compare.ComparedFile;
import org.etcdrecovery.console.home.HomeNotice;
import org.etcdrecovery.console.home.HomeView;
import org.etcdrecovery.console.home.HomeViewModel;
import org.etcdrecovery.console.indexing.InspectedFile;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.settings.InterruptedRun;
import org.etcdrecovery.console.settings.Places;
import org.etcdrecovery.console.shell.CurrentFile;
import org.etcdrecovery.console.shell.HeaderView;
import org.etcdrecovery.console.shell.RunStarter;
import org.etcdrecovery.console.shell.SecondClick;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.shell.WhileShown;
import org.etcdrecovery.console.shell.WizardView;
import org.etcdrecovery.console.text.HelpTopic;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.theme.Theme;
import org.etcdrecovery.console.widget.Closable;
import org.etcdrecovery.console.widget.Painted;
import org.etcdrecovery.core.contents.index.KeyIndex;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.jspecify.annotations.Nullable;

/** The content of the only window: the start page, or a run. */
final class ConsoleWindow extends BorderPane implements RunStarter {
    private static final Duration AGE_PAUSE = Duration.seconds(5);

    private final Texts texts = Texts.of("shell");
    private final StepTools tools;
    private final Places places;
    private final List<HomeNotice> notices;
    private final DiagnosticsSaver diagnostics;
    private final HeaderView header = new HeaderView();
    private @Nullable Run run;
    private @Nullable WizardView wizardView;
    private final OverlayPages overlays;
    private Subscription following = Subscription.EMPTY;

    /**
     * @param tools   the services that steps use
     * @param theme   the theme
     * @param places  where settings, logs and the sample are kept
     * @param notices what the start page shows first
     */
    ConsoleWindow(StepTools tools, Theme theme, Places places, List<HomeNotice> notices) {
        this.tools = tools;
        this.places = places;
        this.notices = List.copyOf(notices);
        overlays = new OverlayPages(this, tools);
        diagnostics = new DiagnosticsSaver(tools, places, () -> Optional.ofNullable(run).map(Run::recovery));
        getStyleClass().add("console");
        header.onToggleTheme(theme::toggle);
        theme.dark().subscribe(header::showTheme);
        header.onHelp(() -> help(WizardView::toggleHelp));
        header.setMenu(new WindowMenu().items(this, theme));
        acceptFiles();
        SecondClick.guard(this, this::page);
        // The header shows how old the snapshot is.
        WhileShown.every(AGE_PAUSE, this,
                () -> Optional.ofNullable(run).map(Run::recovery).ifPresent(this::refreshHeader));
        showHome();
    }

    /** What fills the window: a page over others, a step, or the start page. */
    private Object page() {
        Optional<Region> over = overlays.top();
        if (over.isPresent()) {
            return over.get();
        }
        return run == null ? this : run.wizard().current().get();
    }

    /** Adds the header behind the page, so that Tab visits it last. */
    private void addHeader() {
        setTop(null);
        setTop(header);
    }

    /** Says where the log is. */
    void showLogPlace() {
        tools.dialogs().tell(texts.get("menu.log"), texts.get("log.text", places.logs().toString()));
    }

    /** Saves what helps to understand a bug. */
    void saveDiagnostics() {
        diagnostics.save();
    }

    /** Shows versions, licences and where things are stored. */
    void showAbout() {
        overlays.showAbout(
                () -> new AboutViewModel(tools, places, diagnostics, System.getProperty("java.class.path", "")),
                aboutTheConsole());
    }

    private void acceptFiles() {
        setOnDragOver(event -> {
            if (event.getDragboard().hasFiles()) {
                event.acceptTransferModes(TransferMode.COPY, TransferMode.LINK);
            }
            event.consume();
        });
        setOnDragDropped(event -> {
            event.getDragboard().getFiles().stream().findFirst().ifPresent(file -> open(file.toPath()));
            event.setDropCompleted(true);
            event.consume();
        });
    }

    /** Asks for a snapshot and inspects it. */
    void openFile() {
        tools.dialogs().openFile(texts.get("menu.open")).ifPresent(this::open);
    }

    /** Inspects a snapshot; asks first if that would stop running work. */
    void open(Path file) {
        if (mayLeave()) {
            begin(RunKind.INSPECT, Optional.of(SnapshotName.of(file)));
        }
    }

    @Override
    public void begin(RunKind kind, Optional<SnapshotName> snapshot) {
        Recovery recovery = new Recovery(kind, tools.clock().instant());
        snapshot.map(this::choice).ifPresent(recovery::choose);
        show(new Run(recovery, tools, this));
    }

    /** A file in object storage is reached as it was before. */
    private SnapshotChoice choice(SnapshotName name) {
        SnapshotChoice file = name.address()
                .map(tools.stores()::place)
                .map(SnapshotChoice::stored)
                .orElseGet(() -> SnapshotChoice.ofFile(name.file()));
        return name.entry().map(file::choosing).orElse(file);
    }

    @Override
    public void recover(SnapshotChoice choice, Inspection found) {
        Recovery recovery = new Recovery(RunKind.RECOVER, tools.clock().instant());
        recovery.choose(choice);
        recovery.inspected(found);
        Optional.ofNullable(run).flatMap(before -> before.recovery().loss()).ifPresent(recovery::compared);
        Run next = new Run(recovery, tools, this);
        next.skipWhatIsDone();
        show(next);
    }

    @Override
    public void resume(InterruptedRun interrupted) {
        Recovery recovery = new Recovery(interrupted.progress().kind(), interrupted.progress().started());
        Run resumed = new Run(recovery, tools, this);
        resumed.fill(interrupted);
        show(resumed);
    }

    private void show(Run next) {
        following.unsubscribe();
        overlays.close();
        run = next;
        next.wizard().onFinish(() -> {
            if (mayLeave()) {
                next.end();
                showHome();
            }
        });
        WizardView view = new WizardView(next.wizard(), next::view, this::leave);
        wizardView = view;
        setCenter(view);
        addHeader();
        // Show the page first: entering a step may start work that takes all processors.
        Painted.then(() -> {
            if (next.equals(run)) {
                next.wizard().current().get().entered();
            }
        });
        Recovery recovery = next.recovery();
        following = Subscription.combine(recovery.snapshot().subscribe(() -> refreshHeader(recovery)),
                recovery.inspection().subscribe(() -> refreshHeader(recovery)), next.keep(tools.memory()),
                next.announce(tools.dialogs()::notifyAway));
        refreshHeader(recovery);
    }

    @Override
    public void lookInside(SnapshotName snapshot, Optional<InspectedFile> inspected) {
        overlays.lookInside(snapshot, inspected);
    }

    @Override
    public void compare(SnapshotName first, Optional<KeyIndex> index, SnapshotName second) {
        CompareViewModel model = new CompareViewModel(tools, new ComparedFile(first, index), ComparedFile.of(second));
        model.onCompared(loss -> Optional.ofNullable(run).ifPresent(one -> one.recovery().compared(loss)));
        overlays.compare(model);
    }

    /** Shows a page over the current one. */
    void cover(Region page) {
        header.showNothing();
        setCenter(page);
        addHeader();
    }

    /** Shows what was covered, and gives the focus to what had it. */
    void uncover(Optional<Node> focused) {
        if (run == null || wizardView == null) {
            showHome();
        } else {
            show(wizardView, focused, wizardView::focusPage);
            refreshHeader(run.recovery());
        }
    }

    /**
     * Shows a page that was there before.
     *
     * @param wanted    what gets the focus, if it still can
     * @param otherwise moves the focus if it cannot
     */
    void show(Region page, Optional<Node> wanted, Runnable otherwise) {
        setCenter(page);
        addHeader();
        Painted.then(() -> wanted.filter(node -> getScene().equals(node.getScene()) && !node.isDisabled())
                .ifPresentOrElse(Node::requestFocus, otherwise));
    }

    private void refreshHeader(Recovery recovery) {
        if (overlays.isOpen()) {
            return;
        }
        recovery.snapshot()
                .get()
                .ifPresentOrElse(
                        choice -> header.show(CurrentFile.of(choice, recovery, tools.clock().instant())),
                        header::showNothing);
    }

    @Override
    public void leave() {
        if (mayLeave()) {
            showHome();
        }
    }

    private void showHome() {
        following.unsubscribe();
        following = Subscription.EMPTY;
        overlays.close();
        run = null;
        wizardView = null;
        header.showNothing();
        HomeView home = new HomeView(new HomeViewModel(tools, this, places.sample(), notices));
        setCenter(home);
        addHeader();
        // Until the page is painted, the scene may give the focus of what was removed to the header.
        Painted.then(home::focusFirst);
    }

    /** Whether the window may close: nothing is running, or the operator agrees to stop what is. */
    boolean mayClose() {
        return mayStop("leave.close");
    }

    /** Saves what is typed, as on leaving a run. */
    void close() {
        following.unsubscribe();
        following = Subscription.EMPTY;
    }

    /** Whether the run may be left: nothing is running, or the operator agrees to stop it. */
    private boolean mayLeave() {
        return mayStop("leave.stop");
    }

    private boolean mayStop(String button) {
        if (run == null || !run.busy().getValue()) {
            return true;
        }
        boolean stop = tools.dialogs()
                .confirmStop(texts.get("leave.title"),
                        texts.get("leave.what", run.work()) + " " + texts.get("leave.text"), run.busy(),
                        texts.get(button), texts.get("leave.keep"));
        if (stop && run != null) {
            run.stop();
        }
        return stop;
    }

    /** Closes what is open over the page; if nothing is, stops the work of the current step. */
    void escape() {
        boolean closed = (wizardView != null && !overlays.isOpen() && wizardView.closeHelp())
                || Closable.closeTopmost(this);
        if (!closed && overlays.isOpen()) {
            overlays.back();
        } else if (!closed && run != null) {
            run.wizard().current().get().outline().activity().cancel();
        }
    }

    /** Fires the primary action of the current step. */
    void primary() {
        if (run != null && !overlays.isOpen()) {
            run.wizard().current().get().outline().primary().fire();
        }
    }

    /** Shows a step, by its number in the rail, or says which one comes first. */
    void goTo(int number) {
        if (wizardView != null && !overlays.isOpen()) {
            wizardView.goTo(number);
        }
    }

    /** Shows the help of the step or of the page over it, or the keys of the window on the start page. */
    void help() {
        help(WizardView::showHelp);
    }

    private void help(Consumer<WizardView> ofStep) {
        if (overlays.isOpen()) {
            overlays.help().ifPresent(this::tell);
        } else if (wizardView != null) {
            ofStep.accept(wizardView);
        } else {
            tell(aboutTheConsole());
        }
    }

    private void tell(HelpTopic topic) {
        tools.dialogs().tell(topic.title(), String.join("\n\n", topic.paragraphs()));
    }

    private HelpTopic aboutTheConsole() {
        return new HelpTopic(texts.get("app.name"), List.of(texts.get("about.text")));
    }
}
