package org.etcdrecovery.console.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javafx.animation.AnimationTimer;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javafx.util.Subscription;
import org.etcdrecovery.console.theme.Theme;
import org.etcdrecovery.console.widget.Painted;
import org.etcdrecovery.core.text.Shown;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.kordamp.ikonli.javafx.FontIcon;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.robot.Motion;
import org.testfx.service.query.EmptyNodeQueryException;
import org.testfx.util.WaitForAsyncUtils;

/** Shows a view in a bare window, styled as in the console, and drives it with a robot. Needs no display. */
public abstract class ScreenTest extends FxRobot {
    private static final long PATIENCE_SECONDS = 30;
    private static final int STILL_PULSES = 5;
    private static final double WIDTH = 1280;
    private static final double HEIGHT = 800;

    private Stage stage;

    /** Starts JavaFX, so that the fields of a test can hold nodes. */
    protected ScreenTest() {
        try {
            FxToolkit.registerPrimaryStage();
        } catch (TimeoutException e) {
            throw new IllegalStateException("JavaFX does not start", e);
        }
    }

    @BeforeEach
    void openWindow() throws TimeoutException {
        // A separate window: a shared one keeps the size that the last test gave it.
        stage = FxToolkit.registerStage(Stage::new);
    }

    @AfterEach
    void closeWindow() {
        doOnFx(() -> stage.hide());
    }

    /** Creates a view on the FX thread and shows it. */
    protected final <V extends Parent> V show(Callable<V> maker) {
        return onFx(() -> {
            V view = maker.call();
            Scene scene = new Scene(new StackPane(view), WIDTH, HEIGHT);
            new Theme().dress(scene);
            stage.setScene(scene);
            stage.show();
            bringToRobot();
            return view;
        });
    }

    /** The window of the view. */
    protected final Stage stage() {
        return stage;
    }

    /** Runs work on the FX thread and waits for its result. */
    protected final <T> T onFx(Callable<T> work) {
        return WaitForAsyncUtils.waitForAsyncFx(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS), work);
    }

    /** Runs work on the FX thread and waits for it. */
    protected final void doOnFx(Runnable work) {
        WaitForAsyncUtils.waitForAsyncFx(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS), work);
    }

    /**
     * Moves the window to where the robot can work: the headless robot treats screen coordinates as window coordinates,
     * and sends keys and clicks to the window that was last brought to the front.
     */
    protected final void bringToRobot() {
        stage.setX(0);
        stage.setY(0);
        stage.toFront();
        stage.requestFocus();
    }

    /**
     * Waits until a condition holds, up to a limit. The condition is checked on the FX thread, which changes what it
     * reads. It does not hold while a node that it looks for is missing, as between two pages.
     */
    protected final void await(Callable<Boolean> condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS, () -> onFx(() -> holds(condition)));
    }

    /** Waits until what is shown was painted, and what was put off until then is done. */
    protected final void awaitPainted() throws TimeoutException {
        AtomicBoolean painted = new AtomicBoolean();
        doOnFx(() -> Painted.then(() -> painted.set(true)));
        await(painted::get);
    }

    /**
     * Checks that the window comes to rest: that for several pulses in a row nothing asks for another layout. What asks
     * again in each one keeps a processor busy for as long as the window is open.
     */
    protected final void assertComesToRest(String where) throws TimeoutException {
        Set<String> asked = new LinkedHashSet<>();
        AtomicReference<Set<String>> last = new AtomicReference<>(Set.of());
        AtomicInteger still = new AtomicInteger();
        AnimationTimer pulses = new AnimationTimer() {
            @Override
            public void handle(long now) {
                still.set(asked.isEmpty() ? still.get() + 1 : 0);
                last.set(Set.copyOf(asked));
                asked.clear();
            }
        };
        Subscription listening = onFx(() -> {
            pulses.start();
            return parents(stage.getScene().getRoot())
                    .map(parent -> parent.needsLayoutProperty().subscribe(needs -> {
                        if (needs) {
                            asked.add(parent.toString());
                        }
                    }))
                    .reduce(Subscription.EMPTY, Subscription::and);
        });
        try {
            await(() -> still.get() >= STILL_PULSES);
        } catch (TimeoutException e) {
            assertThat(last.get()).as(where + " never comes to rest").isEmpty();
            throw e;
        } finally {
            doOnFx(() -> {
                pulses.stop();
                listening.unsubscribe();
            });
        }
    }

    private static Stream<Parent> parents(Parent parent) {
        return Stream.concat(Stream.of(parent), parent.getChildrenUnmodifiable()
                .stream()
                .flatMap(child -> child instanceof Parent inner ? parents(inner) : Stream.of()));
    }

    private static boolean holds(Callable<Boolean> condition) throws Exception {
        try {
            return condition.call();
        } catch (EmptyNodeQueryException e) {
            return false;
        }
    }

    /**
     * Checks that every text on the screen is visible and on a line of this program: no line begins with a word that
     * only came from outside.
     */
    protected final void assertNothingActs(String forged) {
        List<String> texts = onFx(() -> texts(stage.getScene().getRoot()).filter(Objects::nonNull).toList());
        assertThat(texts).isNotEmpty().anyMatch(text -> text.contains(forged)).allSatisfy(text -> {
            assertThat(text.replace("\n", "").codePoints()).noneMatch(Shown::isHidden);
            assertThat(text.lines().map(String::strip)).noneMatch(line -> line.startsWith(forged));
        });
    }

    private static Stream<String> texts(Node node) {
        Stream<String> own = switch (node) {
            case Labeled label -> Stream.of(label.getText(),
                    label.getTooltip() == null ? "" : label.getTooltip().getText());
            // A letter of an icon font, in the private use area.
            case FontIcon _ -> Stream.of();
            case Text text -> Stream.of(text.getText());
            default -> Stream.of();
        };
        Stream<String> inner = node instanceof Parent parent
                ? parent.getChildrenUnmodifiable().stream().flatMap(ScreenTest::texts)
                : Stream.of();
        return Stream.of(own, Stream.of(String.valueOf(node.getAccessibleText())), inner).flatMap(each -> each);
    }

    /**
     * Clicks after looking up the node on the FX thread: a scene cannot be searched while it changes. The pointer leaves
     * the place first, because the robot is so fast that two clicks in one place would be a double click.
     */
    @Override
    public final FxRobot clickOn(String query, Motion motion, MouseButton... buttons) {
        moveTo(0, 0, Motion.DIRECT);
        return clickOn(onFx(() -> point(query)), motion, buttons);
    }
}
