package org.etcdrecovery.console.explorer.keys;

import java.util.function.Consumer;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import org.etcdrecovery.console.widget.CutText;

/**
 * A name among its siblings. Where there is no space for all of it, what it shares with them gives way first: names such as
 * {@code system:controller:job-controller} begin and end alike.
 */
final class SiblingName extends Region {
    private static final String JOINTS = "./-_:";
    private static final String CUT = "…";
    /** Of the shared letters, so many are left in any case. */
    private static final int FEWEST_LEFT = 3;

    private final Label shown = new Label();
    private final StringProperty whole = new SimpleStringProperty("");
    private final Consumer<Boolean> tooltip = CutText.tooltip(shown, whole);
    private int shared;

    SiblingName() {
        getStyleClass().add("key-name");
        setMinWidth(0);
        shown.setMnemonicParsing(false);
        shown.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        getChildren().setAll(shown);
        widthProperty().subscribe(this::fit);
        shown.fontProperty().subscribe(this::fit);
    }

    /**
     * Shows a name.
     *
     * @param sharedLetters how many of its letters come before what tells it from its siblings
     */
    void show(String name, int sharedLetters) {
        whole.set(name);
        shared = sharedLetters;
        fit();
        requestLayout();
    }

    /** How many letters of a name a sibling shares, up to the end of a word. */
    static int shared(String name, String sibling) {
        int joint = 0;
        for (int i = 0; i < Math.min(name.length() - 1, sibling.length()) && name.charAt(i) == sibling.charAt(i); i++) {
            if (JOINTS.indexOf(name.charAt(i)) >= 0) {
                joint = i + 1;
            }
        }
        return joint;
    }

    private void fit() {
        boolean fits = widthOf(whole.get()) <= getWidth();
        shown.setText(fits ? whole.get() : shortened());
        // Before the first layout, nothing fits.
        tooltip.accept(!fits && getWidth() > 0);
    }

    /** The name with as many of the shared letters as there is space for. */
    private String shortened() {
        String name = whole.get();
        if (shared <= FEWEST_LEFT) {
            return name;
        }
        String own = CUT + name.substring(shared);
        int left = FEWEST_LEFT;
        while (left + 1 < shared && widthOf(name.substring(0, left + 1) + own) <= getWidth()) {
            left++;
        }
        // Half a letter cannot be shown.
        return name.substring(0, Character.isHighSurrogate(name.charAt(left - 1)) ? left - 1 : left) + own;
    }

    private double widthOf(String text) {
        Text measured = new Text(text);
        measured.setFont(shown.getFont());
        return measured.getLayoutBounds().getWidth();
    }

    @Override
    protected double computePrefWidth(double height) {
        return Math.ceil(widthOf(whole.get()));
    }

    @Override
    protected double computePrefHeight(double width) {
        return shown.prefHeight(-1);
    }

    @Override
    protected void layoutChildren() {
        shown.resizeRelocate(0, 0, getWidth(), getHeight());
    }
}
