package org.etcdrecovery.console.widget;

import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;

/** What a block means. Each tone has an icon, so that colour never stands alone. */
public enum Tone {
    NEUTRAL,
    /** Under way, or what is worked on. */
    ACCENT, SUCCESS, WARNING, DANGER;

    /** Its icon beside a title. */
    public Ikon bannerIcon() {
        return switch (this) {
            case NEUTRAL -> MaterialDesignI.INFORMATION_OUTLINE;
            case ACCENT -> MaterialDesignP.PROGRESS_CLOCK;
            case SUCCESS -> MaterialDesignC.CHECK_DECAGRAM_OUTLINE;
            case WARNING -> MaterialDesignA.ALERT_OUTLINE;
            case DANGER -> MaterialDesignC.CLOSE_OCTAGON_OUTLINE;
        };
    }

    /** Its icon in a row of text. */
    public Ikon rowIcon() {
        return switch (this) {
            case NEUTRAL -> MaterialDesignC.CIRCLE_OUTLINE;
            case ACCENT -> MaterialDesignP.PROGRESS_CLOCK;
            case SUCCESS -> MaterialDesignC.CHECK_CIRCLE;
            case WARNING -> MaterialDesignA.ALERT_CIRCLE;
            case DANGER -> MaterialDesignC.CLOSE_CIRCLE;
        };
    }

    /** Gives a node this tone and takes every other one away. */
    public void applyTo(Node node) {
        for (Tone tone : values()) {
            node.pseudoClassStateChanged(tone.pseudoClass(), tone == this);
        }
    }

    private PseudoClass pseudoClass() {
        return PseudoClass.getPseudoClass(name().toLowerCase(Locale.ROOT));
    }
}
