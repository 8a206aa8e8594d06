package org.etcdrecovery.console.step.start.deliver;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.deliver.DeliveryStep;
import org.etcdrecovery.console.deliver.HostRow;
import org.etcdrecovery.console.deliver.LastCheck;
import org.etcdrecovery.console.deliver.SaidCard;
import org.etcdrecovery.console.deliver.UnknownKey;
import org.etcdrecovery.console.finding.CodeLine;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.Icons;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.deliver.ConfigLine;
import org.etcdrecovery.core.deliver.HostFinding;
import org.etcdrecovery.core.deliver.HostReport;
import org.kordamp.ikonli.javafx.FontIcon;

/** What the check found on the hosts, line by line, and the keys to accept that ssh does not know. */
final class FoundCard extends VBox {
    private final Texts texts = Texts.of("deliver");
    private final DeliverViewModel model;
    private List<Found> shown = List.of();
    private final Card card = Card.titled(texts.get("found.title"));

    FoundCard(DeliverViewModel model) {
        this.model = model;
        setId("found");
        getChildren().setAll(card);
        model.delivery().changes().subscribe(_ -> show());
        model.delivery().lastCheck().subscribe(this::date);
    }

    /** The lines of another host than before begin with its name. */
    private record Found(String member, HostReport report) {}

    /** What was done since makes what was found before it history. */
    private void date(Optional<LastCheck> check) {
        Optional<DeliveryStep> doneSince = check.flatMap(LastCheck::doneSince);
        card.retitle(doneSince.map(step -> texts.get("found.before." + step,
                Quantities.clock(check.orElseThrow().time(), ZoneId.systemDefault())))
                .orElse(texts.get("found.title")));
        Blocks.fade(doneSince.isPresent(), card.body());
    }

    private void show() {
        List<Found> now = new ArrayList<>();
        for (HostRow row : model.delivery().rows()) {
            if (row.fields().chosen().get()) {
                row.report().get().ifPresent(report -> now.add(new Found(row.name(), report)));
            }
        }
        // The page keeps its focus as long as nothing changes.
        if (!now.equals(shown)) {
            shown = List.copyOf(now);
            card.setRows(model.delivery()
                    .rows()
                    .stream()
                    .filter(row -> row.fields().chosen().get() && row.report().get().isPresent())
                    .flatMap(row -> lines(row, row.report().get().get()).stream())
                    .toList());
        }
        Blocks.show(this, !card.body().getChildren().isEmpty());
    }

    private List<Node> lines(HostRow row, HostReport report) {
        List<Node> lines = new ArrayList<>();
        row.unknownKey().ifPresent(key -> lines.add(key(row, key)));
        report.findings()
                .stream()
                .filter(_ -> row.unknownKey().isEmpty())
                .forEach(finding -> lines
                        .add(line(name(row, lines), tone(finding), Quantities.figures(row.bare(finding.summary())),
                                finding.remedy(),
                                CodeLine.of(finding.code(), texts.get("weight." + finding.weight())))));
        long same = report.configuration().stream().filter(setting -> !setting.differs()).count();
        if (same > 0) {
            String which = String.join(", ", report.configuration()
                    .stream()
                    .filter(setting -> !setting.differs())
                    .map(ConfigLine::setting)
                    .toList());
            lines.add(line(name(row, lines), Tone.SUCCESS, texts.get("found.same", same), which));
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
    private static Node line(Node name, Tone tone, String words, String remedy, Node... below) {
        Label what = new Label(words);
        what.setWrapText(true);
        what.setMinHeight(USE_PREF_SIZE);
        VBox text = new VBox(2, what);
        if (!remedy.isEmpty()) {
            text.getChildren().add(caption(remedy));
        }
        text.getChildren().addAll(below);
        text.setMinWidth(0);
        HBox.setHgrow(text, Priority.ALWAYS);
        FontIcon icon = Icons.of(tone == Tone.NEUTRAL ? tone.bannerIcon() : tone.rowIcon(), 18);
        tone.applyTo(icon);
        icon.getStyleClass().add("tone-icon");
        HBox row = new HBox(8, name, icon, text);
        row.getStyleClass().addAll("card-row", "check-row");
        return row;
    }

    private static Label caption(String words) {
        Label label = Blocks.caption(words);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    /** The name of the member, at the first line of its host. */
    private static Node name(HostRow row, List<Node> before) {
        return SaidCard.name(before.isEmpty() ? row.name() : "");
    }

    private Node key(HostRow row, String fingerprint) {
        UnknownKey text = new UnknownKey(row.name(), fingerprint, model.outline().activity().running(),
                () -> model.accept(row));
        HBox line = new HBox(8, name(row, List.of()), Icons.of(Tone.WARNING), text);
        line.getStyleClass().addAll("card-row", "check-row");
        return line;
    }
}
