package org.etcdrecovery.console.step.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.deliver.BrokenNotice;
import org.etcdrecovery.console.deliver.DeliveryModel;
import org.etcdrecovery.console.deliver.HostPill;
import org.etcdrecovery.console.deliver.HostRow;
import org.etcdrecovery.console.deliver.UndoCard;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.RichText;
import org.etcdrecovery.core.text.Shown;

/** The hosts of members that were delivered over SSH: whether clients are let in, the old directories, the way back. */
final class HostsCard extends VBox {
    private static final double NAME = 60;
    private static final double ADDRESS = 150;
    private static final double WORD = 90;

    private final Texts texts = Texts.of("deliver");
    private final VerifyViewModel model;
    private final HostsModel actions;
    private final DeliveryModel delivery;
    private final VBox hosts = new VBox();
    private final VBox aside = new VBox();
    private final Button open = button("openAnyway", "hosts.open");
    private final Button ask = button("askHosts", "hosts.ask");
    private final Button undo = button("undoDelivery", "undo");
    private final Button stop = button("stopDelivery", "stop");
    private final Button save = button("saveFresh", "aside.save");
    private final Button remove = button("removeOld", "aside.remove");

    HostsCard(VerifyViewModel model) {
        super(14);
        this.model = model;
        this.actions = model.hosts();
        this.delivery = actions.steps().model();
        setId("hosts");
        open.setOnAction(_ -> actions.open());
        ask.setOnAction(_ -> actions.askHosts());
        undo.setOnAction(_ -> actions.undoing().ask());
        stop.setOnAction(_ -> model.activity().cancel());
        save.setOnAction(_ -> actions.saveFresh());
        remove.setOnAction(_ -> actions.clean());
        getChildren().setAll(new BrokenNotice(delivery), new UndoCard(actions.undoing()), hosts, aside);
        delivery.changes().subscribe(_ -> show());
        model.proof().subscribe(_ -> show());
        actions.steps().fresh().subscribe(_ -> show());
        model.activity().running().subscribe(_ -> show());
        model.activity().stopping().subscribe(stopping -> {
            stop.setDisable(stopping);
            stop.setText(texts.get(stopping ? "stopping" : "stop"));
        });
    }

    private Button button(String id, String key) {
        Button button = new Button(texts.get(key));
        button.setId(id);
        button.getStyleClass().add("small");
        button.setMinWidth(USE_PREF_SIZE);
        return button;
    }

    private void show() {
        boolean used = delivery.isOverSsh() && !delivery.rows().isEmpty();
        Blocks.show(this, used);
        if (!used) {
            return;
        }
        boolean busy = model.activity().isRunning();
        List<Node> buttons = new ArrayList<>(List.of(Blocks.spacer()));
        if (delivery.running().get().isPresent() && busy) {
            buttons.add(stop);
        } else {
            // Once the cluster is proven, the primary button does it.
            if (!actions.delivered().kept().isEmpty()
                    && model.proof().get().filter(found -> !found.proven()).isPresent()) {
                buttons.add(open);
            }
            if (actions.steps().isUndoable()) {
                buttons.add(undo);
            }
            buttons.add(ask);
        }
        List.of(open, undo, ask, save).forEach(button -> button.setDisable(busy));
        Card card = Card.titled(texts.get("hosts.title")).withHead(buttons.toArray(Node[]::new));
        card.setRows(delivery.rows().stream().map(HostsCard::row).toList());
        hosts.getChildren().setAll(card);
        showAside(busy);
    }

    private static Node row(HostRow host) {
        Label name = Blocks.strong(host.name());
        Label line = Blocks.muted(host.condition().get().line());
        line.setWrapText(true);
        line.setMinHeight(USE_PREF_SIZE);
        HBox.setHgrow(line, Priority.ALWAYS);
        Label address = Blocks.mono(host.address().get().strip());
        name.setMinWidth(NAME);
        address.setMinWidth(ADDRESS);
        HBox pill = new HBox(HostPill.of(host));
        pill.setMinWidth(WORD);
        pill.setAlignment(Pos.CENTER_LEFT);
        HBox row = Card.row(name, address, pill, line);
        row.setId("host-" + host.name());
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private void showAside(boolean busy) {
        List<String> lines = actions.steps().aside();
        Optional<String> saved = actions.steps().fresh().get().map(file -> Shown.text(file.toString()));
        Blocks.show(aside, !lines.isEmpty());
        String why = actions.whyKept();
        remove.setDisable(busy || !why.isEmpty());
        Label reason = Blocks.caption(why);
        Blocks.show(save, !actions.delivered().members().isEmpty());
        Card card = Card.titled(texts.get("aside.title")).withHead(Blocks.spacer(), save, remove);
        List<Node> parts = new ArrayList<>();
        lines.forEach(line -> parts.add(new RichText(line)));
        parts.add(new RichText(texts.get(actions.delivered().members().isEmpty()
                ? "aside.undone"
                : "aside.note")));
        saved.ifPresent(file -> parts.add(new RichText(texts.get("aside.saved", file))));
        if (!why.isEmpty()) {
            parts.add(reason);
        }
        card.setRows(List.of(Card.section(parts.toArray(Node[]::new))));
        aside.getChildren().setAll(card);
    }
}
