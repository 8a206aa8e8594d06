package org.etcdrecovery.console.about;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.etcdrecovery.console.about.AboutViewModel.Parts;
import org.etcdrecovery.console.about.AboutViewModel.Place;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.CommandBlock;
import org.etcdrecovery.console.widget.CutText;
import org.etcdrecovery.console.widget.RichText;

/** The page About: versions, where things are, licences, and the diagnostics for a bug report. */
public final class AboutView extends ScrollPane {
    private static final double NAMES = 190;

    private final Texts texts = Texts.of("about");
    private final Texts shell = Texts.of("shell");
    private final AboutViewModel model;
    private final Button back;
    private final Card licences = Card.titled(texts.get("licences"));

    /**
     * @param model what it shows
     * @param leave goes back to the page before
     */
    public AboutView(AboutViewModel model, Runnable leave) {
        this.model = model;
        setId("about");
        getStyleClass().add("page-scroll");
        setFitToWidth(true);
        back = new Button(texts.get("back"));
        back.setId("aboutBack");
        back.setOnAction(_ -> leave.run());
        Button save = new Button(texts.get("diagnostics.save"));
        save.setId("saveDiagnostics");
        save.setOnAction(_ -> model.saveDiagnostics());
        HBox actions = new HBox(8, back, Blocks.spacer(), save);
        licences.setId("licences");
        model.parts().subscribe(this::showLicences);
        setContent(Blocks.page(shell.get("app.name"), texts.get("what"), actions, versions(), places(), licences));
    }

    /** Moves the focus to the first button. */
    public void focusFirst() {
        back.requestFocus();
    }

    private Card versions() {
        Versions versions = model.versions();
        Card card = Card.titled(texts.get("versions"), fact("program", versions.program()),
                fact("java", versions.java()), fact("toolkit", versions.toolkit()), fact("etcd", versions.etcd()),
                fact("system", versions.system()));
        card.setId("versions");
        return card;
    }

    private Node fact(String name, String value) {
        Label words = new Label(value);
        words.setWrapText(true);
        return row(name, words);
    }

    private HBox row(String name, Node... nodes) {
        Label label = Blocks.muted(texts.get("name." + name));
        label.setMinWidth(NAMES);
        HBox row = Card.row(label);
        row.getChildren().addAll(nodes);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private Card places() {
        Card card = Card.titled(texts.get("places"));
        card.setRows(model.places().stream().map(this::place).toList());
        card.setId("places");
        return card;
    }

    private Node place(Place place) {
        Label path = CutText.middle(Blocks.mono(place.path().toString()));
        path.setMinWidth(0);
        HBox.setHgrow(path, Priority.ALWAYS);
        path.setMaxWidth(Double.MAX_VALUE);
        Button copy = CommandBlock.copyButton(place.path()::toString);
        Button folder = new Button(texts.get("folder"));
        folder.setId("folder-" + place.id());
        folder.getStyleClass().addAll("flat", "small");
        folder.setOnAction(_ -> model.showInFolder(place));
        List.of(copy, folder).forEach(button -> button.setMinWidth(USE_PREF_SIZE));
        return row(place.id(), path, copy, folder);
    }

    private void showLicences(Parts parts) {
        List<Node> rows = new ArrayList<>();
        rows.add(Card.row(new RichText(texts.get("licence"))));
        parts.notices().ifPresent(file -> {
            Button open = new Button(texts.get("notices"));
            open.setId("notices");
            open.setOnAction(_ -> model.showNotices());
            rows.add(Card.row(open));
        });
        parts.libraries().forEach(library -> {
            Label name = new Label(library.name() + " " + library.version());
            name.setMinWidth(NAMES * 2);
            name.setMaxWidth(NAMES * 2);
            name.setWrapText(true);
            Label licence = Blocks.muted(library.licences());
            licence.setWrapText(true);
            rows.add(Card.row(name, licence));
        });
        licences.setRows(rows);
    }
}
