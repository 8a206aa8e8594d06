package org.etcdrecovery.console.explorer.compare;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.collections.FXCollections;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.explorer.compare.CompareViewModel.Listed;
import org.etcdrecovery.console.explorer.compare.CompareViewModel.Values;
import org.etcdrecovery.console.explorer.difference.DifferenceView;
import org.etcdrecovery.console.explorer.value.SecretButton;
import org.etcdrecovery.console.finding.FailureNotice;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.CutText;
import org.etcdrecovery.console.widget.EmptyState;
import org.etcdrecovery.console.widget.SegmentedChoice;
import org.etcdrecovery.core.contents.compare.Change;
import org.etcdrecovery.core.contents.compare.Change.Kind;
import org.etcdrecovery.core.contents.compare.Summary;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;

/** The keys of a subtree that differ, and below them both values of the chosen one. */
final class ChangesCard extends VBox {
    private static final double ROW = 35;

    private final Texts texts = Texts.of("explorer");
    private final Label prefix = CutText.middle(Blocks.mono(""));
    private final SegmentedChoice<Optional<Kind>> kinds;
    private final ListView<Change> list = new ListView<>();
    private final DifferenceView difference = new DifferenceView();
    private final EmptyState hidden;
    private final SecretButton secret;
    private final VBox values;

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
                () -> model.listed().get().map(Listed::prefix).orElse(new byte[0])));
        list.setAccessibleText(texts.get("compare.list"));
        list.getSelectionModel().selectedItemProperty().subscribe(change -> model.select(Optional.ofNullable(change)));
        secret = new SecretButton("revealValues", model::reveal, model::cover);
        VBox.setMargin(secret, new Insets(6, 8, 0, 8));
        hidden = new EmptyState(MaterialDesignE.EYE_OFF_OUTLINE, texts.get("value.hidden"));
        FailureNotice failure = new FailureNotice();
        model.valuesFailed()
                .subscribe(failed -> failed.ifPresentOrElse(why -> failure.show(texts.get("failed"), why),
                        failure::clear));
        StackPane content = new StackPane(difference, hidden);
        VBox.setVgrow(content, Priority.ALWAYS);
        content.setMinHeight(0);
        values = new VBox(secret, content);
        values.getStyleClass().add("changes-values");
        VBox.setVgrow(list, Priority.ALWAYS);
        VBox.setVgrow(values, Priority.ALWAYS);
        list.setPrefHeight(0);
        values.setPrefHeight(0);
        list.setMinHeight(0);
        values.setMinHeight(0);
        getChildren().setAll(head, list, failure, values);
        model.listed().subscribe(this::show);
        model.values().subscribe(this::showValues);
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
            kinds.rename(Optional.of(Kind.MISSING),
                    texts.get("compare.kind.missing", Quantities.number(summary.missing())));
            kinds.rename(Optional.of(Kind.OLDER), texts.get("compare.kind.older", Quantities.number(summary.older())));
            kinds.rename(Optional.of(Kind.BACK), texts.get("compare.kind.back", Quantities.number(summary.back())));
        });
    }

    private void showValues(Optional<Values> now) {
        Blocks.show(values, now.isPresent());
        now.ifPresent(both -> {
            secret.show(both.pair().secret(), both.revealed());
            Blocks.show(difference, both.pair().difference().isPresent());
            Blocks.show(hidden, both.pair().difference().isEmpty());
            both.pair().difference().ifPresent(difference::show);
        });
    }
}
