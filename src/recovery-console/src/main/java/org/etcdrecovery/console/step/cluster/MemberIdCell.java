package org.etcdrecovery.console.step.cluster;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.core.keyspace.MemberId;
import org.etcdrecovery.core.plan.Problem.Field;

/** The ID that a member will have, and below it the one that it had. */
final class MemberIdCell extends VBox {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    private final MemberRow row;
    private final Texts texts;
    private final Label now = Blocks.mono("");
    private final Label before = Blocks.mono("");

    MemberIdCell(MemberRow row, Texts texts) {
        this.row = row;
        this.texts = texts;
        getStyleClass().add("member-id");
        setAlignment(Pos.CENTER_LEFT);
        before.getStyleClass().addAll("muted", "old-id");
        getChildren().setAll(now, before);
        row.remarks().subscribe(this::refresh);
        row.id().subscribe(this::refresh);
        row.oldId().subscribe(this::refresh);
        row.later().subscribe(this::refresh);
        row.learner().subscribe(this::refresh);
        refresh();
    }

    private void refresh() {
        boolean wrong = !row.later().get() && row.id().get().isEmpty();
        String words = row.later().get()
                ? texts.get("id.later")
                : row.id()
                        .get()
                        .map(MemberId::toString)
                        .orElseGet(() -> texts.get(row.isWrong(Field.PEER_URLS) && row.peers().isPresent()
                                ? "id.another"
                                : "id.missing"));
        now.setText(words);
        now.pseudoClassStateChanged(WRONG, wrong);
        String was = row.oldId().get().map(id -> texts.get("id.was", id.toString())).orElse("");
        before.setText(row.learner().get() ? texts.get("learner") : was);
        Blocks.show(before, !before.getText().isEmpty());
        now.setAccessibleText(texts.get("id.accessible", words));
    }
}
