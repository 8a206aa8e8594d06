package org.etcdrecovery.console.step.cluster;

import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.step.cluster.ClusterNotes.Identity;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.Field;
import org.etcdrecovery.core.keyspace.ClusterId;

/** The outcome: the cluster's ID, its failure tolerance, and two rarely used settings. */
final class ClusterSummary extends VBox {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    private final ClusterViewModel model;
    private final Texts texts;
    private final Label oldId = Blocks.mono("");
    private final Label newId = Blocks.mono("");
    private final Hyperlink setOwner;
    private final Field owner;

    ClusterSummary(ClusterViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        owner = owner();
        setOwner = link("setOwner");
        setOwner.setOnAction(_ -> unfoldOwner(!owner.isVisible()));
        Hyperlink setWal = link("setWal");
        setWal.setOnAction(_ -> model.table().rows().forEach(row -> row.unfolded().set(true)));
        oldId.getStyleClass().add("muted");
        newId.setId("clusterId");
        oldId.setId("oldClusterId");
        HBox ids = new HBox(6, oldId, newId);
        // IDs are never cut: what has no space beside them goes to the next line.
        FlowPane stats = new FlowPane(24, 12);
        ids.maxWidthProperty().bind(stats.widthProperty());
        stats.getChildren()
                .setAll(stat("clusterId", ids), stat("tolerates", text("tolerates", model.notes()
                        .tolerates())),
                        stat("wal", new HBox(8, text("walDirs", model.notes().walDirs()), setWal)),
                        stat("owner", new HBox(8, ownerNow(), setOwner)));
        stats.setRowValignment(VPos.TOP);
        Card card = new Card(Card.section(stats, owner));
        card.setId("clusterSummary");
        getChildren().setAll(card);
        model.notes().identity().subscribe(this::show);
        unfoldOwner(!model.owner().get().isEmpty());
    }

    private Field owner() {
        TextField field = new TextField();
        field.setId("owner");
        field.setMaxWidth(280);
        field.getStyleClass().add("mono");
        field.textProperty().bindBidirectional(model.owner());
        field.focusedProperty().subscribe(focused -> {
            if (focused) {
                model.outline().focusedHelp().set(Optional.of(texts.help("help.owner")));
            }
        });
        return new Field(texts.get("owner"), field).hint(texts.get("owner.hint"))
                .problem(model.notes().ownerProblem());
    }

    private void unfoldOwner(boolean open) {
        Blocks.show(owner, open);
        setOwner.setText(texts.get(open ? "hide" : "set"));
        if (open) {
            owner.lookupAll("#owner").forEach(Node::requestFocus);
        }
    }

    private Label ownerNow() {
        Label label = new Label();
        label.setId("ownerNow");
        label.setMinWidth(USE_PREF_SIZE);
        Runnable show = () -> label.setText(model.owner().get().isBlank()
                ? texts.get("owner.now." + model.place().get(), System.getProperty("user.name", ""))
                : model.owner().get().strip());
        model.owner().subscribe(show);
        model.place().subscribe(show);
        show.run();
        return label;
    }

    private void show(Identity identity) {
        String old = identity.old().map(ClusterId::toString).orElse("");
        String now = identity.now()
                .map(ClusterId::toString)
                .orElseGet(() -> identity.open().isEmpty()
                        ? texts.get("clusterId.none")
                        : texts.get("clusterId.open", identity.open(), identity.open().contains(", ") ? 2 : 1));
        oldId.setText(old.isEmpty() ? "" : old + " →");
        Blocks.show(oldId, !old.isEmpty());
        newId.setText(now);
        newId.pseudoClassStateChanged(WRONG, identity.now().isEmpty());
    }

    private Hyperlink link(String id) {
        Hyperlink link = new Hyperlink(texts.get("set"));
        link.setId(id);
        return link;
    }

    private static Label text(String id, ObservableValue<String> value) {
        Label label = new Label();
        label.setId(id);
        label.setMinWidth(USE_PREF_SIZE);
        label.textProperty().bind(value);
        return label;
    }

    private Node stat(String key, Node value) {
        Label name = Blocks.caption(texts.get(key));
        name.setWrapText(false);
        name.setMinWidth(USE_PREF_SIZE);
        return new VBox(4, name, value);
    }
}
