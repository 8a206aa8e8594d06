package org.etcdrecovery.console.step.restore;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.filing.PlanSaver;
import org.etcdrecovery.console.filing.PlanSaving;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.BrokenText;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.CheckRow;
import org.etcdrecovery.console.widget.CutText;
import org.etcdrecovery.console.widget.StatStrip;
import org.etcdrecovery.console.widget.StatStrip.Stat;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.RestorePlan;

/** The whole plan: the new cluster, and each of its members. */
final class PlanCard extends VBox {
    private static final double NARROWEST_NAME = 72;
    private static final double WIDEST_NAME = 190;

    private final Texts texts = Texts.of("restore");
    private final RestorePlan plan;
    private final long inspectedKeys;
    private final boolean onHosts;

    /**
     * @param inspectedKeys the number of keys that Inspect shows
     * @param onHosts       whether the data directories are written on the hosts of the members
     */
    PlanCard(RestorePlan plan, long inspectedKeys, PlanSaver saver, boolean onHosts) {
        super(14);
        this.plan = plan;
        this.inspectedKeys = inspectedKeys;
        this.onHosts = onHosts;
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
                        revisionNote(), false),
                new Stat("planHashKv", texts.get("plan.hashkv"), Integer.toUnsignedString(plan.hashKv()),
                        keysNote(), true),
                new Stat("planTarget", texts.get("plan.target"), plan.target().toString(),
                        plan.owner()
                                .map(owner -> texts.get("plan.target.note", owner))
                                .orElse(texts.get(onHosts ? "plan.target.old" : "plan.target.noowner")),
                        false));
    }

    /** A client never sees the record that an earlier bump left, but etcd's tools, and so Inspect, count it. */
    private String keysNote() {
        String keys = texts.get("plan.hashkv.note", plan.livingKeys(), Quantities.number(plan.livingKeys()));
        boolean marked = plan.keyspace().isEmpty() && inspectedKeys - plan.livingKeys() == 1;
        return marked ? texts.get("plan.hashkv.marked", keys) : keys;
    }

    private String revisionNote() {
        String bump = plan.revisions().bump() > 0
                ? texts.get("plan.revision.bump", Quantities.number(plan.revisions().snapshot()),
                        Quantities.number(plan.revisions().bump()))
                : texts.get("plan.revision.same");
        OptionalLong asOf = plan.keyspace().map(edited -> edited.edit().asOf()).orElse(OptionalLong.empty());
        return asOf.isPresent()
                ? texts.get("plan.revision.back", Quantities.number(asOf.getAsLong()), bump)
                : bump;
    }

    private GridPane grid() {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("grid-table");
        grid.getColumnConstraints().setAll(names(), whole(), share(), share());
        List<String> names = List.of("member", "id", "urls", "directory");
        for (int i = 0; i < names.size(); i++) {
            Label head = Blocks.strong(texts.get("plan." + names.get(i)));
            head.getStyleClass().addAll("muted", "grid-head");
            grid.add(cell(head), i, 0);
        }
        int row = 1;
        for (PlannedMember member : plan.members()) {
            Label name = CutText.middle(Blocks.strong(member.name()));
            grid.addRow(row++, member.learner() ? cell(name, Blocks.caption(texts.get("plan.learner"))) : cell(name),
                    cell(wholeId(member)), cell(urls(member)), cell(directories(member)));
        }
        return grid;
    }

    private Node[] urls(PlannedMember member) {
        Stream<Node> clients = member.clientUrls().isEmpty()
                ? Stream.of(Blocks.caption(texts.get("plan.noclient")))
                : member.clientUrls().stream().map(BrokenText::url);
        return Stream.concat(member.peerUrls().stream().map(BrokenText::url), clients).toArray(Node[]::new);
    }

    private Node[] directories(PlannedMember member) {
        if (member.dataDir().isEmpty()) {
            return new Node[]{Blocks.muted(texts.get("plan.elsewhere"))};
        }
        Node directory = onHosts
                ? Blocks.muted(texts.get("plan.host"))
                : BrokenText.path(member.dataDir().get().toString());
        return member.walDir()
                .map(wal -> new Node[]{directory, BrokenText.path(texts.get("plan.wal", wal))})
                .orElse(new Node[]{directory});
    }

    private static Label wholeId(PlannedMember member) {
        Label id = Blocks.mono(member.id().toString());
        id.setMinWidth(Region.USE_PREF_SIZE);
        return id;
    }

    /** As wide as the names, up to a limit: beyond it their beginning and end are shown. */
    private static ColumnConstraints names() {
        ColumnConstraints column = new ColumnConstraints(NARROWEST_NAME, Region.USE_COMPUTED_SIZE, WIDEST_NAME);
        column.setHgrow(Priority.NEVER);
        return column;
    }

    /** As wide as its content. */
    private static ColumnConstraints whole() {
        ColumnConstraints column = new ColumnConstraints();
        column.setMinWidth(Region.USE_PREF_SIZE);
        return column;
    }

    /** An equal share of what the other columns leave. */
    private static ColumnConstraints share() {
        ColumnConstraints column = new ColumnConstraints(0, 0, Double.MAX_VALUE);
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
