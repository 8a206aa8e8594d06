package org.etcdrecovery.console.step.source.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.Revealed;
import org.etcdrecovery.console.widget.RichText;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment.Verdict;
import org.etcdrecovery.core.cluster.quorum.Step;
import org.etcdrecovery.core.shell.Command;

/** What to do about the state of the cluster, in order, and what is unusual about it. */
public final class AdviceBlock extends VBox {
    private final Texts texts = Texts.of("source");
    private final Hyperlink unfold = new Hyperlink();
    private final Card card = Card.titled(texts.get("steps.title")).withHead(Blocks.spacer(), unfold);
    private final VBox notices = new VBox(10);

    public AdviceBlock(ClusterSource model) {
        super(14);
        setId("advice");
        unfold.setId("showSteps");
        getChildren().setAll(notices, card);
        model.endpoints().assessment().subscribe(this::show);
    }

    private void show(Optional<QuorumAssessment> assessment) {
        Blocks.show(this, assessment.isPresent());
        assessment.ifPresent(found -> {
            notices.getChildren()
                    .setAll(found.notices()
                            .stream()
                            .map(words -> Blocks.note(Tone.WARNING, new RichText(words)))
                            .toList());
            Blocks.show(notices, !found.notices().isEmpty());
            List<Node> rows = new ArrayList<>();
            found.steps().forEach(step -> rows.add(row(rows.size() + 1, step)));
            // If quorum is lost, the checklist above and the steps ahead say most of it.
            fold(found.verdict() == Verdict.LOST, rows);
        });
    }

    private void fold(boolean folded, List<Node> rows) {
        card.setRows(folded ? List.of() : rows);
        unfold.setText(folded ? texts.get("steps.show", rows.size()) : texts.get("steps.hide"));
        unfold.setOnAction(_ -> {
            fold(!folded, rows);
            Revealed.unfolded(card);
        });
    }

    private static Node row(int number, Step step) {
        VBox row = new VBox(8, Blocks.numbered(number, new RichText(step.text())));
        if (!step.command().isEmpty()) {
            row.getChildren().add(new CommandList(List.of(new Command(step.command(), List.of())), ""));
        }
        row.getStyleClass().add("card-row");
        return row;
    }
}
