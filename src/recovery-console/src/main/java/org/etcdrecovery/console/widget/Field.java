package org.etcdrecovery.console.widget;

import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.etcdrecovery.core.text.Shown;

/** A control with its label above, and a hint or a problem below. */
public final class Field extends VBox {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
    private static final PseudoClass RISKY = PseudoClass.getPseudoClass("risky");

    private final Control control;
    private final Label below = Blocks.caption("");
    private String hint = "";
    private String problem = "";
    private String warning = "";

    /**
     * @param label   its label
     * @param control the control
     */
    public Field(String label, Control control) {
        this(label, control, control);
    }

    /**
     * @param label   its label
     * @param control the control
     * @param row     a row that contains the control, for example with a button
     */
    public Field(String label, Control control, Node row) {
        super(6);
        this.control = control;
        getStyleClass().add("field");
        Label name = new Label(label);
        name.getStyleClass().add("field-label");
        name.setLabelFor(control);
        control.setAccessibleText(label);
        getChildren().setAll(name, row, below);
        refresh();
    }

    /** Sets the hint. */
    public Field hint(String text) {
        hint = text;
        refresh();
        return this;
    }

    /** Binds the hint. */
    public Field hint(ObservableValue<String> text) {
        text.subscribe(value -> hint(value));
        return this;
    }

    /** Binds the problem; empty if there is none. */
    public Field problem(ObservableValue<String> text) {
        text.subscribe(value -> {
            problem = value;
            refresh();
        });
        return this;
    }

    /** Binds the warning, which a problem hides; empty if there is none. */
    public Field warning(ObservableValue<String> text) {
        text.subscribe(value -> {
            warning = value;
            refresh();
        });
        return this;
    }

    /** Sets what belongs to the hint, the warning or the problem, and is shown below it. */
    public Field under(Node node) {
        getChildren().add(node);
        return this;
    }

    private void refresh() {
        boolean wrong = !problem.isEmpty();
        boolean risky = !wrong && !warning.isEmpty();
        below.setText(Shown.lines(wrong ? problem : risky ? warning : hint));
        below.pseudoClassStateChanged(WRONG, wrong);
        below.pseudoClassStateChanged(RISKY, risky);
        control.pseudoClassStateChanged(WRONG, wrong);
        control.setAccessibleHelp(below.getText());
        Blocks.show(below, !below.getText().isEmpty());
    }
}
