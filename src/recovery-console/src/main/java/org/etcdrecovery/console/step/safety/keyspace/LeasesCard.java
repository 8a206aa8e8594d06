package org.etcdrecovery.console.step.safety.keyspace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.finding.FailureNotice;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.CutText;
import org.etcdrecovery.console.widget.RichText;
import org.etcdrecovery.core.edit.EditedKeyspace;
import org.etcdrecovery.core.edit.KeyspaceChange;
import org.etcdrecovery.core.edit.LeaseChoice;
import org.etcdrecovery.core.edit.LeaseEffect;
import org.etcdrecovery.core.edit.LeaseEffect.Fate;
import org.etcdrecovery.core.snapshot.SnapshotFacts;

/** Whether leases are dropped with their keys: all of them, or one by one. */
public final class LeasesCard extends VBox {
    private static final int MOST = 50;
    private static final double INDENT = 23;

    private final Texts texts;
    private final KeyspaceModel model;
    private final CheckBox all;
    private final Hyperlink choose = new Hyperlink();
    private final CheckBox recreate;
    private final VBox list = new VBox(6);
    private final FailureNotice failure = new FailureNotice();
    private boolean open;

    /** A view of this model. */
    public LeasesCard(KeyspaceModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        setId("leasesCard");
        all = new CheckBox(texts.get("leases.drop"));
        all.setId("dropLeases");
        all.getStyleClass().add("strong");
        all.setMinWidth(USE_PREF_SIZE);
        all.setOnAction(_ -> model.drop(all.isSelected()));
        choose.setId("chooseLeases");
        choose.setMinWidth(USE_PREF_SIZE);
        choose.setOnAction(_ -> {
            open = !open;
            if (open) {
                model.look();
            }
            show();
        });
        recreate = new CheckBox(texts.get("leases.recreate"));
        recreate.setId("recreateLeases");
        recreate.setOnAction(_ -> model.recreate(recreate.isSelected()));
        list.setId("leaseList");
        RichText why = new RichText(texts.get("leases.drop.why"));
        HBox head = new HBox(10, all, Blocks.spacer(), choose);
        head.setAlignment(Pos.CENTER_LEFT);
        VBox indented = new VBox(10, why, recreate, list);
        indented.setPadding(new Insets(0, 0, 0, INDENT));
        getChildren().setAll(new Card(Card.section(head, indented, failure)));
        model.edit().subscribe(_ -> show());
        model.surveyed().subscribe(_ -> show());
        model.failed()
                .subscribe(found -> found.ifPresentOrElse(
                        failed -> failure.show(texts.get("keyspace.failed"), failed), failure::clear));
    }

    /** Shows the card if the snapshot has leases. */
    public void show(Optional<SnapshotFacts> facts) {
        Blocks.show(this, facts.filter(known -> known.leaseCounts().leases() + known.leaseCounts().keys() > 0)
                .isPresent());
        show();
    }

    private void show() {
        LeaseChoice choice = model.edit().get().leases();
        all.setSelected(choice.drop());
        all.setIndeterminate(!choice.others().isEmpty());
        choose.setText(texts.get(open ? "leases.choose.hide" : "leases.choose"));
        boolean orphans = model.surveyed()
                .get()
                .filter(edited -> edited.change().orphaned().leases() + edited.change().recreated().leases() > 0)
                .isPresent();
        recreate.setSelected(model.edit().get().leaseTtl().isPresent());
        if (!model.isPending()) {
            Blocks.show(recreate, recreate.isSelected() || (orphans && model.edit().get().asOf().isEmpty()));
        }
        Blocks.show(list, open);
        if (open && model.surveyed().get().isPresent()) {
            replace(rows(model.surveyed().get().get()));
        } else if (!open || list.getChildren().isEmpty()) {
            list.getChildren().setAll(Blocks.muted(texts.get("keyspace.reading")));
        }
    }

    /** The row with the focus keeps it, and what it showed stays until the decision is understood. */
    private void replace(List<Node> rows) {
        Optional<String> focused = list.getChildren()
                .stream()
                .filter(Node::isFocusWithin)
                .map(row -> ((HBox) row).getChildren().getFirst().getId())
                .findFirst();
        list.getChildren().setAll(rows);
        focused.map(id -> list.lookup("#" + id)).ifPresent(Node::requestFocus);
    }

    private List<Node> rows(EditedKeyspace edited) {
        List<Node> rows = new ArrayList<>();
        edited.leases().stream().limit(MOST).map(this::row).forEach(rows::add);
        if (edited.leases().size() > MOST) {
            boolean cut = edited.leases().size() == KeyspaceChange.MOST_LISTED;
            rows.add(Blocks.caption(texts.get(cut ? "leases.many" : "leases.more",
                    Quantities.number(edited.leases().size() - (long) MOST))));
        }
        return rows;
    }

    private Node row(LeaseEffect lease) {
        CheckBox drop = new CheckBox(texts.get("leases.one"));
        drop.setId("dropLease-" + lease.lease());
        drop.setAccessibleText(texts.get("leases.one.accessible", lease.lease()));
        drop.setMinWidth(USE_PREF_SIZE);
        drop.setSelected(lease.fate() == Fate.DROPPED);
        drop.setOnAction(_ -> model.drop(lease.lease(), drop.isSelected()));
        Label id = Blocks.mono(lease.lease().toString());
        id.setMinWidth(USE_PREF_SIZE);
        Label keys = Blocks.muted(texts.get("leases.keys", lease.keys(), Quantities.number(lease.keys())));
        keys.setMinWidth(USE_PREF_SIZE);
        Label first = CutText.middle(Blocks.mono(lease.firstKey()));
        HBox row = new HBox(10, drop, id, keys, first);
        row.setAlignment(Pos.CENTER_LEFT);
        if (lease.keys() > 1) {
            Label others = Blocks.muted(texts.get("leases.others", Quantities.number(lease.keys() - 1)));
            others.setMinWidth(USE_PREF_SIZE);
            row.getChildren().add(others);
        }
        if (lease.isMasterLease()) {
            Label server = Blocks.caption(texts.get("leases.master"));
            server.setMinWidth(USE_PREF_SIZE);
            row.getChildren().add(server);
        }
        if (lease.fate() == Fate.ORPHANED || lease.fate() == Fate.RECREATED) {
            Label gone = Blocks.caption(texts.get("leases." + lease.fate()));
            gone.setMinWidth(USE_PREF_SIZE);
            row.getChildren().add(gone);
        }
        return row;
    }
}
