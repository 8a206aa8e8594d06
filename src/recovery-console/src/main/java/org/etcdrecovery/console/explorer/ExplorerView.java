package org.etcdrecovery.console.explorer;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.explorer.export.ExportCard;
import org.etcdrecovery.console.explorer.keys.KeysPane;
import org.etcdrecovery.console.explorer.objects.ObjectsPane;
import org.etcdrecovery.console.explorer.pages.PagesPane;
import org.etcdrecovery.console.explorer.revisions.RevisionsPane;
import org.etcdrecovery.console.explorer.table.ExportNotice;
import org.etcdrecovery.console.finding.FailureNotice;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.CutText;
import org.etcdrecovery.console.widget.EmptyState;
import org.etcdrecovery.console.widget.Icons;
import org.etcdrecovery.console.widget.Painted;
import org.etcdrecovery.console.widget.Pill;
import org.etcdrecovery.console.widget.ReadingProgress;
import org.etcdrecovery.console.widget.SegmentedChoice;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.text.Shown;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;

/** The explorer: a page of its own that uses the whole window. A tab that is never opened costs nothing. */
public final class ExplorerView extends VBox {
    private final Texts texts = Texts.of("explorer");
    private final ExplorerViewModel model;
    private final Pill verdict = new Pill(Tone.NEUTRAL, "");
    private final ObjectProperty<ExplorerTab> tab = new SimpleObjectProperty<>(ExplorerTab.KEYS);
    private final SegmentedChoice<ExplorerTab> tabs;
    private final StackPane shown = new StackPane();
    private final Map<ExplorerTab, Node> made = new EnumMap<>(ExplorerTab.class);
    private Optional<KeysPane> keys = Optional.empty();

    /**
     * @param model the model
     * @param back  goes back to where the explorer was opened
     */
    public ExplorerView(ExplorerViewModel model, Runnable back) {
        this.model = model;
        setId("explorer");
        getStyleClass().add("explorer");
        tabs = new SegmentedChoice<>(List.of(ExplorerTab.values()), one -> texts.get("tab." + one),
                one -> "tab-" + one.id(), tab);
        tabs.setId("explorerTabs");
        tabs.getStyleClass().setAll("tab-line");
        tabs.setMinHeight(USE_PREF_SIZE);
        tab.subscribe(_ -> showTab());
        VBox.setVgrow(shown, Priority.ALWAYS);
        shown.setMinHeight(0);
        shown.setId("explorerPage");
        FailureNotice failure = new FailureNotice();
        model.failed()
                .subscribe(failed -> failed.ifPresentOrElse(why -> failure.show(texts.get("failed"), why),
                        failure::clear));
        getChildren().setAll(head(back), tabs, failure, new ExportNotice(model.tables()),
                new ExportCard(model.export()), shown);
        shown.getChildren()
                .setAll(new EmptyState(MaterialDesignF.FILE_TREE_OUTLINE, Texts.of("shell").get("reading")));
        model.failed().subscribe(failed -> shown.setVisible(failed.isEmpty()));
        model.inspection().subscribe(this::showVerdict);
        // First the page, then what fills it: both in one pulse would be a noticeable pause.
        model.inspection().subscribe(now -> now.ifPresent(_ -> Painted.then(this::showTab)));
    }

    private Node head(Runnable back) {
        Button leave = new Button(texts.get("back"), Icons.of(MaterialDesignC.CHEVRON_LEFT));
        leave.setId("explorerBack");
        leave.getStyleClass().addAll("flat", "small", "back-button");
        leave.setMinWidth(USE_PREF_SIZE);
        leave.setOnAction(_ -> back.run());
        Label title = CutText.middle(new Label(Shown.text(model.title())));
        title.setId("pageTitle");
        title.getStyleClass().add("page-title");
        verdict.setId("explorerVerdict");
        Button compare = new Button(texts.get("compareWith"), Icons.of(MaterialDesignC.COMPARE_HORIZONTAL));
        compare.setId("explorerCompare");
        compare.getStyleClass().add("small");
        compare.setMinWidth(USE_PREF_SIZE);
        compare.setOnAction(_ -> model.compare());
        Button export = new Button(texts.get("export"), Icons.of(MaterialDesignD.DOWNLOAD));
        export.setId("explorerExport");
        export.getStyleClass().add("small");
        export.setMinWidth(USE_PREF_SIZE);
        export.setOnAction(_ -> model.export().toggle());
        model.keys().index().subscribe(index -> export.setDisable(index.isEmpty()));
        HBox head = new HBox(9, leave, title, verdict, new ReadingProgress("explorerReading", model.inspecting()),
                Blocks.spacer(), compare, export);
        // Its mark is in line with what is below.
        HBox.setMargin(leave, new Insets(0, 0, 0, -10));
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("explorer-head");
        return head;
    }

    private void showVerdict(Optional<Inspection> inspection) {
        inspection.ifPresent(found -> {
            verdict.say(switch (found.verdict()) {
                case RESTORABLE -> Tone.SUCCESS;
                case RESTORABLE_WITH_CARE -> Tone.WARNING;
                case DAMAGED, NOT_A_SNAPSHOT -> Tone.DANGER;
            }, Texts.of("home").get("verdict." + found.verdict()));
            verdict.setGraphic(null);
        });
        Blocks.show(verdict, inspection.isPresent());
    }

    /** Shows the selected tab, and starts to read what it needs. */
    private void showTab() {
        ExplorerTab wanted = tab.get();
        if (model.inspection().get().isEmpty()) {
            return;
        }
        if (made.containsKey(wanted)) {
            shown.getChildren().setAll(made.get(wanted));
        } else {
            // First the tab is marked, then its page is made, then laid out: all at once would be a noticeable pause.
            Platform.runLater(() -> {
                made.computeIfAbsent(wanted, this::make);
                Platform.runLater(this::showTab);
            });
        }
    }

    private Node make(ExplorerTab wanted) {
        return switch (wanted) {
            case KEYS -> {
                KeysPane pane = new KeysPane(model.keys(), model.search(), model.key(), model.tables(),
                        model.export()::choose);
                keys = Optional.of(pane);
                yield new IndexTab(model, pane);
            }
            case REVISIONS -> new IndexTab(model, new RevisionsPane(model.revisions(), model.tables(), this::showKey));
            case KUBERNETES -> new IndexTab(model, new ObjectsPane(model.objects(), model.tables(), this::showKey));
            case PAGES -> new PagesPane(model.pages(), model.tables());
            case BUCKETS, MEMBERS, LEASES, AUTH, ALARMS, META ->
                new ContentsPane(wanted, model.contents(), model.tables(),
                        this::showKey);
        };
    }

    private void showKey(byte[] key, Optional<Long> revision) {
        tab.set(ExplorerTab.KEYS);
        model.keys().showKey(key, revision);
        // What had the focus is on another tab now.
        Painted.then(() -> keys.ifPresent(KeysPane::focusFirst));
    }

    /** The tab that is shown. */
    ObjectProperty<ExplorerTab> tab() {
        return tab;
    }

    /** Moves the focus to the selected tab. */
    public void focusFirst() {
        tabs.focusChosen();
    }
}
