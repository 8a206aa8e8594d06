package org.etcdrecovery.console.widget;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.etcdrecovery.console.testing.ScreenTest;
import org.etcdrecovery.console.theme.ThemeChoice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SegmentedChoiceTest extends ScreenTest {
    private final ObjectProperty<ThemeChoice> chosen = new SimpleObjectProperty<>(ThemeChoice.LIGHT);

    @BeforeEach
    void open() {
        show(() -> new SegmentedChoice<>(List.of(ThemeChoice.values()), ThemeChoice::name,
                choice -> "choose-" + choice.name().toLowerCase(Locale.ROOT), chosen));
    }

    @Test
    void aClickChooses() {
        clickOn("#choose-dark");

        assertThat(chosen.get()).isEqualTo(ThemeChoice.DARK);
        assertSelected("DARK");
    }

    @Test
    void aSecondClickLeavesTheChoice() {
        clickOn("#choose-light");

        assertThat(chosen.get()).isEqualTo(ThemeChoice.LIGHT);
        assertSelected("LIGHT");
    }

    @Test
    void followsAChangeOfTheModel() {
        doOnFx(() -> chosen.set(ThemeChoice.DESKTOP));

        assertSelected("DESKTOP");
    }

    @Test
    void homeAndEndChooseTheFirstAndTheLastThatIsOffered() {
        doOnFx(() -> lookup("#choose-light").query().requestFocus());
        push(KeyCode.END);
        assertThat(chosen.get()).isEqualTo(ThemeChoice.DARK);

        doOnFx(() -> lookup(".segmented").<SegmentedChoice<ThemeChoice>>query().disable(ThemeChoice.DESKTOP, true));
        push(KeyCode.HOME);
        assertThat(chosen.get()).isEqualTo(ThemeChoice.LIGHT);
        assertThat(onFx(() -> lookup("#choose-light").query().isFocused())).isTrue();
    }

    private void assertSelected(String name) {
        assertThat(lookup(".toggle-button").queryAllAs(ToggleButton.class)).filteredOn(ToggleButton::isSelected)
                .extracting(ToggleButton::getText)
                .containsExactly(name);
    }
}
