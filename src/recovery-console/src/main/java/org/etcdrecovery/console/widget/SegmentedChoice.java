package org.etcdrecovery.console.widget;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;

/**
 * A row of choices, exactly one of which is selected.
 *
 * @param <T> the type of the choices
 */
public final class SegmentedChoice<T> extends HBox {
    private final ToggleGroup group = new ToggleGroup();

    /**
     * @param choices the choices in order
     * @param name    the label of a choice
     * @param id      the id of its button
     * @param chosen  the selected choice
     */
    public SegmentedChoice(List<T> choices, Function<T, String> name, Function<T, String> id,
            ObjectProperty<T> chosen) {
        getStyleClass().add("segmented");
        for (T choice : choices) {
            ToggleButton button = new ToggleButton(name.apply(choice));
            button.setId(id.apply(choice));
            button.setMnemonicParsing(false);
            button.setMinWidth(USE_PREF_SIZE);
            button.setToggleGroup(group);
            button.setUserData(choice);
            button.getStyleClass().add(place(choices, choice));
            Choosing.on(button, () -> chosen.set(choice));
            getChildren().add(button);
        }
        chosen.subscribe(this::show);
        addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            Optional<ToggleButton> end = switch (event.getCode()) {
                case HOME -> offered().findFirst();
                case END -> offered().reduce((_, last) -> last);
                default -> Optional.empty();
            };
            end.ifPresent(button -> {
                button.requestFocus();
                button.fire();
                event.consume();
            });
        });
    }

    private Stream<ToggleButton> offered() {
        return group.getToggles().stream().map(ToggleButton.class::cast).filter(button -> !button.isDisabled());
    }

    /** Offers a choice, or does not. */
    public void disable(T choice, boolean disabled) {
        group.getToggles()
                .stream()
                .filter(toggle -> choice.equals(toggle.getUserData()))
                .forEach(toggle -> ((ToggleButton) toggle).setDisable(disabled));
    }

    /** Changes the label of a choice. */
    public void rename(T choice, String name) {
        group.getToggles()
                .stream()
                .filter(toggle -> choice.equals(toggle.getUserData()))
                .forEach(toggle -> ((ToggleButton) toggle).setText(name));
    }

    /** Moves the focus to the selected choice. */
    public void focusChosen() {
        if (group.getSelectedToggle() instanceof ToggleButton button) {
            button.requestFocus();
        }
    }

    private static <T> String place(List<T> choices, T choice) {
        if (choice.equals(choices.getFirst())) {
            return Styles.LEFT_PILL;
        }
        return choice.equals(choices.getLast()) ? Styles.RIGHT_PILL : Styles.CENTER_PILL;
    }

    private void show(T choice) {
        for (Toggle toggle : group.getToggles()) {
            toggle.setSelected(choice.equals(toggle.getUserData()));
        }
    }
}
