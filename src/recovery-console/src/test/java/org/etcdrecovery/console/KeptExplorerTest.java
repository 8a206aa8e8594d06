package org.etcdrecovery.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeoutException;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/** Leaving the explorer and coming back to it. */
class KeptExplorerTest extends ConsoleTest {
    @Test
    void isFoundAsItWasLeftUntilTheFileIsInspectedAgain() throws TimeoutException {
        clickOn("#sample");
        press("Continue to Inspect");
        awaitPrimary("Continue to Cluster");
        lookInside();
        doOnFx(() -> lookup("#search").queryAs(TextField.class).setText("/registry/pods"));
        await(() -> lookup("#keysCount").queryAs(Label.class).getText().contains("of"));
        doOnFx(() -> lookup("#keyTree").query().requestFocus());
        push(KeyCode.END);
        await(() -> !keyShown().isEmpty());
        String key = onFx(this::keyShown);
        doOnFx(() -> lookup("#tab-members").queryAs(ToggleButton.class).fire());
        clickOn("#explorerBack");
        await(() -> lookup("#lookInside").query().isFocused());

        lookInside();
        assertThat(onFx(() -> lookup("#tab-members").queryAs(ToggleButton.class).isSelected())).isTrue();
        doOnFx(() -> lookup("#tab-keys").queryAs(ToggleButton.class).fire());
        await(() -> keyShown().equals(key));
        assertThat(onFx(() -> lookup("#search").queryAs(TextField.class).getText())).isEqualTo("/registry/pods");

        push(KeyCode.ESCAPE);
        await(() -> lookup("#lookInside").query().isFocused());
        doOnFx(() -> lookup("#inspectAgain").queryAs(Button.class).fire());
        awaitPrimary("Continue to Cluster");
        lookInside();
        await(() -> lookup("#search").tryQuery().isPresent());
        assertThat(onFx(() -> lookup("#search").queryAs(TextField.class).getText())).isEmpty();

        doOnFx(() -> {
            lookup("#search").queryAs(TextField.class).setText("pods");
            lookup("#search").query().requestFocus();
        });
        push(KeyCode.ESCAPE);
        assertThat(onFx(() -> lookup("#search").queryAs(TextField.class).getText())).as("cleared, and not left")
                .isEmpty();
    }

    private String keyShown() {
        return lookup("#valueKey").queryAs(Label.class).getText();
    }

    private void lookInside() throws TimeoutException {
        doOnFx(() -> {
            lookup("#lookInside").query().requestFocus();
            lookup("#lookInside").queryButton().fire();
        });
        await(() -> lookup("#keyTree").tryQuery().isPresent() || lookup("#membersTable").tryQuery().isPresent());
    }

    private void press(String primary) throws TimeoutException {
        awaitPrimary(primary);
        doOnFx(() -> lookup("#primaryAction").queryButton().fire());
    }

    private void awaitPrimary(String text) throws TimeoutException {
        await(() -> lookup("#primaryAction").tryQueryAs(Button.class)
                .filter(button -> button.getText().equals(text) && !button.isDisabled())
                .isPresent());
    }
}
