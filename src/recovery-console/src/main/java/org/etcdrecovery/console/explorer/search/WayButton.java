package org.etcdrecovery.console.explorer.search;

import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;

/**
 * Inside a search field: the way in which it searches, and a menu of all ways.
 *
 * @param <W> the type of the ways
 */
public final class WayButton<W> extends Button {
    /**
     * @param id        the id of the node
     * @param ways      the ways
     * @param name      how the menu names a way
     * @param shortName how the button names it
     * @param chosen    the chosen way
     */
    public WayButton(String id, List<W> ways, Function<W, String> name, Function<W, String> shortName,
            ObjectProperty<W> chosen) {
        setId(id);
        getStyleClass().addAll("flat", "query-way");
        setMinWidth(USE_PREF_SIZE);
        ContextMenu menu = new ContextMenu();
        ToggleGroup group = new ToggleGroup();
        for (W way : ways) {
            RadioMenuItem item = new RadioMenuItem(name.apply(way));
            item.setToggleGroup(group);
            item.setOnAction(_ -> chosen.set(way));
            chosen.subscribe(now -> item.setSelected(now.equals(way)));
            menu.getItems().add(item);
        }
        setOnAction(event -> {
            // It would go on to the field, as if Enter had been pressed there.
            event.consume();
            menu.show(this, Side.BOTTOM, 0, 0);
        });
        chosen.subscribe(now -> {
            setText(shortName.apply(now));
            setAccessibleText(name.apply(now));
        });
    }
}
