package org.etcdrecovery.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
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
        await(() -> isSeen("#help"));
        type(KeyCode.F1);
        await(() -> !isSeen("#help"));

        doOnFx(() -> scene.getWindow().setWidth(1280));
        await(() -> isSeen("#help"));
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
