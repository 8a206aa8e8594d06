package org.etcdrecovery.console.step.verify;

import java.util.ArrayList;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.deliver.BrokenNotice;
import org.etcdrecovery.console.deliver.DeliveryModel;
import org.etcdrecovery.console.deliver.HostCondition;
import org.etcdrecovery.console.deliver.HostPill;
import org.etcdrecovery.console.deliver.HostRow;
import org.etcdrecovery.console.deliver.SaidCard;
import org.etcdrecovery.console.deliver.UndoCard;
import org.etcdrecovery.console.deliver.UnknownKey;
import org.etcdrecovery.console.finding.ExplanationLink;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.RichText;
import org.etcdrecovery.console.widget.StopButton;
import org.etcdrecovery.core.text.Shown;

/** The hosts of members that were delivered over SSH: whether clients are let in, the old directories, the way back. */
final class HostsCard extends VBox {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
    private static final double NAME = 60;
    private static final double ADDRESS = 150;
    private static final double WORD = 90;

    private final Texts texts = Texts.of("deliver");
    private final VerifyViewModel model;
    private final HostsModel actions;
    private final DeliveryModel delivery;
    private final Button open = Blocks.smallButton("openAnyway", texts.get("hosts.open"));
    private final Button ask = Blocks.smallButton("askHosts", texts.get("hosts.ask"));
    private final Button undo = Blocks.smallButton("undoDelivery", texts.get("undo"));
    private final Button stop;
    private final Button save = Blocks.smallButton("saveFresh", texts.get("aside.save"));
    private final Button remove = Blocks.smallButton("removeOld", texts.get("aside.remove"));

    private final Card hosts = Card.titled(texts.get("hosts.title"));
    private final Card aside = Card.titled(texts.get("aside.title")).withHead(Blocks.spacer(), save, remove);
    private List<String> told = List.of();

    HostsCard(VerifyViewModel model) {
        super(14);
        this.model = model;
        this.actions = model.hosts();
        this.delivery = actions.steps().model();
        setId("hosts");
        open.setOnAction(_ -> actions.open());
        ask.setOnAction(_ -> actions.askHosts());
        undo.setOnAction(_ -> actions.undoing().ask());
        save.setOnAction(_ -> actions.saveFresh());
        remove.setOnAction(_ -> actions.clean());
        stop = StopButton.small("stopDelivery", model.activity());
        hosts.withHead(Blocks.spacer(), open, undo, ask, stop);
        getChildren().setAll(new BrokenNotice(delivery), new UndoCard(actions.undoing()), hosts,
                new SaidCard(delivery), aside);
        delivery.rows().addListener((ListChangeListener<HostRow>) _ -> showRows());
        delivery.changes().subscribe(_ -> show());
        model.proof().subscribe(_ -> show());
        model.strangers().silent().subscribe(_ -> show());
        actions.steps().fresh().subscribe(_ -> show());
        model.activity().running().subscribe(_ -> show());
        showRows();
    }

    private void show() {
        boolean used = delivery.isOverSsh() && !delivery.rows().isEmpty();
        Blocks.show(this, used);
        if (!used) {
            return;
        }
        boolean busy = model.activity().isRunning();
        boolean here = busy && delivery.running().get().isPresent();
        // Once the cluster is proven, the primary button does it.
        Blocks.show(open, !here && !actions.delivered().quarantined().isEmpty()
                && model.proof().get().filter(found -> !found.proven()).isPresent());
        Blocks.show(undo, !here && actions.steps().isUndoable());
        Blocks.show(ask, !here);
        Blocks.show(stop, here);
        List.of(open, undo, ask, save).forEach(button -> button.setDisable(busy));
        showAside(busy);
    }

    private void showRows() {
        hosts.setRows(delivery.rows().stream().map(this::row).toList());
        show();
    }

    /** The question about the key of a host; hidden where ssh knows the key. */
    private Node key(HostRow host) {
        VBox question = new VBox();
        host.report().subscribe(_ -> {
            question.getChildren()
                    .setAll(host.unknownKey()
                            .map(key -> new UnknownKey(host.name(), key, model.activity().running(),
                                    () -> delivery.accept(host, model.activity())))
                            .stream()
                            .toList());
            Blocks.show(question, host.unknownKey().isPresent());
        });
        return question;
    }

    private Node row(HostRow host) {
        Label name = Blocks.strong(host.name());
        Label line = Blocks.muted("");
        host.condition().subscribe(_ -> tell(host, line));
        model.strangers().silent().subscribe(_ -> tell(host, line));
        model.proof().subscribe(_ -> tell(host, line));
        line.setWrapText(true);
        line.setMinHeight(USE_PREF_SIZE);
        HBox.setHgrow(line, Priority.ALWAYS);
        Label address = Blocks.mono(host.fields().address().get().strip());
        name.setMinWidth(NAME);
        address.setMinWidth(ADDRESS);
        HBox pill = new HBox(HostPill.of(host));
        pill.setMinWidth(WORD);
        pill.setAlignment(Pos.CENTER_LEFT);
        HBox facts = new HBox(10, name, address, pill, line,
                ExplanationLink.following(host.condition().map(HostCondition::code)));
        facts.setAlignment(Pos.CENTER_LEFT);
        VBox all = new VBox(8, facts, key(host));
        HBox.setHgrow(all, Priority.ALWAYS);
        HBox row = Card.row(all);
        row.setId("host-" + host.name());
        return row;
    }

    /** What the host said when it was asked, and whether its member has fallen silent since. */
    private void tell(HostRow host, Label line) {
        String words = Shown.text(host.condition().get().line());
        boolean silent = model.lapse().filter(lapse -> lapse.members().contains(host.name())).isPresent()
                && !actions.steps().ended().contains(host.name());
        line.setText(silent ? texts.get("hosts.silent", words) : words);
        line.pseudoClassStateChanged(WRONG, silent);
    }

    private void showAside(boolean busy) {
        List<String> lines = new ArrayList<>(actions.steps().aside());
        Blocks.show(aside, !lines.isEmpty());
        boolean undone = actions.isUndone();
        String why = actions.whyKept();
        aside.retitle(texts.get(undone ? "aside.title.undone" : "aside.title"));
        remove.setText(texts.get(undone ? "aside.remove.undone" : "aside.remove"));
        Blocks.show(save, !undone);
        remove.setDisable(busy || !why.isEmpty());
        lines.add(texts.get(undone ? "aside.undone" : "aside.note"));
        actions.steps().fresh().get().ifPresent(file -> lines.add(texts.get("aside.saved", file)));
        if (!why.isEmpty()) {
            lines.add(why);
        }
        if (!lines.equals(told)) {
            told = List.copyOf(lines);
            aside.setRows(List.of(Card.section(lines.stream().map(RichText::new).toArray(Node[]::new))));
        }
    }
}
