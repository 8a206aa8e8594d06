package org.etcdrecovery.console.shell;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import org.controlsfx.control.HiddenSidesPane;
import org.etcdrecovery.console.text.HelpTopic;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Icons;
import org.etcdrecovery.console.widget.Nodes;
import org.etcdrecovery.console.widget.Painted;
import org.etcdrecovery.console.widget.Revealed;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;

/** Rail, page, help and footer of one run. */
public final class WizardView extends BorderPane {
    /** The width below which the page takes the space of the help, and a button shows the help over the page. */
    private static final double WIDE = 1180;

    /** The page itself has the focus. */
    private static final PseudoClass RESTING = PseudoClass.getPseudoClass("resting");

    private final Texts texts = Texts.of("shell");
    private final Wizard wizard;
    private final Function<StepModel, Region> views;
    private final Map<StepModel, ScrollPane> pages = new HashMap<>();
    /** Holds the help over the page if there is no space beside it. */
    private final HiddenSidesPane center = new HiddenSidesPane();
    private final Button helpButton = new Button(texts.get("help.show"), Icons.of(
            MaterialDesignI.INFORMATION_OUTLINE));
    private final StepNotice notice;
    private final FooterView footer;
    /** One view beside the page and one over it: a {@code HiddenSidesPane} manages the layout of its own nodes. */
    private final Map<StepModel, HelpView> helpBeside = new HashMap<>();
    private final Map<StepModel, HelpView> helpOver = new HashMap<>();
    private boolean helpAsked;
    /** Whether the operator has closed the help beside the page. */
    private boolean helpClosed;
    /** Whether the primary button had the focus when it was last disabled. */
    private boolean pressed;
    /** Whether the page had it, or something on it. */
    private boolean onPage;
    /** Whether work that began there has just ended, so that the primary button leads on from it. */
    private boolean ended;
    /** What had the focus last. */
    private @Nullable Node last;
    /** Whether it is to move to the help. */
    private boolean helpWanted;
    /** What had it before the help. */
    private @Nullable Node beforeHelp;

    /**
     * @param wizard the steps
     * @param views  creates the view of a step when it is first shown
     * @param leave  goes back to the start page
     */
    public WizardView(Wizard wizard, Function<StepModel, Region> views, Runnable leave) {
        this.wizard = wizard;
        this.views = views;
        this.footer = new FooterView(() -> back(leave), leave, helpButton);
        // Tab visits the page first, then what leads on, then the rest.
        notice = new StepNotice(wizard, center);
        setCenter(notice);
        center.getStyleClass().add("page-and-help");
        center.setTriggerDistance(0);
        center.setFocusTraversable(false);
        // The pane ignores clicks while it is moving, but a second click must close it.
        center.setAnimationDelay(Duration.ZERO);
        center.setAnimationDuration(Duration.ONE);
        setBottom(footer);
        setLeft(new RailView(wizard, notice::refuse));
        PageKeys.installAround(this, () -> page(wizard.current().get()));
        helpButton.setId("showHelp");
        helpButton.getStyleClass().add("flat");
        helpButton.setOnAction(_ -> toggleHelp());
        footer.primary().disabledProperty().subscribe((_, disabled) -> keepFocus(disabled));
        wizard.current().subscribe(this::show);
        widthProperty().subscribe(_ -> layOutHelp());
        sceneProperty().flatMap(Scene::focusOwnerProperty).subscribe((_, now) -> stayOnPage(now));
    }

    /**
     * What had the focus may disappear or be disabled when it is used. A second Enter must not press Back or Leave then,
     * nor whatever comes next on the page while the work runs.
     */
    private void stayOnPage(@Nullable Node now) {
        if (now == null) {
            return;
        }
        Node before = last;
        last = now;
        StepModel step = wizard.current().get();
        ScrollPane page = page(step);
        boolean lost = before != null && (before.isDisabled() || !Nodes.isShown(before));
        boolean toFooter = Nodes.isWithin(now, footer);
        boolean alongPage = before != null && step.outline().activity().isRunning()
                && Nodes.isWithin(before, page) && Nodes.isWithin(now, page);
        if (lost && toFooter && ended && !footer.primary().isDisabled()) {
            footer.primary().requestFocus();
        } else if (lost && (toFooter || alongPage)) {
            page.requestFocus();
        } else if (Nodes.isWithin(now, page)) {
            Revealed.showIfHidden(now);
        }
    }

    /** Moves the focus to the page, for when it is shown again. */
    public void focusPage() {
        page(wizard.current().get()).requestFocus();
    }

    private void back(Runnable leave) {
        if (wizard.previous().isPresent()) {
            wizard.back();
        } else {
            leave.run();
        }
    }

    /** Shows a step, by its number in the rail, or says which one comes first. */
    public void goTo(int number) {
        wizard.steps().stream().skip(number - 1L).findFirst().ifPresent(step -> {
            if (wizard.isOpen(step)) {
                wizard.goTo(step);
            } else {
                notice.refuse(step);
            }
        });
    }

    /** Closes the help if it is over the page, or has the focus. Returns whether it did. */
    public boolean closeHelp() {
        boolean focused = Nodes.isWithin(getScene().getFocusOwner(), shownHelp());
        boolean closes = focused || (helpAsked && center.getPinnedSide() != null);
        if (closes) {
            if (focused) {
                focusBeforeHelp();
            }
            toggleHelp();
        }
        return closes;
    }

