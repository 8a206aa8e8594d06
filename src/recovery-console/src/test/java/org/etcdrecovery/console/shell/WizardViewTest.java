package org.etcdrecovery.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.controlsfx.control.NotificationPane;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.FxTaskRunner;
import org.etcdrecovery.console.run.HeldTaskRunner;
import org.etcdrecovery.console.testing.ScreenTest;
import org.etcdrecovery.console.text.HelpTopic;
import org.etcdrecovery.console.widget.Painted;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the shell does around steps, whatever they are. */
class WizardViewTest extends ScreenTest {
    private final Step source = new Step(StepId.SOURCE);
    private final Step snapshot = new Step(StepId.SNAPSHOT);
    private final Region vanishing = new Region();
    private final HeldTaskRunner runner = new HeldTaskRunner();
    private final Wizard wizard = new Wizard(List.of(source, snapshot));

    private record Step(StepOutline outline) implements StepModel {
        Step(StepId id) {
            this(new StepOutline(id));
        }
    }

    @BeforeEach
    void open() {
        show(() -> new WizardView(wizard, step -> step.equals(source) ? new HBox(vanishing) : new Region(), () -> {}));
        doOnFx(() -> {
            source.outline().setState(StepState.DONE, "");
            wizard.goTo(snapshot);
            runner.run(snapshot.outline().activity(), _ -> "",
                    _ -> snapshot.outline().setState(StepState.DONE, "saved.db"), _ -> {});
        });
    }

    @Test
    void tellsOfWorkThatEndsElsewhereAndLeadsThere() throws TimeoutException {
        doOnFx(() -> wizard.goTo(source));
        doOnFx(runner::release);
        await(() -> news().isShowing());

        assertThat(news().getText()).isEqualTo("Snapshot: saved.db");
        await(() -> button("Show").isPresent());
        doOnFx(() -> button("Show").ifPresent(Button::fire));
        assertThat(wizard.current().get()).isEqualTo(snapshot);
        await(() -> !news().isShowing());
    }

    /** A run that is resumed reads again what it had read. */
    @Test
    void tellsNothingOfWorkThatBeganBeforeTheRunWasShown() throws TimeoutException {
        doOnFx(runner::release);
        CountDownLatch read = new CountDownLatch(1);
        Activity activity = snapshot.outline().activity();
        try (FxTaskRunner real = onFx(() -> new FxTaskRunner(_ -> {}))) {
            doOnFx(() -> real.run(activity, _ -> {
                read.await();
                return "";
            }, _ -> {}, _ -> {}));
            show(() -> new WizardView(wizard, _ -> new Region(), () -> {}));
            doOnFx(() -> wizard.goTo(source));
            read.countDown();
            await(() -> !activity.isRunning());
            doOnFx(() -> {});
            assertThat(news().isShowing()).isFalse();

            doOnFx(() -> real.run(activity, _ -> "", _ -> {}, _ -> {}));
            await(() -> news().isShowing());
        }
    }

    /** While it runs, the focus rests there, and there is nothing to press. */
    @Test
    void thePageShowsThatItHasTheFocusOnlyWhileNoWorkRuns() throws TimeoutException {
        PseudoClass resting = PseudoClass.getPseudoClass("resting");
        ScrollPane page = onFx(() -> lookup(".page-scroll").queryAs(ScrollPane.class));
        AtomicBoolean painted = new AtomicBoolean();
        doOnFx(() -> {
            page.requestFocus();
            Painted.then(() -> painted.set(true));
        });
        await(painted::get);
        assertThat(onFx(page::isFocused)).isTrue();
        assertThat(onFx(() -> page.getPseudoClassStates().contains(resting))).isFalse();

        doOnFx(runner::release);
        doOnFx(page::requestFocus);
        await(() -> page.getPseudoClassStates().contains(resting));
    }

    @Test
    void leavesItToTheStepThatIsShown() {
        doOnFx(runner::release);
        doOnFx(() -> {});

        assertThat(snapshot.outline().state().get()).isEqualTo(StepState.DONE);
        assertThat(news().isShowing()).isFalse();
    }

    @Test
    void theButtonThatLeadsOnGetsTheFocusWhenItsWorkHasEnded() {
        doOnFx(runner::release);
        doOnFx(() -> {
            snapshot.outline().primary().offer("Save", () -> {});
            lookup("#primaryAction").query().requestFocus();
            snapshot.outline().setState(StepState.TODO, "");
            snapshot.outline().primary().withhold("Save", "Saving");
            // The button to stop the work has it, and passes it on to what comes next.
            lookup("#leave").query().requestFocus();
            snapshot.outline().setState(StepState.DONE, "saved.db");
            snapshot.outline().primary().offer("Continue", () -> {});
        });

        assertThat(onFx(() -> lookup("#primaryAction").query().isFocused())).isTrue();
    }

