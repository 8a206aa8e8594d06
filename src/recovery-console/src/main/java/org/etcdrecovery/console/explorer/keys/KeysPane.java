package org.etcdrecovery.console.explorer.keys;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.explorer.export.ExportViewModel.Chosen;
import org.etcdrecovery.console.explorer.keys.KeyQuery.Way;
import org.etcdrecovery.console.explorer.keys.KeysViewModel.Selection;
import org.etcdrecovery.console.explorer.keys.KeysViewModel.Shown;
import org.etcdrecovery.console.explorer.picture.TreemapCard;
import org.etcdrecovery.console.explorer.search.SearchBar;
import org.etcdrecovery.console.explorer.search.SearchCard;
import org.etcdrecovery.console.explorer.search.SearchViewModel;
import org.etcdrecovery.console.explorer.table.TableExport;
import org.etcdrecovery.console.explorer.value.ChosenKey;
import org.etcdrecovery.console.explorer.value.ComparisonCard;
import org.etcdrecovery.console.explorer.value.KeyPanel;
import org.etcdrecovery.console.explorer.value.KeyViewModel;
import org.etcdrecovery.console.finding.FailureNotice;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Painted;
import org.etcdrecovery.console.widget.SegmentedChoice;
import org.etcdrecovery.core.contents.ContentSearch.Match;
import org.etcdrecovery.core.contents.index.KeyIndex;
import org.etcdrecovery.core.contents.index.KeyState;
import org.etcdrecovery.core.contents.index.Subtree;

/** The keys: a tree, a treemap, and a panel for the selected key. */
public final class KeysPane extends VBox {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
    private static final double TREE = 390;
    private static final double PANEL = 392;
    private static final double NARROW = 1_120;

    private final Texts texts = Texts.of("explorer");
    private final KeysViewModel model;
    private final KeyTree tree = new KeyTree();
    private final TreemapCard level;
    /** Empty until a key is chosen: half of what the pane takes to build would be for it. */
    private Optional<KeyPanel> panel = Optional.empty();
    private boolean panelWanted;
    private final HBox columns;
    private final StackPane side;
    private final Label count = Blocks.muted("");
    private final RevisionBar revision;
    private final ObjectProperty<Scope> scope = new SimpleObjectProperty<>(Scope.KEYS);
    private final KeyViewModel one;
    private final TableExport tables;
    private final SubtreeCard subtree;
    private final SearchViewModel values;
    private final HBox pictures;
    /** Empty until the operator searches in values. */
    private Optional<SearchCard> search = Optional.empty();

    /** Where the operator searches. */
    enum Scope {
        KEYS, VALUES
    }

    /**
     * @param model  the keys
     * @param values the search in values
     * @param one    the selected key
     * @param tables writes tables to files
     * @param chosen is told what is shown and selected, for an export
     */
    public KeysPane(KeysViewModel model, SearchViewModel values, KeyViewModel one, TableExport tables,
            Consumer<Optional<Chosen>> chosen) {
        super(14);
        this.model = model;
        this.values = values;
        this.one = one;
        this.tables = tables;
        revision = new RevisionBar(model.revision());
        level = new LevelCard(model).card();
        subtree = new SubtreeCard(model);
        side = new StackPane(subtree);
        side.setMinWidth(USE_PREF_SIZE);
        HBox.setHgrow(level, Priority.ALWAYS);
        pictures = new HBox(14, level, side);
        StackPane right = new StackPane(pictures);
        right.setMinWidth(0);
        HBox.setHgrow(right, Priority.ALWAYS);
        columns = new HBox(14);
        // The bar first, and last what is not shown yet: all in one pulse would be a noticeable pause.
        Painted.then(() -> columns.getChildren().add(tree), () -> columns.getChildren().add(right), () -> {
            ComparisonCard comparison = new ComparisonCard(one);
            comparison.visibleProperty().subscribe(covers -> pictures.setVisible(!covers));
            right.getChildren().add(comparison);
        });
        VBox.setVgrow(columns, Priority.ALWAYS);
        columns.setMinHeight(0);
        FailureNotice failure = new FailureNotice();
        model.failed()
                .subscribe(failed -> failed.ifPresentOrElse(why -> failure.show(texts.get("failed"), why),
                        failure::clear));
        getChildren().setAll(bar(), failure, columns);
        widthProperty().subscribe(this::fit);
        tree.onSelected(model::select);
        tree.onToggled(model::toggle);
        tree.onEntered(() -> panel.ifPresent(KeyPanel::focusFirst));
        model.shown().subscribe(now -> {
            tree.show(now, texts.get(now.map(Shown::query)
                    .filter(query -> query.way() == Way.PREFIX && !query.isAll())
                    .isPresent() ? "tree.empty.prefix" : "tree.empty"));
            count(now);
            chosen.accept(exported(model.selection().get()));
        });
        model.selection().subscribe(now -> {
            tree.mark(now.row());
            showChosen();
            chosen.accept(exported(now));
        });
        scope.subscribe(now -> {
            if (now == Scope.VALUES && search.isEmpty()) {
                addSearch();
            }
            Blocks.show(tree, now == Scope.KEYS);
            Blocks.show(level, now == Scope.KEYS);
            search.ifPresent(made -> Blocks.show(made, now == Scope.VALUES));
            showChosen();
        });
    }