    private void focusBeforeHelp() {
        Node before = beforeHelp;
        if (before != null && getScene().equals(before.getScene()) && !before.isDisabled()) {
            before.requestFocus();
        } else {
            focusPage();
        }
    }

    /** Shows the help, and moves the focus there. */
    public void showHelp() {
        helpClosed &= !isWide();
        helpAsked |= !isWide();
        layOutHelp();
        Node owner = getScene().getFocusOwner();
        if (!Nodes.isWithin(owner, shownHelp())) {
            beforeHelp = owner;
        }
        helpWanted = true;
        Painted.then(this::focusHelp);
    }

    /** Over the page, the help is not visible until it has begun to move in. */
    private void focusHelp() {
        if (helpWanted && shownHelp().isVisible()) {
            helpWanted = false;
            // A field may take back what it says of itself when it loses the focus.
            ObjectProperty<Optional<HelpTopic>> ofField = wizard.current().get().outline().focusedHelp();
            Optional<HelpTopic> asked = ofField.get();
            shownHelp().requestFocus();
            ofField.set(asked);
        }
    }

    private HelpView shownHelp() {
        return (isWide() ? helpBeside : helpOver).computeIfAbsent(wizard.current().get(), this::help);
    }

    /** Shows or hides the help, which is over the page if there is no space beside it. */
    public void toggleHelp() {
        if (isWide()) {
            helpClosed = !helpClosed;
        } else {
            helpAsked = !helpAsked;
        }
        layOutHelp();
    }

    private boolean isWide() {
        return getWidth() >= WIDE;
    }

    private void show(StepModel step) {
        pressed = false;
        onPage = false;
        ended = false;
        footer.follow(step.outline());
        page(step).setVvalue(0);
        center.setContent(page(step));
        helpAsked = false;
        helpWanted = false;
        layOutHelp();
        // Entering a page may show, hide or replace its fields until it is painted.
        Painted.then(() -> {
            if (step.equals(wizard.current().get())) {
                PageFocus.enter(page(step), footer.primary(), isHarmless(step));
            }
        });
    }

    /** Whether a stray Enter on the primary button writes nothing. */
    private static boolean isHarmless(StepModel step) {
        return step.outline().id() != StepId.RESTORE || step.outline().isPassed();
    }

    /** While work that the primary button or its keys started runs, the page keeps the focus for it. */
    private void keepFocus(boolean disabled) {
        StepModel step = wizard.current().get();
        ScrollPane page = page(step);
        Button primary = footer.primary();
        Optional<Node> owner = Optional.ofNullable(getScene()).map(Scene::getFocusOwner);
        if (disabled) {
            pressed = primary.isFocused();
            onPage = owner.filter(node -> Nodes.isWithin(node, page)).isPresent();
            if (pressed) {
                page.requestFocus();
            }
        } else {
            // The page may have had a button to stop the work, and the focus went on from it when it disappeared.
            boolean strayed = onPage && owner.filter(node -> Nodes.isWithin(node, footer)).isPresent();
            boolean through = (pressed || strayed) && step.outline().isPassed();
            // The button to stop the work may disappear only now, together with the focus that it has.
            ended = (pressed || onPage) && step.outline().isPassed() && isHarmless(step);
            Painted.then(() -> ended = false);
            pressed = false;
            onPage = false;
            if ((through || page.isFocused()) && isHarmless(step)) {
                primary.requestFocus();
            } else if (strayed) {
                page.requestFocus();
            }
        }
    }

    private ScrollPane page(StepModel step) {
        return pages.computeIfAbsent(step, this::make);
    }

    private ScrollPane make(StepModel step) {
        Region view = views.apply(step);
        ScrollPane scroll = new ScrollPane(view);
        scroll.getStyleClass().add("page-scroll");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        PageKeys.install(scroll);
        // Not at once: while a page opens, it has the focus only until its first field is ready. While work runs that was
        // begun on it, it keeps the focus for what comes next, and nothing can be pressed.
        ObservableValue<Boolean> running = step.outline().activity().running();
        scroll.focusedProperty()
                .subscribe(focused -> {
                    scroll.pseudoClassStateChanged(RESTING, false);
                    if (focused) {
                        Painted.then(() -> scroll.pseudoClassStateChanged(RESTING,
                                scroll.isFocused() && !running.getValue()));
                    }
                });
        running.subscribe((_, now) -> scroll.pseudoClassStateChanged(RESTING, scroll.isFocused() && !now));
        // Until its first field is ready, Enter must not press Back.
        scroll.sceneProperty().subscribe(scene -> {
            if (scene != null && step.equals(wizard.current().get())) {
                scroll.requestFocus();
            }
        });
        return scroll;
    }

    private void layOutHelp() {
        boolean wide = isWide();
        boolean shown = wide ? !helpClosed : helpAsked;
        StepModel step = wizard.current().get();
        setRight(wide && shown ? helpBeside.computeIfAbsent(step, this::help) : null);
        center.setRight(wide ? null : helpOver.computeIfAbsent(step, this::help));
        center.setPinnedSide(!wide && shown ? Side.RIGHT : null);
        Blocks.show(helpButton, !wide || helpClosed);
        helpButton.setText(texts.get(shown ? "help.close" : "help.show"));
    }

    private HelpView help(StepModel step) {
        HelpView view = new HelpView(step.outline());
        view.visibleProperty().subscribe(_ -> Platform.runLater(this::focusHelp));
        return view;
    }
}
