package org.etcdrecovery.console.step.source.cluster;

import java.util.Optional;
import java.util.stream.Collectors;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.connection.KeyQuestion;
import org.etcdrecovery.console.finding.ExplanationLink;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Banner;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.Revealed;
import org.etcdrecovery.console.widget.RichText;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment.Verdict;
import org.etcdrecovery.core.text.Shown;

/** The verdict on the cluster, its picture, and the answer of each member. */
public final class QuorumBlock extends VBox {
    /** The remarks on the whole cluster; the others concern one member each and are in its row. */
    private static final int GENERAL_EVIDENCE = 3;

    private final Texts texts = Texts.of("source");
    private final ClusterSource model;
    private final Banner verdict = new Banner();
    private final MembersTable table;
    private final RichText detail = new RichText();
    private final Label stale = Blocks.strong("");
    private final ExplanationLink explain = new ExplanationLink("");
    private final VBox detailRow = Card.section(detail, explain);
    private final Card card;

    public QuorumBlock(ClusterSource model) {
        super(14);
        this.model = model;
        verdict.setId("verdict");
        table = new MembersTable(model.endpoints().rows());
        detail.setId("memberDetail");
        detailRow.getStyleClass().add("member-detail");
        card = new Card(table, detailRow);
        stale.setId("staleAnswers");
        KeyQuestion key = new KeyQuestion(model.endpoints().unknownKey(), model.activity().running(),
                model.endpoints()::acceptKey);
        getChildren().setAll(key, stale, verdict, card);
        model.endpoints().unknownKey().subscribe(_ -> refresh());
        model.connection().settings().subscribe(this::showStale);
        table.getSelectionModel().selectedItemProperty().subscribe(this::describe);
        model.endpoints().assessment().subscribe(this::judge);
        model.endpoints().rows().addListener((ListChangeListener<MemberRow>) _ -> refresh());
        refresh();
    }

    private void refresh() {
        boolean any = !model.endpoints().rows().isEmpty();
        Blocks.show(card, any);
        Blocks.show(this, any || model.endpoints().unknownKey().get().isPresent());
    }

    /** An answer beside a connection that it did not come from must not look like its answer. */
    private void showStale() {
        Optional<String> asked = model.endpoints().staleEndpoints();
        asked.ifPresent(endpoints -> stale.setText(texts.get("stale", Shown.text(endpoints))));
        Blocks.show(stale, asked.isPresent());
        Blocks.fade(asked.isPresent(), verdict, card);
    }

    private void judge(Optional<QuorumAssessment> assessment) {
        showStale();
        Blocks.show(verdict, assessment.isPresent());
        assessment.ifPresent(found -> {
            verdict.say(tone(found.verdict()), found.headline().replaceFirst("\\.$", ""), evidence(found));
            verdict.offer(new QuorumPicture(model.endpoints().dots(), found));
            found.source().ifPresent(source -> table.select(source.row().endpoint().authority()));
            verdict.requestFocus();
            // The form above it may just have been folded.
            Revealed.unfolded(verdict);
        });
    }

    private String evidence(QuorumAssessment found) {
        if (found.members().isEmpty()) {
            // It is about one endpoint each.
            return String.join("\n", found.evidence());
        }
        String general = found.evidence().stream().limit(GENERAL_EVIDENCE).collect(Collectors.joining(" "));
        String survivors = SurvivorNames.in(found, texts);
        return found.verdict() == Verdict.LOST && !survivors.isEmpty()
                ? general + " " + texts.get("quorum.keep", survivors)
                : general;
    }

    private static Tone tone(Verdict verdict) {
        return switch (verdict) {
            case HEALTHY -> Tone.SUCCESS;
            case DEGRADED, UNKNOWN -> Tone.WARNING;
            case LOST -> Tone.DANGER;
        };
    }

    private void describe(MemberRow row) {
        boolean any = row != null && !row.detail().isEmpty();
        Blocks.show(detailRow, any);
        if (any) {
            detail.setText("**" + (row.name().isEmpty() ? row.key() : Shown.name(row.name())) + "** " + row.detail());
            explain.explain(row.code());
        }
    }
}
