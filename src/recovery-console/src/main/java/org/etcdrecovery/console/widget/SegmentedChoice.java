package org.etcdrecovery.console.widget;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;

/**
 * A few choices beside each other of which one always holds.
 *
 * @param <T> what is chosen
 */
public final class SegmentedChoice<T> extends HBox {
    private final ToggleGroup group = new ToggleGroup();

    /**
     * @param choices in their order
     * @param name    what a choice is called
     * @param id      the id of its button
     * @param chosen  the one that holds
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
            // A press on the one that holds would leave none.
            button.setOnAction(_ -> {
                button.setSelected(true);
                chosen.set(choice);
            });
            getChildren().add(button);
        }
        chosen.subscribe(this::show);
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
