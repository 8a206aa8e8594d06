package org.etcdrecovery.console.explorer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.FailureNotice;
import org.etcdrecovery.console.widget.Painted;
import org.etcdrecovery.console.widget.RichText;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.contents.SnapshotContents;

/** The contents of a file, with a tab for each kind. A tab that is never opened costs nothing. */
public final class ContentsView extends VBox {
    private final Texts texts = Texts.of("explorer");
    private final ContentsViewModel model;
    private final TabPane tabs = new TabPane();
    private final StackPane shown = new StackPane();
    /**
     * What creates the content of a tab, and what has been created: tables are slow to build, and few are looked at.
     */
    private final Map<Tab, Supplier<Node>> makers = new HashMap<>();
    private final Map<Tab, Node> made = new HashMap<>();

    /** A view of this model. */
    public ContentsView(ContentsViewModel model) {
        super(10);
        this.model = model;
        setId("contents");
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        tabs.setId("contentsTabs");
        tabs.getTabs()
                .setAll(tab("keys", () -> new KeysPane(model.keys())), tab("members", this::members),
                        tab("leases", this::leases), tab("auth", this::auth), tab("alarms", this::alarms),
                        tab("meta", this::meta), tab("buckets", this::buckets));
        tabs.setMinHeight(USE_PREF_SIZE);
        // A page that becomes shorter scrolls back, and the tabs would jump away from under the pointer.
        shown.heightProperty()
                .subscribe(height -> shown.setMinHeight(Math.max(shown.getMinHeight(),
                        height.doubleValue())));
        // The content is below the tabs instead of in them: a tab pane is as high as its highest tab.
        tabs.getSelectionModel().selectedItemProperty().subscribe(_ -> showTab());
        getChildren().setAll(Blocks.strong(texts.get("title")), new VBox(tabs, shown));
        model.inspected().subscribe(file -> {
            Blocks.show(this, false);
            shown.setMinHeight(0);
            tabs.getSelectionModel().select(0);
            // The verdict first, then the tabs, then a table: all three in one pulse would cause a noticeable pause.
            file.ifPresent(_ -> Painted.then(() -> {
                Blocks.show(this, model.inspected().get().isPresent());
                Painted.then(this::showTab);
            }));
        });
    }

    /** Shows the content of the selected tab and starts reading it. */
    private void showTab() {
        if (model.inspected().get().isEmpty()) {
            return;
        }
        Tab tab = tabs.getSelectionModel().getSelectedItem();
        shown.getChildren()
                .setAll(made.computeIfAbsent(tab, one -> Objects.requireNonNull(makers.get(one)).get()));
        if (tabs.getSelectionModel().getSelectedIndex() == 0) {
            model.keys().need();
        } else {
            model.need();
        }
    }

    private Tab tab(String name, Supplier<Node> maker) {
        Tab tab = new Tab(texts.get("tab." + name));
        tab.setId("tab-" + name);
        makers.put(tab, maker);
        return tab;
    }

    /** A pane of tables, below the state of their reading. */
    private Node pane(String name, Node... tables) {
        FailureNotice failure = new FailureNotice();
        model.failed()
                .subscribe(failed -> failed.ifPresentOrElse(why -> failure.show(texts.get("failed"), why),
                        failure::clear));
        VBox unreadable = new VBox(6);
        model.contents().subscribe(contents -> {
            unreadable.getChildren()
                    .setAll(contents.map(SnapshotContents::unreadable)
                            .orElse(List.of())
                            .stream()
                            .map(words -> Blocks.note(Tone.WARNING, new RichText(words)))
                            .toList());
            Blocks.show(unreadable, !unreadable.getChildren().isEmpty());
        });
        VBox pane = new VBox(12, new ReadingProgress(name + "Reading", model.activity()), failure, unreadable);
        pane.getChildren().addAll(tables);
        pane.getStyleClass().add("contents-pane");
        return pane;
    }

    private <T> ObservableList<T> rows(BiConsumer<SnapshotContents, ObservableList<T>> fill) {
        ObservableList<T> rows = FXCollections.observableArrayList();
        model.contents().subscribe((Optional<SnapshotContents> contents) -> {
            rows.clear();
            contents.ifPresent(read -> fill.accept(read, rows));
        });
        return rows;
    }

    private Node members() {
        return pane("members", ContentsTables.members(texts,
                rows((contents, rows) -> rows.setAll(ContentsTables.MemberLine.of(contents, texts)))));
    }

    private Node leases() {
        return pane("leases",
                ContentsTables.leases(texts, rows((contents, rows) -> rows.setAll(contents.leases()))));
    }

    private Node auth() {
        RichText state = new RichText();
        model.contents()
                .subscribe(contents -> state.setText(contents.map(read -> texts.get(read.auth().enabled()
                        ? "auth.on"
                        : "auth.off")).orElse("")));
        VBox.setMargin(state, new Insets(0));
        return pane("auth", state, ContentsTables.users(texts,
                rows((contents, rows) -> rows.setAll(contents.auth().users()))),
                ContentsTables.permissions(texts, rows((contents, rows) -> rows.setAll(
                        ContentsTables.PermissionLine.of(contents.auth(), texts)))));
    }

    private Node alarms() {
        return pane("alarms",
                ContentsTables.alarms(texts, rows((contents, rows) -> rows.setAll(contents.alarms()))));
    }

    private Node meta() {
        return pane("meta", ContentsTables.meta(texts,
                rows((contents, rows) -> rows.setAll(ContentsTables.MetaLine.of(contents.meta(), texts)))));
    }

    private Node buckets() {
        return pane("buckets",
                ContentsTables.buckets(texts, rows((contents, rows) -> rows.setAll(contents.buckets()))));
    }
}
