package org.etcdrecovery.console.step.restore;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.filing.PlanSaver;
import org.etcdrecovery.console.filing.PlanSaving;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.CheckRow;
import org.etcdrecovery.console.widget.StatStrip;
import org.etcdrecovery.console.widget.StatStrip.Stat;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.RestorePlan;

/** The whole plan: the new cluster, and each of its members. */
final class PlanCard extends VBox {
    private final Texts texts = Texts.of("restore");
    private final RestorePlan plan;

    PlanCard(RestorePlan plan, PlanSaver saver) {
        super(14);
        this.plan = plan;
        setId("plan");
        StatStrip stats = new StatStrip();
        stats.setStats(stats(), texts.get("plan.copy"));
        PlanSaving saving = new PlanSaving(plan, saver);
        List<Node> rows = new ArrayList<>(List.of(grid()));
        for (String warning : plan.warnings()) {
            CheckRow row = new CheckRow(warning);
            row.say(Tone.WARNING, warning, "");
            rows.add(row);
        }
        Card card = Card.titled(texts.get("plan.title"), rows.toArray(Node[]::new))
                .withHead(Blocks.spacer(), saving.button());
        getChildren().setAll(stats, card, saving);
    }

    private List<Stat> stats() {
        return List.of(
                new Stat("planClusterId", texts.get("plan.cluster"), plan.clusterId().toString(),
                        texts.get("plan.token", plan.token()), true),
                new Stat("planRevision", texts.get("plan.revision"), Quantities.number(plan.revisions().last()),
                        plan.revisions().bump() > 0
                                ? texts.get("plan.revision.bump", Quantities.number(plan.revisions().snapshot()),
                                        Quantities.number(plan.revisions().bump()))
                                : texts.get("plan.revision.same"),
                        false),
                new Stat("planHashKv", texts.get("plan.hashkv"), Integer.toUnsignedString(plan.hashKv()),
                        texts.get("plan.hashkv.note", plan.livingKeys(), Quantities.number(plan.livingKeys())), true),
                new Stat("planTarget", texts.get("plan.target"), plan.target().toString(),
                        plan.owner()
                                .map(owner -> texts.get("plan.target.note", owner))
                                .orElse(texts.get("plan.target.noowner")),
                        false));
    }

    private GridPane grid() {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("grid-table");
        grid.getColumnConstraints().setAll(share(15), share(19), share(33), share(33));
        List<String> names = List.of("member", "id", "urls", "directory");
        for (int i = 0; i < names.size(); i++) {
            Label head = Blocks.strong(texts.get("plan." + names.get(i)));
            head.getStyleClass().addAll("muted", "grid-head");
            grid.add(cell(head), i, 0);
        }
        int row = 1;
        for (PlannedMember member : plan.members()) {
            Label name = whole(Blocks.strong(member.name()));
            grid.addRow(row++, member.learner() ? cell(name, Blocks.caption(texts.get("plan.learner"))) : cell(name),
                    cell(Blocks.mono(member.id().toString())), cell(urls(member)), cell(directories(member)));
        }
        return grid;
    }

    private Node[] urls(PlannedMember member) {
        Stream<Node> clients = member.clientUrls().isEmpty()
                ? Stream.of(Blocks.caption(texts.get("plan.noclient")))
                : member.clientUrls().stream().map(PlanCard::url);
        return Stream.concat(member.peerUrls().stream().map(PlanCard::url), clients).toArray(Node[]::new);
    }

    /** If the URL does not fit, the port moves to the next line as a whole. */
    private static Node url(String url) {
        int port = url.lastIndexOf(':');
        return new FlowPane(whole(Blocks.mono(url.substring(0, port))), whole(Blocks.mono(url.substring(port))));
    }

    private Node[] directories(PlannedMember member) {
        if (member.dataDir().isEmpty()) {
            return new Node[]{Blocks.muted(texts.get("plan.elsewhere"))};
        }
        Label directory = whole(Blocks.mono(member.dataDir().get().toString()));
        return member.walDir()
                .map(wal -> new Node[]{directory, whole(Blocks.mono(texts.get("plan.wal", wal)))})
                .orElse(new Node[]{directory});
    }

    /** The plan must be readable in full, so long text wraps. */
    private static Label whole(Label label) {
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    private static ColumnConstraints share(double percent) {
        ColumnConstraints column = new ColumnConstraints();
        column.setPercentWidth(percent);
        column.setHgrow(Priority.ALWAYS);
        return column;
    }

    private static VBox cell(Node... lines) {
        VBox cell = new VBox(2, lines);
        cell.getStyleClass().addAll("grid-cell", "plan-cell");
        cell.setMinWidth(0);
        return cell;
    }
}
