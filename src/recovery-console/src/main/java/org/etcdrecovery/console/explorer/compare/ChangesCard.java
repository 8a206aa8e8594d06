package org.etcdrecovery.console.explorer.compare;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.collections.FXCollections;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.explorer.compare.CompareViewModel.Listed;
import org.etcdrecovery.console.finding.FailureNotice;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.CutText;
import org.etcdrecovery.console.widget.SegmentedChoice;
import org.etcdrecovery.core.contents.compare.Change;
import org.etcdrecovery.core.contents.compare.Change.Kind;
import org.etcdrecovery.core.contents.compare.Summary;

/** The keys of a subtree that differ, and below them both values of the selected one. */
final class ChangesCard extends VBox {
    private static final double ROW = 35;

    private final Texts texts = Texts.of("explorer");
    private final Label prefix = CutText.middle(Blocks.mono(""));
    private final SegmentedChoice<Optional<Kind>> kinds;
    private final ListView<Change> list = new ListView<>();

    ChangesCard(CompareViewModel model) {
        getStyleClass().addAll("card-block", "changes-card");
        setMinWidth(0);
        prefix.setId("changesPrefix");
        List<Optional<Kind>> choices = Stream.concat(Stream.<Optional<Kind>>of(Optional.empty()),
                Arrays.stream(Kind.values()).map(Optional::of)).toList();
        kinds = new SegmentedChoice<>(choices, ChangesCard::id, one -> "changes-" + id(one), model.kind());
        kinds.getStyleClass().setAll("kind-choice");
        HBox head = new HBox(8, prefix, Blocks.spacer(), kinds);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("changes-head");
        list.setId("changes");
        list.getStyleClass().add("changes");
        list.setFixedCellSize(ROW);
        list.setPlaceholder(Blocks.muted(texts.get("compare.none")));
        list.setCellFactory(_ -> new ChangeCell(texts,
                () -> model.compared().get().filter(now -> now.whole().goesBack()).isPresent(),
                () -> model.listed().get().map(Listed::prefix).orElse(new byte[0])));
        list.setAccessibleText(texts.get("compare.list"));
        list.getSelectionModel().selectedItemProperty().subscribe(change -> model.select(Optional.ofNullable(change)));
        FailureNotice failure = new FailureNotice();
        model.valuesFailed()
                .subscribe(failed -> failed.ifPresentOrElse(why -> failure.show(texts.get("failed"), why),
                        failure::clear));
        VBox.setVgrow(list, Priority.ALWAYS);
        list.setPrefHeight(0);
        list.setMinHeight(0);
        // The arrow keys then go on from a row that is seen.
        list.focusVisibleProperty().subscribe(visible -> {
            if (visible && list.getSelectionModel().isEmpty()) {
                list.getSelectionModel().selectFirst();
            }
        });
        getChildren().setAll(head, columns(), list, failure, new ChangedValues(model));
        model.listed().subscribe(this::show);
    }

    private HBox columns() {
        Label key = new Label(texts.get("compare.column.key"));
        key.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(key, Priority.ALWAYS);
        Label what = new Label(texts.get("compare.column.what"));
        what.getStyleClass().add("change-what");
        Label before = new Label(texts.get("compare.column.first"));
        before.getStyleClass().add("key-bytes");
        Label after = new Label(texts.get("compare.column.second"));
        after.getStyleClass().add("key-bytes");
        Label sign = new Label();
        sign.getStyleClass().add("change-sign");
        HBox columns = new HBox(sign, key, what, before, after);
        columns.getStyleClass().add("change-columns");
        HBox.setHgrow(columns, Priority.ALWAYS);
        HBox head = new HBox(columns, aboveScrollBar());
        head.getStyleClass().add("key-head");
        return head;
    }

    /** As wide as the list's scroll bar, so that the columns keep above what they name. */
    private Region aboveScrollBar() {
        Region corner = new Region();
        list.skinProperty()
                .subscribe(_ -> list.lookupAll(".scroll-bar")
                        .stream()
                        .map(ScrollBar.class::cast)
                        .filter(bar -> bar.getOrientation() == Orientation.VERTICAL)
                        .forEach(bar -> bar.visibleProperty().subscribe(shown -> {
                            corner.setMinWidth(shown ? bar.prefWidth(-1) : 0);
                            corner.setMaxWidth(corner.getMinWidth());
                        })));
        return corner;
    }

    private static String id(Optional<Kind> kind) {
        return kind.map(one -> one.name().toLowerCase(Locale.ROOT)).orElse("all");
    }

    private void show(Optional<Listed> now) {
        list.setItems(now.map(one -> FXCollections.<Change>observableList(one.changes()))
                .orElse(FXCollections.observableArrayList()));
        now.ifPresent(one -> {
            prefix.setText(one.prefix().length == 0 ? texts.get("treemap.all") : ChangeCell.path(one.prefix()));
            Summary summary = one.summary();
            kinds.rename(Optional.empty(), texts.get("compare.kind.all", Quantities.number(summary.changed())));
            rename(Kind.MISSING, one.goesBack(), summary.missing());
            rename(Kind.OLDER, one.goesBack(), summary.older());
            rename(Kind.BACK, one.goesBack(), summary.back());
        });
    }

    private void rename(Kind kind, boolean goesBack, long count) {
        kinds.rename(Optional.of(kind), texts.get("compare.kind." + kind.word(goesBack), Quantities.number(count)));
    }
}
