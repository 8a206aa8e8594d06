package org.etcdrecovery.console.step.start.deliver;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.deliver.HostRow;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.Icons;
import org.etcdrecovery.console.widget.RichText;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.deliver.ConfigLine;
import org.etcdrecovery.core.deliver.HostFinding;
import org.etcdrecovery.core.deliver.HostReport;
import org.kordamp.ikonli.javafx.FontIcon;

/** What the check found on one host, line by line, and the key to accept if ssh does not know it. */
final class FoundCard extends VBox {
    private final Texts texts = Texts.of("deliver");
    private final DeliverViewModel model;
    private final HostRow row;

    FoundCard(DeliverViewModel model, HostRow row) {
        this.model = model;
        this.row = row;
        setId("found-" + row.name());
        row.report().subscribe(_ -> show());
        row.chosen().subscribe(_ -> show());
    }

    private void show() {
        List<Node> lines = new ArrayList<>();
        if (row.chosen().get()) {
            row.report().get().ifPresent(report -> lines.addAll(lines(report)));
        }
        getChildren().setAll(lines.isEmpty() ? List.of() : List.of(card(lines)));
        Blocks.show(this, !lines.isEmpty());
    }

    private Node card(List<Node> lines) {
        Card card = Card.titled(texts.get("found.title", row.name(), row.address().get().strip()));
        card.setRows(lines);
        return card;
    }

    private List<Node> lines(HostReport report) {
        List<Node> lines = new ArrayList<>();
        row.unknownKey().ifPresent(key -> lines.add(key(key)));
        report.findings()
                .stream()
                .filter(_ -> row.unknownKey().isEmpty())
                .forEach(finding -> lines.add(line(tone(finding), Quantities.figures(finding.summary()),
                        finding.remedy(), texts.get("weight." + finding.weight()) + " · " + finding.code())));
        long same = report.configuration().stream().filter(setting -> !setting.differs()).count();
        if (same > 0) {
            String which = String.join(", ", report.configuration()
                    .stream()
                    .filter(setting -> !setting.differs())
                    .map(ConfigLine::setting)
                    .toList());
            lines.add(line(Tone.SUCCESS, texts.get("found.same", same), which, ""));
        }
        return lines;
    }

    private static Tone tone(HostFinding finding) {
        return switch (finding.weight()) {
            case NOTE -> Tone.NEUTRAL;
            case CARE -> Tone.WARNING;
            case BLOCKS_ACTIVATION, BLOCKS -> Tone.DANGER;
        };
    }

    /** Parts of these texts come from the host: nothing in them is taken for a mark. */
    private static Node line(Tone tone, String words, String remedy, String below) {
        Label what = new Label(words);
        what.setWrapText(true);
        what.setMinHeight(USE_PREF_SIZE);
        VBox text = new VBox(2, what);
        if (!remedy.isEmpty()) {
            text.getChildren().add(caption(remedy));
        }
        if (!below.isEmpty()) {
            text.getChildren().add(caption(below));
        }
        text.setMinWidth(0);
        HBox.setHgrow(text, Priority.ALWAYS);
        FontIcon icon = Icons.of(tone);
        HBox row = new HBox(8, icon, text);
        row.getStyleClass().addAll("card-row", "check-row");
        return row;
    }

    private static Label caption(String words) {
        Label label = Blocks.caption(words);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    private Node key(String fingerprint) {
        Button accept = new Button(texts.get("found.key.accept"));
        accept.setId("acceptKey-" + row.name());
        accept.getStyleClass().add("small");
        accept.setMinWidth(USE_PREF_SIZE);
        accept.setOnAction(_ -> model.accept(row));
        accept.disableProperty().bind(model.outline().activity().running());
        Label key = Blocks.mono(fingerprint);
        key.setId("key-" + row.name());
        key.setWrapText(true);
        VBox text = new VBox(6, new RichText(texts.get("found.key")), key, new RichText(texts.get("found.key.how")),
                accept);
        text.setMinWidth(0);
        HBox.setHgrow(text, Priority.ALWAYS);
        HBox line = new HBox(8, Icons.of(Tone.WARNING), text);
        line.getStyleClass().addAll("card-row", "check-row");
        return line;
    }
}