    private void addSearch() {
        SearchCard made = new SearchCard(values, tables, this::showKey);
        HBox.setHgrow(made, Priority.ALWAYS);
        pictures.getChildren().add(1, made);
        search = Optional.of(made);
        made.onChosen(_ -> showChosen());
    }

    /** Shows the key that is selected in the tree or among the matches. */
    private void showChosen() {
        boolean inValues = scope.get() == Scope.VALUES;
        Optional<ChosenKey> key = inValues
                ? search.flatMap(SearchCard::chosen).flatMap(this::chosen)
                : chosen(model.selection().get());
        one.select(key);
        showPanel(key.isPresent());
        Blocks.show(subtree, key.isEmpty() && !inValues);
        Blocks.show(side, key.isPresent() || !inValues);
    }

    private void showPanel(boolean wanted) {
        if (wanted && !panelWanted && panel.isEmpty()) {
            // The tree answers the key first.
            Painted.then(this::addPanel);
        }
        panelWanted = wanted;
        panel.ifPresent(made -> Blocks.show(made, wanted));
    }

    private void addPanel() {
        if (panelWanted && panel.isEmpty()) {
            KeyPanel made = new KeyPanel(one, tables);
            panel = Optional.of(made);
            // Made first, laid out next: both at once would be a noticeable pause.
            Platform.runLater(() -> side.getChildren().add(made));
        }
    }

    /** Shows the key of a match in the tree, as of when it had that value. */
    private void showKey(Match match) {
        scope.set(Scope.KEYS);
        model.index().get().ifPresent(index -> {
            long written = match.key().modRevision();
            int rank = index.find(match.key().key());
            boolean isLast = rank >= 0 && index.newest().living(rank) == written;
            model.showKey(match.key().key(),
                    isLast ? Optional.empty() : Optional.of(Math.max(written, index.oldestRevision())));
        });
    }

    private Node bar() {
        SegmentedChoice<Scope> choice = new SegmentedChoice<>(List.of(Scope.values()),
                each -> texts.get("search.scope." + each), each -> "scope-" + each.name().toLowerCase(Locale.ROOT),
                scope);
        QueryField field = new QueryField(model.query());
        field.setPrefWidth(300);
        field.setMinWidth(220);
        model.index()
                .subscribe(index -> index
                        .ifPresent(keys -> revision.setRange(keys.oldestRevision(), keys.lastRevision())));
        count.setId("keysCount");
        model.query().subscribe(_ -> count(model.shown().get()));
        revision.problem().subscribe(_ -> count(model.shown().get()));
        HBox inKeys = new HBox(10, field, count, Blocks.spacer(), revision);
        inKeys.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(inKeys, Priority.ALWAYS);
        SearchBar inValues = new SearchBar(values);
        scope.subscribe(now -> {
            Blocks.show(inKeys, now == Scope.KEYS);
            Blocks.show(inValues, now == Scope.VALUES);
        });
        HBox bar = new HBox(10, choice, inKeys, inValues);
        bar.setAlignment(Pos.CENTER_LEFT);
        return bar;
    }

    private void count(Optional<Shown> now) {
        List<String> wrong = new ArrayList<>();
        model.query().get().problem().ifPresent(why -> wrong.add(texts.get("keys.regex", why)));
        if (!revision.problem().get().isEmpty()) {
            wrong.add(revision.problem().get());
        }
        count.pseudoClassStateChanged(WRONG, !wrong.isEmpty());
        // A figure that is cut would be another figure.
        count.setMinWidth(wrong.isEmpty() ? USE_PREF_SIZE : 0);
        count.setText(wrong.isEmpty()
                ? now.map(this::count).orElse(Texts.of("shell").get("reading"))
                : wrong.getFirst());
    }

    private String count(Shown now) {
        long found = now.state().totals().keys();
        return now.query().isAll()
                ? texts.get("keys.count", Quantities.number(found), found)
                : texts.get("keys.found", Quantities.number(found), Quantities.number(now.all()), now.all());
    }

    private Optional<Chosen> exported(Selection selection) {
        return model.shown()
                .get()
                .map(now -> new Chosen(now.state(), selection.subtree().map(Subtree::prefix).orElse(new byte[0]),
                        selection.subtree().filter(subtree -> !subtree.expandable()).isPresent()));
    }

    private Optional<ChosenKey> chosen(Selection selection) {
        return selection.subtree()
                .filter(Subtree::key)
                .flatMap(subtree -> model.shown().get().map(Shown::state).map(state -> chosen(state, subtree)));
    }

    private Optional<ChosenKey> chosen(Match match) {
        return model.index().get().map(index -> ChosenKey.of(index, match.key().key(), match.key().modRevision()));
    }

    private static ChosenKey chosen(KeyState state, Subtree subtree) {
        KeyIndex index = state.index();
        return ChosenKey.of(index, subtree.rank(), state.living(subtree.rank()));
    }

    private void fit() {
        boolean narrow = getWidth() < NARROW;
        tree.setPrefWidth(narrow ? TREE - 44 : TREE);
        tree.setMinWidth(USE_PREF_SIZE);
        // A line in hexadecimal fits into the narrow one.
        side.setPrefWidth(narrow ? PANEL - 30 : PANEL);
    }

    /** Moves the focus to the tree. */
    public void focusFirst() {
        tree.requestFocus();
    }
}
