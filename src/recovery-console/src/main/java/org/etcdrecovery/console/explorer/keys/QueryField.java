package org.etcdrecovery.console.explorer.keys;

import atlantafx.base.controls.CustomTextField;
import java.util.List;
import javafx.animation.PauseTransition;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.util.Duration;
import org.etcdrecovery.console.explorer.keys.KeyQuery.Way;
import org.etcdrecovery.console.explorer.search.WayButton;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Icons;
import org.etcdrecovery.console.widget.SearchMark;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;

/** The field that searches in keys, with the way to search in it. */
final class QueryField extends CustomTextField {
    /** How long to wait for the next key stroke. */
    private static final Duration PAUSE = Duration.millis(120);

    private final Texts texts = Texts.of("explorer");
    private final ObjectProperty<KeyQuery> query;
    private final ObjectProperty<Way> way = new SimpleObjectProperty<>(Way.PREFIX);
    private final PauseTransition pause = new PauseTransition(PAUSE);

    QueryField(ObjectProperty<KeyQuery> query) {
        this.query = query;
        setId("search");
        getStyleClass().add("mono");
        SearchMark.mark(this);
        setPromptText(texts.get("keys.search"));
        setAccessibleText(texts.get("keys.search"));
        setLeft(Icons.of(MaterialDesignM.MAGNIFY));
        setRight(new WayButton<>("searchWay", List.of(Way.values()), one -> texts.get("keys.way." + one),
                one -> texts.get("keys.way.short." + one), way));
        pause.setOnFinished(_ -> search());
        textProperty().subscribe((_, _) -> pause.playFromStart());
        setOnAction(_ -> search());
        query.subscribe(now -> {
            if (!now.text().equals(getText())) {
                setText(now.text());
            }
            way.set(now.way());
        });
        way.subscribe(now -> {
            if (now != query.get().way()) {
                query.set(new KeyQuery(getText(), now));
            }
        });
    }

    private void search() {
        pause.stop();
        query.set(new KeyQuery(getText(), query.get().way()));
    }
}
