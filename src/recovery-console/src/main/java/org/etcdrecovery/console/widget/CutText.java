package org.etcdrecovery.console.widget;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import javafx.beans.value.ObservableStringValue;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/**
 * A tooltip with the whole text of a field or label, only while the text does not fit: otherwise it would just cover
 * other things.
 */
public final class CutText {
    private CutText() {}

    /** Adds the tooltip to a field. */
    public static void install(TextField field) {
        install(field, () -> room(field));
    }

    /**
     * Adds the tooltip to a field that shows more than its text.
     *
     * @param room the width that is left for the text
     */
    static void install(TextField field, DoubleSupplier room) {
        Consumer<Boolean> tooltip = tooltip(field, field.textProperty());
        Runnable look = () -> tooltip.accept(exceeds(field, room.getAsDouble()));
        field.textProperty().subscribe(look);
        field.widthProperty().subscribe(look);
        field.fontProperty().subscribe(look);
    }

    /**
     * Shows the beginning and the end of what a field contains as long as it does not fit and the field has not the
     * focus: a field shows only its beginning.
     *
     * @return the field and what covers it
     */
    public static StackPane bothEnds(TextField field) {
        install(field);
        Label ends = ends(field);
        StackPane cell = new StackPane(field, ends);
        cell.setAlignment(Pos.CENTER_LEFT);
        cell.setMinWidth(0);
        Runnable look = () -> ends.setVisible(exceeds(field, room(field)) && !field.isFocused());
        field.textProperty().subscribe(look);
        field.widthProperty().subscribe(look);
        field.fontProperty().subscribe(look);
        field.insetsProperty().subscribe(look);
        field.focusedProperty().subscribe(look);
        return cell;
    }

    /**
     * Lets a label become narrower than its text, of which it then shows the beginning and the end: two names, URLs or
     * IDs often differ in only one of them.
     *
     * @return the label
     */
    public static <L extends Labeled> L middle(L label) {
        label.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        label.setMinWidth(0);
        label.textTruncatedProperty().subscribe(tooltip(label, label.textProperty()));
        return label;
    }

    /**
     * Returns what shows or hides a tooltip with a text. A tooltip is a window with a scene, which takes longer to make
     * than the cell of a table, so it is made once it is wanted.
     *
     * @param control has the tooltip
     * @param text    its text, which may change
     */
    public static Consumer<Boolean> tooltip(Control control, ObservableStringValue text) {
        AtomicReference<@Nullable Tooltip> made = new AtomicReference<>();
        return wanted -> {
            if (wanted && made.get() == null) {
                Tooltip tooltip = new Tooltip();
                tooltip.textProperty().bind(text);
                made.set(tooltip);
            }
            control.setTooltip(wanted ? made.get() : null);
        };
    }

    /** What covers a field to show both ends of its text. */
    static Label ends(TextField field) {
        Label ends = middle(new Label());
        ends.textProperty().bind(field.textProperty());
        ends.fontProperty().bind(field.fontProperty());
        ends.getStyleClass().add("both-ends");
        ends.setMouseTransparent(true);
        field.insetsProperty().subscribe(ends::setPadding);
        return ends;
    }

    private static double room(TextField field) {
        Insets insets = field.getInsets();
        return field.getWidth() - insets.getLeft() - insets.getRight();
    }

    /** Whether the text of a field is wider than this. */
    static boolean exceeds(TextField field, double room) {
        Text text = new Text(field.getText());
        text.setFont(field.getFont());
        return text.getLayoutBounds().getWidth() > room;
    }
}
