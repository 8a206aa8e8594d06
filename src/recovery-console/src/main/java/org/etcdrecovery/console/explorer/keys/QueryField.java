package org.etcdrecovery.console.explorer.keys;

import atlantafx.base.controls.CustomTextField;
import javafx.animation.PauseTransition;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.util.Duration;
import org.etcdrecovery.console.explorer.keys.KeyQuery.Way;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Icons;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;

/** The field that searches in keys, with the way to search in it. */
final class QueryField extends CustomTextField {
    /** How long to wait for the next key stroke. */
    private static final Duration PAUSE = Duration.millis(120);

    private final Texts texts = Texts.of("explorer");
    private final ObjectProperty<KeyQuery> query;
    private final Button way = new Button();
    private final PauseTransition pause = new PauseTransition(PAUSE);

    QueryField(ObjectProperty<KeyQuery> query) {
        this.query = query;
        setId("search");
        getStyleClass().addAll("mono", "query-field");
        setPromptText(texts.get("keys.search"));
        setAccessibleText(texts.get("keys.search"));
        setLeft(Icons.of(MaterialDesignM.MAGNIFY));
        way.setId("searchWay");
        way.getStyleClass().addAll("flat", "query-way");
        ContextMenu menu = new ContextMenu();
        ToggleGroup group = new ToggleGroup();
        for (Way one : Way.values()) {
            RadioMenuItem item = new RadioMenuItem(texts.get("keys.way." + one));
            item.setToggleGroup(group);
            item.setOnAction(_ -> query.set(new KeyQuery(getText(), one)));
            query.subscribe(now -> item.setSelected(now.way() == one));
            menu.getItems().add(item);
        }
        way.setOnAction(event -> {
            // It would go on to the field, as if Enter had been pressed there.
            event.consume();
            menu.show(way, Side.BOTTOM, 0, 0);
        });
        setRight(way);
        pause.setOnFinished(_ -> search());
        textProperty().subscribe((_, _) -> pause.playFromStart());
        setOnAction(_ -> search());
        query.subscribe(now -> {
            way.setText(texts.get("keys.way.short." + now.way()));
            way.setAccessibleText(texts.get("keys.way." + now.way()));
            if (!now.text().equals(getText())) {
                setText(now.text());
            }
        });
    }

    private void search() {
        pause.stop();
        query.set(new KeyQuery(getText(), query.get().way()));
    }
}