    /** What is below the fold can be read by keys, although nothing there takes the focus. */
    @Test
    void pageDownScrollsWhereverTheFocusIs() throws TimeoutException {
        doOnFx(() -> {
            wizard.goTo(source);
            vanishing.setMinHeight(5000);
            vanishing.setFocusTraversable(true);
        });
        doOnFx(vanishing::requestFocus);
        ScrollPane page = onFx(() -> lookup(".page-scroll").queryAs(ScrollPane.class));
        await(() -> page.getContent().getLayoutBounds().getHeight() > page.getViewportBounds().getHeight());
        double before = onFx(page::getVvalue);

        push(KeyCode.PAGE_DOWN);
        assertThat(onFx(page::getVvalue)).isGreaterThan(before);
        push(KeyCode.PAGE_UP);
        assertThat(onFx(page::getVvalue)).isEqualTo(before);
        doOnFx(() -> {
            TextField field = new TextField();
            ((HBox) vanishing.getParent()).getChildren().addFirst(field);
            field.requestFocus();
        });
        push(KeyCode.PAGE_DOWN);
        assertThat(onFx(page::getVvalue)).as("in a field").isGreaterThan(before);
    }

    /** The button that leads on has the focus on most pages. */
    @Test
    void pageDownScrollsFromTheButtonThatLeadsOnAndAPageOpensAtItsTop() throws TimeoutException {
        doOnFx(() -> {
            wizard.goTo(source);
            source.outline().primary().offer("Continue", () -> {});
            vanishing.setMinHeight(5000);
        });
        ScrollPane page = onFx(() -> lookup(".page-scroll").queryAs(ScrollPane.class));
        await(() -> page.getContent().getLayoutBounds().getHeight() > page.getViewportBounds().getHeight());
        doOnFx(() -> lookup("#primaryAction").query().requestFocus());

        push(KeyCode.PAGE_DOWN);

        assertThat(onFx(page::getVvalue)).isPositive();
        doOnFx(() -> wizard.goTo(snapshot));
        doOnFx(() -> wizard.goTo(source));
        assertThat(onFx(page::getVvalue)).isZero();
    }

    /** Enter must not press what comes next on the page while the work runs. */
    @Test
    void theFocusGoesToThePageWhenWhatBeganTheWorkDisappears() throws TimeoutException {
        Button next = onFx(() -> new Button("Check again"));
        doOnFx(() -> {
            wizard.goTo(source);
            ((HBox) vanishing.getParent()).getChildren().add(next);
            vanishing.setFocusTraversable(true);
        });
        doOnFx(vanishing::requestFocus);
        doOnFx(() -> {
            runner.run(source.outline().activity(), _ -> "", _ -> {}, _ -> {});
            vanishing.setVisible(false);
        });

        await(() -> lookup(".page-scroll").query().isFocused());
    }

    /** A second Enter must not press Back. */
    @Test
    void theFocusStaysOnThePageWhenItsButtonDisappears() throws TimeoutException {
        doOnFx(() -> wizard.goTo(source));
        doOnFx(() -> {
            vanishing.setFocusTraversable(true);
            vanishing.requestFocus();
        });
        doOnFx(() -> vanishing.setVisible(false));

        await(() -> lookup(".page-scroll").query().isFocused());
    }

    /** A second Enter must not press Back, and Enter on Leave must not leave. */
    @Test
    void theFocusStaysOnThePageWhenItsFieldIsDisabled() throws TimeoutException {
        doOnFx(() -> wizard.goTo(source));
        doOnFx(() -> {
            vanishing.setFocusTraversable(true);
            vanishing.requestFocus();
        });
        doOnFx(() -> vanishing.setDisable(true));

        await(() -> lookup(".page-scroll").query().isFocused());
    }

    @Test
    void theFocusComesBackFromTheFooterWhenWorkThatTheKeysStartedHasEnded() {
        doOnFx(runner::release);
        doOnFx(() -> {
            snapshot.outline().primary().offer("Save", () -> {});
            lookup(".page-scroll").query().requestFocus();
            snapshot.outline().setState(StepState.TODO, "");
            snapshot.outline().primary().withhold("Save", "Saving");
            lookup("#back").query().requestFocus();
            snapshot.outline().setState(StepState.DONE, "saved.db");
            snapshot.outline().primary().offer("Continue", () -> {});
        });

        assertThat(onFx(() -> lookup("#primaryAction").query().isFocused())).isTrue();
    }

