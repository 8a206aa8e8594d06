package org.etcdrecovery.console.widget;

import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;

/** The meaning of a block. Each tone has an icon, so that colour is never the only sign. */
public enum Tone {
    NEUTRAL,
    /** In progress, or selected. */
    ACCENT, SUCCESS, WARNING, DANGER;

    /** The icon next to a title. */
    public Ikon bannerIcon() {
        return switch (this) {
            case NEUTRAL -> MaterialDesignI.INFORMATION_OUTLINE;
            case ACCENT -> MaterialDesignP.PROGRESS_CLOCK;
            case SUCCESS -> MaterialDesignC.CHECK_DECAGRAM_OUTLINE;
            case WARNING -> MaterialDesignA.ALERT_OUTLINE;
            case DANGER -> MaterialDesignC.CLOSE_OCTAGON_OUTLINE;
        };
    }

    /** The icon in a line of text. */
    public Ikon rowIcon() {
        return switch (this) {
            case NEUTRAL -> MaterialDesignC.CIRCLE_OUTLINE;
            case ACCENT -> MaterialDesignP.PROGRESS_CLOCK;
            case SUCCESS -> MaterialDesignC.CHECK_CIRCLE;
            case WARNING -> MaterialDesignA.ALERT_CIRCLE;
            case DANGER -> MaterialDesignC.CLOSE_CIRCLE;
        };
    }

    /** Gives a node this tone and removes every other one. */
    public void applyTo(Node node) {
        for (Tone tone : values()) {
            node.pseudoClassStateChanged(tone.pseudoClass(), tone == this);
        }
    }

    private PseudoClass pseudoClass() {
        return PseudoClass.getPseudoClass(name().toLowerCase(Locale.ROOT));
    }
}
