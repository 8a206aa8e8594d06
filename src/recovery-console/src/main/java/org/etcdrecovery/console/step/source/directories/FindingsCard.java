package org.etcdrecovery.console.step.source.directories;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.CheckRow;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.rescue.Ranking;
import org.etcdrecovery.core.rescue.RescueFinding;

/** What is to be known of each directory before it is used. */
final class FindingsCard extends VBox {
    private final Texts texts = Texts.of("source");

    FindingsCard() {
        setId("directoryFindings");
        Blocks.show(this, false);
    }

    void show(Optional<Ranking> ranking) {
        List<Node> rows = new ArrayList<>();
        ranking.ifPresent(found -> found.members()
                .forEach(member -> member.directory()
                        .findings()
                        .forEach(finding -> rows.add(row(member.name(), finding)))));
        Card card = Card.titled(texts.get("findings.title"));
        card.setRows(rows);
        getChildren().setAll(card);
        Blocks.show(this, !rows.isEmpty());
    }

    private Node row(String name, RescueFinding finding) {
        CheckRow row = new CheckRow("");
        row.say(tone(finding), name + ": " + finding.summary() + ".",
                finding.why() + " " + texts.get("finding.todo", finding.remedy()) + " `" + finding.code() + "` `"
                        + finding.place() + "`");
        return row;
    }

    private static Tone tone(RescueFinding finding) {
        return switch (finding.severity()) {
            case NOTE -> Tone.NEUTRAL;
            case CARE -> Tone.WARNING;
            case DAMAGE, FOREIGN -> Tone.DANGER;
        };
    }
}