    /** The page that is open shows what is to do again; the rail says it of the others. */
    @Test
    void theRailCallsNoOpenStepChanged() {
        doOnFx(runner::release);
        doOnFx(() -> {
            wizard.goTo(snapshot);
            snapshot.outline().setState(StepState.TODO_AGAIN, "");
        });
        String again = "To do first: Source";
        assertThat(onFx(() -> lookup(again).queryAll())).isEmpty();

        doOnFx(() -> wizard.goTo(source));
        assertThat(onFx(() -> lookup(again).queryAll())).as("it is not open").isEmpty();
        doOnFx(() -> source.outline().setState(StepState.TODO, ""));

        // The label, and the text in it once it is laid out.
        assertThat(onFx(() -> lookup(again).queryAll())).isNotEmpty();
    }

    @Test
    void leaveStaysWhereItIsWhenThePrimaryButtonChanges() {
        double before = onFx(() -> x("Check the whole cluster"));

        assertThat(onFx(() -> x("Done"))).isEqualTo(before);
    }

    private double x(String name) {
        wizard.current().get().outline().primary().offer(name, () -> {});
        stage().getScene().getRoot().applyCss();
        stage().getScene().getRoot().layout();
        return lookup("#leave").query().localToScene(0, 0).getX();
    }

    /** Who presses F1 wants help, also where it is shown already. */
    @Test
    void theKeyForHelpMovesToItAndEscGoesBack() throws TimeoutException {
        WizardView view = lookup(node -> node instanceof WizardView).query();
        HelpTopic ofField = new HelpTopic("A field", List.of("What it is for."));
        awaitPainted();
        awaitPainted();
        doOnFx(() -> {
            Node back = lookup("#back").query();
            back.requestFocus();
            snapshot.outline().focusedHelp().set(Optional.of(ofField));
            back.focusedProperty().subscribe((_, _) -> snapshot.outline().focusedHelp().set(Optional.empty()));
            view.showHelp();
        });
        await(() -> view.getRight().isFocused());
        assertThat(snapshot.outline().focusedHelp().get()).contains(ofField);
        doOnFx(view::showHelp);
        awaitPainted();
        assertThat(onFx(() -> view.getRight().isFocused())).isTrue();

        assertThat(onFx(view::closeHelp)).isTrue();

        assertThat(onFx(view::getRight)).isNull();
        assertThat(onFx(() -> lookup("#showHelp").query().isVisible())).isTrue();
        assertThat(onFx(() -> lookup("#back").query().isFocused())).isTrue();
        assertThat(onFx(view::closeHelp)).as("there is nothing left to close").isFalse();
        doOnFx(view::showHelp);
        await(() -> view.getRight().isFocused());
    }

    @Test
    void saysWhichStepComesFirst() throws TimeoutException {
        doOnFx(() -> {
            runner.release();
            wizard.goTo(source);
            source.outline().setState(StepState.TODO, "");
        });
        assertThat(onFx(() -> lookup("#step-snapshot").query().getAccessibleText()))
                .isEqualTo("2 Snapshot, to do again, To do first: Source");

        doOnFx(() -> lookup(node -> node instanceof WizardView).<WizardView>query().goTo(2));

        assertThat(wizard.current().get()).isEqualTo(source);
        await(() -> news().isShowing());
        assertThat(news().getText()).isEqualTo("Snapshot is not open yet. Finish Source first.");
        doOnFx(() -> source.outline().setState(StepState.DONE, ""));
        await(() -> !news().isShowing());
        doOnFx(() -> lookup(node -> node instanceof WizardView).<WizardView>query().goTo(2));
        assertThat(wizard.current().get()).isEqualTo(snapshot);
    }

    @Test
    void aClickOnAStepThatIsClosedSaysWhichComesFirst() throws TimeoutException {
        doOnFx(() -> {
            runner.release();
            wizard.goTo(source);
            source.outline().setState(StepState.TODO, "");
        });

        clickOn("#step-snapshot");

        await(() -> news().isShowing());
        assertThat(news().getText()).isEqualTo("Snapshot is not open yet. Finish Source first.");
    }

    private NotificationPane news() {
        return lookup(".notification-pane").query();
    }

    /** The bar creates its buttons when it is laid out. */
    private Optional<Button> button(String text) {
        return lookup(".notification-bar .button").queryAllAs(Button.class)
                .stream()
                .filter(found -> found.getText().equals(text))
                .findFirst();
    }
}
