package org.etcdrecovery.console.home;

import java.util.Locale;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.finding.FailureNotice;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.settings.Settings;
import org.etcdrecovery.console.shell.WhileShown;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Banner;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Icons;
import org.etcdrecovery.console.widget.RichText;
import org.etcdrecovery.console.widget.Tone;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;

/** The start page. */
public final class HomeView extends ScrollPane {
    private static final double GAP = 14;

    private final Texts texts = Texts.of("home");
    private final HomeViewModel model;
    private final UnfinishedRuns unfinished;
    private final Node first;
    private final VBox recent = new VBox(10);

    /** A view of this model. */
    public HomeView(HomeViewModel model) {
        this.model = model;
        setId("homePage");
        getStyleClass().add("page-scroll");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        unfinished = new UnfinishedRuns(model);
        first = task(RunKind.RECOVER, MaterialDesignL.LIFEBUOY);
        VBox page = new VBox(head(), notices(), unfinished, tasks(), failure(), recent, sample());
        page.getStyleClass().add("home-page");
        setContent(new StackPane(page));
        WhileShown.follow(this, model.settings(), this::show);
    }

    /** Moves the focus to what the operator most likely wants: going on, else the first task. */
    public void focusFirst() {
        unfinished.first().orElse(first).requestFocus();
    }

    private Node head() {
        Label title = new Label(texts.get("title"));
        title.getStyleClass().add("big-title");
        Label words = Blocks.muted(texts.get("sentence"));
        words.setWrapText(true);
        return new VBox(6, title, words);
    }

    private Node notices() {
        VBox notices = new VBox(10);
        notices.setId("homeNotices");
        for (HomeNotice notice : model.notices()) {
            Banner banner = new Banner();
            banner.say(Tone.WARNING, notice.title(), notice.text());
            notices.getChildren().add(banner);
        }
        Blocks.show(notices, !model.notices().isEmpty());
        return notices;
    }

    private Node tasks() {
        HBox upper = new HBox(GAP, first, task(RunKind.SAVE, MaterialDesignC.CONTENT_SAVE_OUTLINE));
        HBox lower = new HBox(GAP, task(RunKind.INSPECT, MaterialDesignF.FILE_SEARCH_OUTLINE),
                task(RunKind.RESCUE, MaterialDesignH.HARDDISK));
        return new VBox(GAP, upper, lower);
    }

    private Node task(RunKind kind, Ikon ikon) {
        String key = "task." + kind;
        StackPane icon = new StackPane(Icons.of(ikon, 24));
        icon.getStyleClass().add("task-icon");
        Label title = new Label(texts.get(key + ".title"));
        title.getStyleClass().add("task-title");
        Label from = new Label(texts.get(key + ".from"));
        from.getStyleClass().add("task-start");
        RichText when = new RichText(texts.get(key + ".when"));
        VBox words = new VBox(4, title, when, from);
        VBox.setMargin(from, new Insets(4, 0, 0, 0));
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox content = new HBox(16, icon, words);
        TaskCard card = new TaskCard(content);
        card.setId("task-" + kind.name().toLowerCase(Locale.ROOT));
        HBox.setHgrow(card, Priority.ALWAYS);
        card.setAccessibleText(title.getText() + ". " + when.plainText());
        card.setOnAction(_ -> model.begin(kind));
        return card;
    }

    private Node failure() {
        FailureNotice notice = new FailureNotice();
        model.failed()
                .subscribe(failed -> failed.ifPresentOrElse(
                        why -> notice.show(texts.get("sample.failed"), why), notice::clear));
        return notice;
    }

    private void show(Settings settings) {
        Hyperlink open = new Hyperlink(texts.get("recent.open"));
        open.setId("openFile");
        open.setOnAction(_ -> model.openFile());
        Hyperlink compare = new Hyperlink(texts.get("compare"));
        compare.setId("compareTwo");
        compare.setOnAction(_ -> model.compare());
        HBox head = new HBox(16, Blocks.strong(texts.get("recent.title")), Blocks.spacer(), compare, open);
        head.setAlignment(Pos.BASELINE_LEFT);
        recent.getChildren()
                .setAll(head, settings.recent().isEmpty()
                        ? Blocks.muted(texts.get("recent.none"))
                        : RecentTable.of(settings.recent(), model::day, model::open,
                                model::lookInside));
        VBox.setMargin(recent, new Insets(12, 0, 0, 0));
    }

    private Node sample() {
        Hyperlink link = new Hyperlink(texts.get("sample.link"));
        link.setId("sample");
        link.getStyleClass().add("strong");
        link.setOnAction(_ -> model.openSample());
        HBox row = new HBox(10, Icons.of(MaterialDesignF.FLASK_OUTLINE, 18), Blocks.muted(texts.get("sample.question")),
                link);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }
}
