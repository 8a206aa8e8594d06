package org.etcdrecovery.console.step.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.Icons;
import org.etcdrecovery.console.widget.RichText;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.Verdict;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignW;

/** What to do about a file that cannot be restored. */
final class NextSteps extends VBox {
    private final Texts texts = Texts.of("inspect");
    private final InspectViewModel model;
    private final Card card = new Card();

    NextSteps(InspectViewModel model) {
        super(10);
        this.model = model;
        setId("nextSteps");
        getChildren().setAll(Blocks.strong(texts.get("next")), card);
    }

    void refresh() {
        Optional<Inspection> unusable = model.inspection()
                .get()
                .filter(one -> !one.awaitsChoice())
                .filter(one -> one.verdict() == Verdict.DAMAGED || one.verdict() == Verdict.NOT_A_SNAPSHOT);
        boolean accepted = model.doubtfulHash().isPresent() && model.consent().get();
        Blocks.show(this, unusable.isPresent() && !accepted);
        unusable.ifPresent(inspection -> card.setRows(rows(inspection)));
    }

    private List<Node> rows(Inspection inspection) {
        boolean damaged = inspection.verdict() == Verdict.DAMAGED;
        boolean looking = model.kind() == RunKind.INSPECT;
        List<Node> rows = new ArrayList<>();
        rows.add(row(MaterialDesignF.FILE_SYNC_OUTLINE, damaged ? "next.copy" : "next.find", "next.open", "openAnother",
                model::openAnother));
        rows.add(row(MaterialDesignS.SOURCE_BRANCH, "next.source", looking ? "next.home" : "next.back", "backToSource",
                model::goToSource));
        if (inspection.maySalvage() && !VerdictSummary.isOnlyTheHash(inspection)) {
            rows.add(row(MaterialDesignW.WRENCH_OUTLINE, "next.salvage", "next.salvage.begin", "salvage",
                    model.salvage()::begin));
        }
        if (looking && VerdictSummary.isOnlyTheHash(inspection)) {
            rows.add(row(MaterialDesignA.ALERT_OUTLINE, "next.anyway", "next.recover", "recoverAnyway",
                    model::recover));
        }
        return rows;
    }

    private Node row(Ikon ikon, String what, String action, String id, Runnable does) {
        RichText words = new RichText(texts.get(what));
        HBox.setHgrow(words, Priority.ALWAYS);
        Button button = new Button(texts.get(action));
        button.setId(id);
        button.getStyleClass().add("small");
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(_ -> does.run());
        HBox row = Card.row(Icons.of(ikon), words, button);
        row.setFillHeight(false);
        return row;
    }
}
