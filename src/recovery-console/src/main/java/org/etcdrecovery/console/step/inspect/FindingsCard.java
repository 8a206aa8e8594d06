package org.etcdrecovery.console.step.inspect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.Pill;
import org.etcdrecovery.console.widget.RichText;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.snapshot.Finding;
import org.etcdrecovery.core.snapshot.Finding.Severity;

/** What was found, the gravest first: what is, why it matters, what to do, where. */
final class FindingsCard extends VBox {
    /** A file with hundreds of findings is told by the first ones. */
    private static final int FIRST = 6;

    private final Texts texts = Texts.of("inspect");
    private final ObservableList<Finding> findings;
    private final Pill problems = new Pill(Tone.WARNING, "");
    private final Pill notes = new Pill(Tone.NEUTRAL, "");
    private final Card card;
    private boolean all;
    private boolean ended;

    FindingsCard(ObservableList<Finding> findings) {
        this.findings = findings;
        setId("findings");
        setMinWidth(0);
        setPrefWidth(380);
        card = Card.titled(texts.get("findings")).withHead(problems, notes);
        getChildren().setAll(card);
        findings.addListener((ListChangeListener<Finding>) _ -> {
            all = all && findings.size() > FIRST;
            refresh();
        });
        refresh();
    }

    /** Whether nothing more will be found. */
    void end(boolean now) {
        if (ended != now) {
            ended = now;
            refresh();
        }
    }

    private void refresh() {
        long grave = findings.stream().filter(finding -> finding.severity() != Severity.NOTE).count();
        boolean damage = findings.stream().anyMatch(finding -> tone(finding.severity()) == Tone.DANGER);
        problems.say(damage ? Tone.DANGER : Tone.WARNING, Quantities.number(grave));
        problems.setAccessibleText(texts.get("findings.problems", grave));
        Blocks.show(problems, grave > 0);
        notes.setText(texts.get("findings.notes", findings.size() - grave));
        Blocks.show(notes, findings.size() > grave);
        if (findings.isEmpty()) {
            card.setRows(List.of(Card.row(Blocks.muted(texts.get(ended ? "findings.none" : "findings.sofar")))));
            return;
        }
        List<Node> rows = new ArrayList<>(findings.stream()
                .sorted(Comparator.comparing(Finding::severity).reversed())
                .limit(all ? Long.MAX_VALUE : FIRST)
                .map(this::row)
                .toList());
        if (!all && findings.size() > FIRST) {
            Hyperlink more = new Hyperlink(texts.get("findings.more", Quantities.number(findings.size() - FIRST)));
            more.setId("moreFindings");
            more.setOnAction(_ -> {
                all = true;
                refresh();
            });
            rows.add(Card.row(more));
        }
        card.setRows(rows);
    }

    private Node row(Finding finding) {
        RichText summary = new RichText("**" + finding.summary() + "**");
        HBox.setHgrow(summary, Priority.ALWAYS);
        HBox head = new HBox(8,
                new Pill(tone(finding.severity()), texts.get("severity." + finding.severity())), summary);
        head.setAlignment(Pos.TOP_LEFT);
        VBox words = new VBox(4, head, new RichText(finding.why()));
        if (!finding.remedy().equals("Nothing.")) {
            words.getChildren().add(new RichText(finding.remedy()));
        }
        String code = finding.code().text();
        Label place = Blocks.caption(finding.place().isEmpty() ? code : code + " · " + finding.place());
        place.getStyleClass().add("mono");
        words.getChildren().add(place);
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMinWidth(0);
        HBox row = Card.row(words);
        row.getStyleClass().add("finding");
        return row;
    }

    private static Tone tone(Severity severity) {
        return switch (severity) {
            case NOTE -> Tone.NEUTRAL;
            case CARE -> Tone.WARNING;
            case DAMAGE, FOREIGN -> Tone.DANGER;
        };
    }
}
