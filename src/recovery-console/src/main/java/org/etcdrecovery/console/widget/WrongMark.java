package org.etcdrecovery.console.widget;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import org.controlsfx.control.decoration.Decorator;
import org.controlsfx.control.decoration.GraphicDecoration;
import org.etcdrecovery.core.text.Shown;

/** Marks a control with an invalid value by its border and an icon, so that colour is never the only sign. */
public final class WrongMark {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
    private static final double FROM_EDGE = -14;

    private WrongMark() {}

    /** Marks a control, or removes the mark if there is no problem. */
    public static void show(Control control, String problem) {
        boolean wrong = !problem.isEmpty();
        control.pseudoClassStateChanged(WRONG, wrong);
        Decorator.removeAllDecorations(control);
        if (wrong) {
            Label mark = new Label(null, Icons.of(Tone.DANGER));
            mark.setTooltip(new Tooltip(Shown.lines(problem)));
            Decorator.addDecoration(control, new GraphicDecoration(mark, Pos.CENTER_RIGHT, FROM_EDGE, 0));
        }
    }
}
