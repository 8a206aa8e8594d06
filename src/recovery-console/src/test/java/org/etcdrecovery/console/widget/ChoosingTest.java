package org.etcdrecovery.console.widget;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.testing.ScreenTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChoosingTest extends ScreenTest {
    private final List<String> chosen = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theArrowKeysChooseWhatTheySelect(boolean radio) throws TimeoutException {
        open(radio);

        press(KeyCode.DOWN).release(KeyCode.DOWN);
        await(() -> chosen.equals(List.of("b")));
        press(KeyCode.UP).release(KeyCode.UP);
        await(() -> chosen.equals(List.of("b", "a")));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSecondClickLeavesTheChoice(boolean radio) {
        open(radio);

        clickOn("#a");

        assertThat(onFx(() -> lookup("#a").queryAs(ToggleButton.class).isSelected())).isTrue();
    }

    private void open(boolean radio) {
        show(() -> {
            ToggleGroup group = new ToggleGroup();
            return new VBox(Stream.of("a", "b").map(name -> toggle(name, radio, group)).toArray(Node[]::new));
        });
        doOnFx(() -> lookup("#a").query().requestFocus());
    }

    private ToggleButton toggle(String name, boolean radio, ToggleGroup group) {
        ToggleButton toggle = radio ? new RadioButton(name) : new ToggleButton(name);
        toggle.setId(name);
        toggle.setToggleGroup(group);
        toggle.setSelected(name.equals("a"));
        Choosing.on(toggle, () -> chosen.add(name));
        return toggle;
    }
}
