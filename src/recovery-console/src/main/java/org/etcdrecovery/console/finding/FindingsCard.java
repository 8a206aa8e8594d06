package org.etcdrecovery.console.finding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.finding.Finding.Severity;

/** A list of findings, the gravest first. Each shows what was found, why it matters, what to do, and where. */
public final class FindingsCard extends VBox {
    /** How many findings to show before the operator asks for all. A damaged file may have hundreds. */
    private static final int FIRST = 6;

    private final Texts texts = Texts.of("finding");
    private final Pill problems = new Pill(Tone.WARNING, "");
    private final Pill notes = new Pill(Tone.NEUTRAL, "");
    private final Card card;
    private List<Entry> found = List.of();
    private String ifEmpty = "";
    private boolean all;

    /**
     * A finding and the file or directory that it is about.
     *
     * @param subject the name of a file or a directory; empty on a page about a single file
     * @param finding the finding
     */
    public record Entry(String subject, Finding finding) {
        /** An entry on a page about a single file. */
        public static Entry of(Finding finding) {
            return new Entry("", finding);
        }

        private String summary() {
            return subject.isEmpty() ? FindingTitle.of(finding) : subject + ": " + FindingTitle.of(finding);
        }
    }

    /** A card without findings. */
    public FindingsCard(String title) {
        card = Card.titled(title).withHead(problems, notes);
        getChildren().setAll(card);
        refresh();
    }

    /**
     * Shows findings.
     *
     * @param entries  all findings, in the order in which they were made
     * @param sentence the text to show if there are none
     */
    public void show(List<Entry> entries, String sentence) {
        if (!entries.equals(found) || !sentence.equals(ifEmpty)) {
            found = List.copyOf(entries);
            ifEmpty = sentence;
            all = all && found.size() > FIRST;
            refresh();
        }
    }

    private void refresh() {
        long grave = found.stream().filter(entry -> entry.finding().severity() != Severity.NOTE).count();
        boolean damage = found.stream().anyMatch(entry -> entry.finding().severity().preventsRestore());
        problems.say(damage ? Tone.DANGER : Tone.WARNING, Quantities.number(grave));
        problems.setAccessibleText(texts.get("problems", grave));
        Blocks.show(problems, grave > 0);
        notes.setText(texts.get("notes", found.size() - grave));
        Blocks.show(notes, found.size() > grave);
        if (found.isEmpty()) {
            card.setRows(List.of(Card.row(Blocks.muted(ifEmpty))));
            return;
        }
        List<Node> rows = new ArrayList<>(found.stream()
                .sorted(Comparator.comparing((Entry entry) -> entry.finding().severity()).reversed())
                .limit(all ? Long.MAX_VALUE : FIRST)
                .map(this::row)
                .toList());
        if (!all && found.size() > FIRST) {
            Hyperlink more = new Hyperlink(texts.get("more", Quantities.number(found.size() - FIRST)));
            more.setId("moreFindings");
            more.setOnAction(_ -> {
                all = true;
                refresh();
            });
            rows.add(Card.row(more));
        }
        card.setRows(rows);
    }

    private Node row(Entry entry) {
        Finding finding = entry.finding();
        RichText summary = new RichText("**" + entry.summary() + "**");
        HBox.setHgrow(summary, Priority.ALWAYS);
        HBox head = new HBox(8,
                new Pill(tone(finding.severity()), texts.get("severity." + finding.severity())), summary);
        head.setAlignment(Pos.TOP_LEFT);
        VBox words = new VBox(4, head, new RichText(Quantities.figures(ButtonNames.in(finding.why()))));
        if (!finding.remedy().equals("Nothing.")) {
            words.getChildren().add(new RichText(Quantities.figures(ButtonNames.in(finding.remedy()))));
        }
        if (!finding.summary().equals(FindingTitle.of(finding))) {
            Label details = Blocks.caption(Quantities.figures(finding.summary()));
            details.getStyleClass().add("mono");
            words.getChildren().add(details);
        }
        words.getChildren().add(new CodeLine(finding));
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
