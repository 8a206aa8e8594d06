package org.etcdrecovery.console.explorer.search;

import atlantafx.base.controls.CustomTextField;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.etcdrecovery.console.explorer.search.ValueQuery.Way;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Icons;
import org.etcdrecovery.console.widget.SearchMark;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;

/** Where the operator says what to look for in values. */
public final class SearchBar extends HBox {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    private final Texts texts = Texts.of("explorer");

    /** Fills in the search of this model. */
    public SearchBar(SearchViewModel model) {
        super(10);
        setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(this, Priority.ALWAYS);
        CustomTextField field = new CustomTextField();
        field.setId("searchValues");
        field.getStyleClass().add("mono");
        SearchMark.mark(field);
        field.setPromptText(texts.get("search.prompt"));
        field.setAccessibleText(texts.get("search.prompt"));
        field.setLeft(Icons.of(MaterialDesignM.MAGNIFY));
        field.setRight(new WayButton<>("searchValuesWay", List.of(Way.values()),
                way -> texts.get("search.way." + way), way -> texts.get("search.way.short." + way), model.way()));
        field.setPrefWidth(300);
        field.setMinWidth(220);
        field.textProperty().bindBidirectional(model.text());
        field.setOnAction(_ -> model.search());
        Button start = new Button(texts.get("search.start"));
        start.setId("searchStart");
        start.setMinWidth(USE_PREF_SIZE);
        start.setOnAction(_ -> model.search());
        CheckBox history = new CheckBox(texts.get("search.history"));
        history.setId("searchHistory");
        history.setMinWidth(USE_PREF_SIZE);
        history.selectedProperty().bindBidirectional(model.history());
        Label wrong = Blocks.muted(texts.get("search.hex"));
        wrong.setId("searchWrong");
        wrong.pseudoClassStateChanged(WRONG, true);
        wrong.setMinWidth(0);
        Runnable judge = () -> {
            Blocks.show(wrong, model.isWrong());
            start.setDisable(model.text().get().isBlank() || model.isWrong());
        };
        model.text().subscribe(judge);
        model.way().subscribe(judge);
        judge.run();
        getChildren().setAll(field, start, wrong, Blocks.spacer(), history);
    }
}
