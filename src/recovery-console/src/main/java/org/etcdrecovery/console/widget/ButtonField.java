package org.etcdrecovery.console.widget;

import atlantafx.base.controls.CustomTextField;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.StringProperty;
import javafx.event.EventDispatcher;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;

/**
 * A text field for a path, an ID or the like, with a button in it that fills it. While it has not the focus, it shows the
 * beginning and the end of a text that does not fit: the end of a path says which file it is.
 */
public final class ButtonField extends CustomTextField {
    private final Button button;
    private final Label ends = CutText.ends(this);

    /**
     * @param id   its id; the button's is {@code browse-ID}
     * @param ikon the icon of the button
     * @param name what the button does
     */
    public ButtonField(String id, Ikon ikon, String name) {
        button = Icons.button(ikon, name);
        button.getStyleClass().add("field-button");
        button.idProperty().bind(idProperty().map(now -> "browse-" + now));
        setId(id);
        getStyleClass().addAll("mono", "button-field");
        setRight(button);
        CutText.install(this, this::room);
        // The skin would give it another size in each layout, and so request the next.
        ends.setManaged(false);
        // The skin decides what else is in the field.
        skinProperty().subscribe(skin -> {
            if (skin != null && !getChildren().contains(ends)) {
                getChildren().add(ends);
            }
        });
        focusedProperty().subscribe(this::showEnds);
        textProperty().subscribe(this::showEnds);
        // Keys of the button go past the field, which would edit its text with them.
        EventDispatcher own = getEventDispatcher();
        setEventDispatcher((event, tail) -> event instanceof KeyEvent && button.equals(event.getTarget())
                ? tail.dispatchEvent(event)
                : own.dispatchEvent(event, tail));
    }

    /**
     * A field for a path that can be typed or chosen.
     *
     * @param name   what the button does
     * @param path   the text of the field
     * @param choose asks for a path; empty if none was chosen
     */
    public static ButtonField path(String id, String name, StringProperty path, Supplier<Optional<String>> choose) {
        ButtonField field = new ButtonField(id, MaterialDesignF.FOLDER_OUTLINE, name);
        field.textProperty().bindBidirectional(path);
        field.onButton(() -> choose.get().ifPresent(path::set));
        return field;
    }

    private double room() {
        return getWidth() - snappedLeftInset() - snappedRightInset() - beside();
    }

    /** The width of what the skin puts around the button. */
    private double beside() {
        return button.getParent() instanceof Region pane ? pane.getWidth() : 0;
    }

    private void showEnds() {
        ends.setVisible(!isFocused() && CutText.exceeds(this, room()));
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        showEnds();
        ends.resizeRelocate(0, 0, getWidth() - beside(), getHeight());
    }

    /** Sets the action of the button. */
    public void onButton(Runnable action) {
        button.setOnAction(pressed -> {
            // It would go on to the field, as if Enter had been pressed there.
            pressed.consume();
            action.run();
        });
    }

    Button button() {
        return button;
    }
}
