package org.etcdrecovery.console.widget;

import java.util.List;
import javafx.geometry.Insets;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.text.Shown;

/**
 * What could not be read of a damaged file. What that means comes first; below it are some of the places, for those who
 * know the format.
 */
public final class DamageNotes extends VBox {
    /** What is shown of the file needs the space. */
    private static final int PLACES = 3;
    /** In line with the words beside the icon. */
    private static final Insets INDENT = new Insets(0, 0, 0, 28);

    /** Notes that are not shown until something could not be read. */
    public DamageNotes() {
        super(4);
        // Squeezed, one line would lie over the other.
        setMinHeight(USE_PREF_SIZE);
        Blocks.show(this, false);
    }

    /**
     * Shows notes.
     *
     * @param meaning what the operator does not see, or sees wrongly
     * @param places  what could not be read; without any, nothing is shown
     */
    public void show(String meaning, List<String> places) {
        getChildren().setAll(Blocks.plainNote(Tone.WARNING, meaning));
        places.stream().limit(PLACES).map(DamageNotes::place).forEach(getChildren()::add);
        int more = places.size() - PLACES;
        if (more > 0) {
            getChildren().add(place(Texts.of("shell").get("damage.more", Quantities.number(more))));
        }
        Blocks.show(this, !places.isEmpty());
    }

    private static Label place(String words) {
        Label place = Blocks.caption(Shown.text(words));
        place.getStyleClass().add("mono");
        place.setPadding(INDENT);
        return place;
    }
}
