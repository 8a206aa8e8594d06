package org.etcdrecovery.console.step.restore;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.step.restore.MemberProgress.Mark;
import org.etcdrecovery.console.step.restore.MemberProgress.MarkState;
import org.etcdrecovery.console.step.restore.MemberProgress.Marked;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.CutText;
import org.etcdrecovery.console.widget.FittedColumns;
import org.etcdrecovery.console.widget.FittedColumns.Face;
import org.etcdrecovery.console.widget.Icons;
import org.etcdrecovery.console.widget.RichText;
import org.etcdrecovery.console.widget.Tone;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** One member: where it is written, how much of it is written, and which parts are done. */
final class MemberRow extends VBox {
    private static final double WIDEST_NAME = 220;

    private final Texts texts = Texts.of("restore");
    private final MemberProgress member;
    private final Label status = Blocks.muted("");
    private final ProgressBar bar = new ProgressBar(0);
    private final HBox marks = new HBox(16);

    /** The width that the names of these members need, at most so much that their directories can be read. */
    static double nameWidth(List<MemberProgress> members) {
        return Math.min(WIDEST_NAME,
                FittedColumns.width(members.stream().map(one -> one.member().name()), Face.STRONG) + 1);
    }

    /** @param nameWidth the width of the name, the same in every row */
    MemberRow(MemberProgress member, int hashKv, double nameWidth) {
        super(8);
        this.member = member;
        String name = member.member().name();
        setId("writing-" + name);
        getStyleClass().addAll("card-row", "restore-row");
        Label path = Blocks.mono(member.member().dataDir().map(Object::toString).orElse(""));
        path.getStyleClass().add("muted");
        CutText.middle(path);
        HBox.setHgrow(path, Priority.ALWAYS);
        path.setMaxWidth(Double.MAX_VALUE);
        status.setMinWidth(USE_PREF_SIZE);
        status.textProperty().bind(member.status());
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.getStyleClass().add("member-bar");
        bar.setAccessibleText(name);
        bar.progressProperty().bind(member.fraction());
        Label who = CutText.middle(Blocks.strong(name));
        who.setMinWidth(nameWidth);
        who.setPrefWidth(nameWidth);
        who.setMaxWidth(nameWidth);
        HBox head = new HBox(16, who, path, status);
        head.setAlignment(Pos.CENTER_LEFT);
        marks.setAlignment(Pos.CENTER_LEFT);
        RichText hash = new RichText(texts.get("member.hashkv", Integer.toUnsignedString(hashKv)));
        getChildren().setAll(head, bar, marks);
        member.marks().subscribe(now -> show(now, hash));
    }

    private void show(List<Marked> now, Node hash) {
        marks.getChildren().setAll(now.stream().map(this::mark).toList());
        boolean staged = member.isStaged();
        Tone tone = staged ? Tone.SUCCESS : Tone.ACCENT;
        tone.applyTo(bar);
        (staged ? Tone.SUCCESS : Tone.NEUTRAL).applyTo(status);
        status.getStyleClass().setAll("label", "mark");
        if (staged) {
            marks.getChildren().addAll(Blocks.spacer(), hash);
        }
    }

    private Node mark(Marked marked) {
        boolean waits = marked.mark() == Mark.IN_PLACE && marked.state() == MarkState.TO_DO && member.isStaged();
        Label label = new Label(texts.get("mark." + marked.mark() + "." + (waits ? "STAGED" : marked.state())));
        label.getStyleClass().add("mark");
        label.setMinWidth(USE_PREF_SIZE);
        Tone tone = switch (marked.state()) {
            case TO_DO -> Tone.NEUTRAL;
            case UNDER_WAY -> Tone.ACCENT;
            case DONE -> Tone.SUCCESS;
        };
        FontIcon icon = marked.state() == MarkState.DONE
                ? Icons.of(MaterialDesignC.CHECK, 14)
                : Icons.of(tone.rowIcon(), 14);
        icon.getStyleClass().add("tone-icon");
        tone.applyTo(icon);
        tone.applyTo(label);
        label.setGraphic(icon);
        return label;
    }
}
