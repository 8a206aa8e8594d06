package org.etcdrecovery.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeoutException;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.etcdrecovery.console.settings.SettingsFile;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

/** The window as a whole: the start page, a run, the shortcuts, and what survives a restart. */
class ConsoleWindowTest extends ConsoleTest {
    @Test
    void opensARunFromACardAndLeavesItAgain() {
        clickOn("#task-recover");
        assertThat(lookup("#pageTitle").queryAs(Label.class).getText()).isEqualTo("Source");

        clickOn("#back");
        assertThat(lookup("#task-recover").tryQuery()).isPresent();
    }

    @Test
    void theSecondClickOfADoubleClickDoesNotActOnTheNextPage() throws TimeoutException {
        clickOn("#sample");
        await(() -> isOffered("Continue to Inspect"));
        clickOn("#primaryAction");
        await(() -> isOffered("Continue to Cluster"));

        click("#primaryAction", 1);
        await(() -> isOffered("Continue to Safety"));
        click("#primaryAction", 2);
        assertThat(lookup("#pageTitle").queryAs(Label.class).getText()).isEqualTo("Cluster");

        click("#back", 1);
        click("#back", 2);
        assertThat(lookup("#pageTitle").queryAs(Label.class).getText()).isEqualTo("Inspect");
        click("#back", 1);
        assertThat(lookup("#pageTitle").queryAs(Label.class).getText()).isEqualTo("Source");
    }

    /** A book on the Enter key must not walk through the steps and write directories. */
    @Test
    void aKeyThatIsHeldPressesOneButton() throws TimeoutException {
        clickOn("#sample");
        await(() -> isOffered("Continue to Inspect"));
        for (boolean shortcut : List.of(true, false)) {
            press(shortcut);
            await(() -> isOffered(shortcut ? "Continue to Cluster" : "Continue to Safety"));
            enter(KeyEvent.KEY_PRESSED, shortcut);
            assertThat(lookup("#pageTitle").queryAs(Label.class).getText())
                    .isEqualTo(shortcut ? "Inspect" : "Cluster");
            enter(KeyEvent.KEY_RELEASED, shortcut);
        }
        press(false);
        await(() -> lookup("#pageTitle").queryAs(Label.class).getText().equals("Safety"));
    }

    /** Focuses the primary button and presses Enter at once: a new page takes the focus a pulse after it is shown. */
    private void press(boolean shortcut) {
        doOnFx(() -> {
            lookup("#primaryAction").query().requestFocus();
            fire(KeyEvent.KEY_PRESSED, shortcut);
        });
    }

    private void enter(EventType<KeyEvent> type, boolean shortcut) {
        doOnFx(() -> fire(type, shortcut));
    }

    private void fire(EventType<KeyEvent> type, boolean shortcut) {
        stage().getScene()
                .getFocusOwner()
                .fireEvent(new KeyEvent(type, "", "", KeyCode.ENTER, false, shortcut, false, false));
    }

    /** One click of several in the same place; the robot cannot tell how fast it is. */
    private void click(String query, int count) {
        doOnFx(() -> {
            Node node = lookup(query).query();
            for (EventType<MouseEvent> type : List.of(MouseEvent.MOUSE_PRESSED, MouseEvent.MOUSE_RELEASED)) {
                node.fireEvent(new MouseEvent(type, 1, 1, 1, 1, MouseButton.PRIMARY, count, false, false, false, false,
                        type == MouseEvent.MOUSE_PRESSED, false, false, false, false, true, null));
            }
        });
    }

    private boolean isOffered(String primary) {
        return lookup("#primaryAction").tryQueryAs(Button.class)
                .filter(button -> button.getText().equals(primary) && !button.isDisabled())
                .isPresent();
    }

    @Test
    void showsTheFirstStepAsCurrentAndTheRestAsClosed() {
        clickOn("#task-recover");

        assertThat(lookup("#step-source").queryAs(Button.class).getAccessibleText()).contains("current step");
        assertThat(lookup("#step-verify").queryAs(Button.class).isDisabled()).isTrue();
    }

    @Test
    void switchesTheLookAndKeepsIt() {
        clickOn("#toggleTheme");
        closeConsole();

        assertThat(new SettingsFile(home.resolve("settings.json")).load().settings().theme().name())
                .isIn("LIGHT", "DARK");
    }

    @Test
    void pressesTheButtonThatHasTheFocusByEnter() {
        doOnFx(() -> lookup("#task-save").query().requestFocus());
        type(KeyCode.ENTER);

        assertThat(lookup("#pageTitle").queryAs(Label.class).getText()).isEqualTo("Source");
    }

    @Test
    void laysTheHelpOverThePageWhereThereIsNoRoomBesideIt() throws TimeoutException {
        clickOn("#task-recover");
        Scene scene = lookup("#rail").query().getScene();
        assertThat(isSeen("#help")).isTrue();
        assertThat(isSeen("#showHelp")).isFalse();

        doOnFx(() -> scene.getWindow().setWidth(1024));
        await(() -> isSeen("#showHelp") && !isSeen("#help"));
        WaitForAsyncUtils.waitForFxEvents();
        clickOn("#showHelp");
        // It slides in.
        await(() -> isSeen("#help") && right("#help") <= scene.getWidth());
        assertThat(onFx(() -> lookup("#help").query().getEffect())).as("it is over the page, not beside it")
                .isNotNull();
        type(KeyCode.F1);
        await(() -> lookup("#help").query().isFocused());
        type(KeyCode.ESCAPE);
        await(() -> !isSeen("#help"));
        type(KeyCode.F1);
        await(() -> isSeen("#help") && lookup("#help").query().isFocused());

        doOnFx(() -> scene.getWindow().setWidth(1280));
        await(() -> isSeen("#help"));
    }

    private double right(String node) {
        Node shown = lookup(node).query();
        return shown.localToScene(shown.getLayoutBounds()).getMaxX();
    }

    private boolean isSeen(String node) {
        return lookup(node).tryQuery().filter(Node::isVisible).isPresent();
    }

    @Test
    void opensAboutFromTheMenuAndClosesItByEsc() throws TimeoutException {
        clickOn("#menu");
        clickOn("About");
        await(() -> isSeen("#about"));
        await(() -> lookup("#licences .card-row").queryAll().size() > 20);

        type(KeyCode.ESCAPE);

        await(() -> isSeen("#task-recover") && !isSeen("#about"));
    }

    @Test
    void showsAFaultOfItsOwnAndGoesOn() {
        doOnFx(() -> Thread.currentThread()
                .getUncaughtExceptionHandler()
                .uncaughtException(Thread.currentThread(), new IllegalStateException("a fault")));
        assertThat(lookup("#unexpected").query().isVisible()).isTrue();
        assertThat(lookup("#unexpectedSave").queryButton().getOnAction()).isNotNull();

        clickOn("#unexpectedClose");
        assertThat(lookup("#unexpected").query().isVisible()).isFalse();
        clickOn("#task-recover");
        assertThat(lookup("#pageTitle").queryAs(Label.class).getText()).isEqualTo("Source");
    }
}
