package org.etcdrecovery.console.step.start;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.etcdrecovery.console.deliver.DeliveryModel;
import org.etcdrecovery.console.deliver.DeliveryModel.Way;
import org.etcdrecovery.console.finding.FailureNotice;
import org.etcdrecovery.console.live.StrangersBanner;
import org.etcdrecovery.console.shell.StepId;
import org.etcdrecovery.console.shell.WhileShown;
import org.etcdrecovery.console.step.start.deliver.DeliverView;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.Choosing;
import org.etcdrecovery.console.widget.CommandBlock;
import org.etcdrecovery.console.widget.EmptyState;
import org.etcdrecovery.console.widget.Icons;
import org.etcdrecovery.console.widget.RichText;
import org.etcdrecovery.console.widget.SegmentedChoice;
import org.etcdrecovery.core.handover.StartForm;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;

/** The page of the step Start: a tab for each member, with what to do on its host. */
public final class StartView extends VBox {
    private static final Duration PAUSE = Duration.seconds(3);

    private final Texts texts = Texts.of("start");
    private final StartViewModel model;
    private final FlowPane tabs = new FlowPane(4, 0);
    private final VBox body = new VBox();
    private final Button save = new Button("", Icons.of(MaterialDesignD.DOWNLOAD_OUTLINE, 14));
    private final RichText saved = new RichText();
    private final FailureNotice failure = new FailureNotice();

    /** A view of this model. */
    public StartView(StartViewModel model) {
        this.model = model;
        VBox told = new VBox(8, failure, saved);
        told.getStyleClass().add("start-place");
        told.visibleProperty().bind(failure.visibleProperty().or(saved.visibleProperty()));
        told.managedProperty().bind(told.visibleProperty());
        Card card = new Card(head(), told, body);
        card.setId("startCard");
        Node note = note();
        Node empty = empty("empty", "goToRestore");
        Node elsewhere = empty("elsewhere", "writeHere");
        saved.setId("savedFiles");
        failure.setId("saveFailure");
        StringProperty sentence = new SimpleStringProperty();
        DeliverView delivery = new DeliverView(model.deliver());
        HBox ways = ways(delivery);
        VBox page = Blocks.page(texts.get("title"), sentence, empty, ways, byHand(),
                delivery, overSsh(), elsewhere, card, note);
        getChildren().setAll(page);
        model.guides().addListener((ListChangeListener<MemberGuide>) _ -> showTabs());
        model.selected().subscribe(this::showGuide);
        model.form()
                .subscribe(form -> save.setText(texts.get(form == StartForm.COMMAND
                        ? "save.scripts"
                        : "save.steps")));
        model.saved().subscribe(this::showSaved);
        model.failed()
                .subscribe(failed -> failed.ifPresentOrElse(
                        why -> failure.show(texts.get("save.failed"), why), failure::clear));
        model.selected().subscribe(now -> {
            sentence.set(texts.get(model.members() == 1 ? "sentence.one" : "sentence"));
        });
        Runnable show = () -> {
            Blocks.show(empty, model.members() == 0);
            Blocks.show(ways, model.members() > 0);
            Blocks.show(elsewhere, model.members() > 0 && !model.isHere() && !model.deliver().delivery().isOverSsh());
            showWay(card, note, delivery);
        };
        model.selected().subscribe(show);
        model.deliver().delivery().changes().subscribe(show);
        model.deliver().delivery().way().subscribe(show);
        show.run();
        WhileShown.every(PAUSE, this, model::listServers);
        showTabs();
    }

    /** How the members get to their hosts, and what helps with that. */
    private HBox ways(DeliverView delivery) {
        Texts words = Texts.of("deliver");
        SegmentedChoice<Way> choice = new SegmentedChoice<>(List.of(Way.values()), way -> words.get("way." + way),
                way -> "way-" + way, model.deliver().delivery().way());
        choice.disableProperty().bind(model.outline().activity().running());
        HBox tools = new HBox(8);
        tools.getChildren().setAll(delivery.tools());
        tools.setAlignment(Pos.CENTER_RIGHT);
        model.deliver().delivery().way().subscribe(way -> Blocks.show(tools, way == Way.OVER_SSH));
        HBox ways = new HBox(8, choice, Blocks.spacer(), tools);
        ways.setAlignment(Pos.CENTER_LEFT);
        return ways;
    }

    private Node byHand() {
        Node banner = new StrangersBanner(model.strangers(), true);
        return shown(banner, Bindings.createBooleanBinding(() -> !model.deliver().delivery().isOverSsh(),
                model.deliver().delivery().way()));
    }

    /**
     * Until the new members are in place, the old ones are expected to run: they are stopped on the way. So no room is kept
     * for it; below the hosts, it moves none of their buttons when a member answers.
     */
    private Node overSsh() {
        DeliveryModel delivery = model.deliver().delivery();
        ObservableValue<Boolean> stopped = delivery.changes().map(_ -> !delivery.facts().isInPlace());
        Node banner = new StrangersBanner(model.strangers(), false, stopped);
        return shown(banner, Bindings.createBooleanBinding(delivery::isOverSsh, delivery.way()));
    }

    /** Shows a node that hides itself at times only while a condition holds. */
    private static Node shown(Node node, ObservableValue<Boolean> condition) {
        VBox around = new VBox(node);
        Runnable show = () -> Blocks.show(around, condition.getValue() && node.isVisible());
        condition.subscribe(_ -> show.run());
        node.visibleProperty().subscribe(_ -> show.run());
        return around;
    }

    private void showWay(Node card, Node note, DeliverView delivery) {
        boolean any = model.selected().get().isPresent();
        boolean overSsh = model.deliver().delivery().isOverSsh();
        Blocks.show(card, any && !overSsh);
        Blocks.show(note, any && !overSsh);
        Blocks.show(delivery, model.members() > 0 && overSsh);
    }

    private Node head() {
        tabs.setId("memberTabs");
        tabs.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(tabs, Priority.ALWAYS);
        Button copy = CommandBlock.copyButton(texts.get("copy.member"), texts.get("copied"), () -> {
            model.selected().get().ifPresent(model::copied);
            return model.selected().get().map(MemberGuide::text).orElse("");
        });
        copy.setId("copySteps");
        copy.getStyleClass().removeAll("flat", "copy-button");
        copy.setMinWidth(USE_PREF_SIZE);
        save.setId("saveScripts");
        save.getStyleClass().add("small");
        save.setMinWidth(USE_PREF_SIZE);
        save.setOnAction(_ -> model.save());
        save.disableProperty().bind(model.outline().activity().running());
        HBox head = new HBox(8, tabs, copy, save);
        head.getStyleClass().add("start-head");
        return head;
    }

    private void showTabs() {
        ToggleGroup group = new ToggleGroup();
        tabs.getChildren().setAll(model.guides().stream().map(guide -> tab(guide, group)).toList());
    }

    private Node tab(MemberGuide guide, ToggleGroup group) {
        ToggleButton tab = new ToggleButton(guide instanceof MemberJoin
                ? texts.get("later", guide.name())
                : guide.name());
        tab.setId("member-" + guide.name());
        tab.setMnemonicParsing(false);
        tab.getStyleClass().setAll("member-tab");
        tab.setToggleGroup(group);
        tab.setSelected(model.selected().get().equals(Optional.of(guide)));
        Choosing.on(tab, () -> model.selected().set(Optional.of(guide)));
        model.selected().subscribe(now -> tab.setSelected(now.equals(Optional.of(guide))));
        return tab;
    }

    private void showGuide(Optional<MemberGuide> guide) {
        body.getChildren().setAll(guide.map(each -> new GuideView(model, each)).stream().toList());
    }

    private void showSaved(List<Path> paths) {
        if (!paths.isEmpty()) {
            Path first = paths.getFirst();
            saved.setText(
                    texts.get("saved", paths.size(), paths.size() == 1 ? first : String.valueOf(first.getParent())));
        }
        Blocks.show(saved, !paths.isEmpty());
    }

    private Node note() {
        RichText words = new RichText(texts.get("note"));
        HBox note = new HBox(10, Icons.of(MaterialDesignI.INFORMATION_OUTLINE), words);
        note.getStyleClass().add("note");
        HBox.setHgrow(words, Priority.ALWAYS);
        return note;
    }

    private Node empty(String key, String id) {
        Button go = new Button(texts.get("empty.go"));
        go.setId(id);
        go.setOnAction(_ -> model.outline().goTo(StepId.RESTORE));
        return new EmptyState(MaterialDesignF.FOLDER_OUTLINE, texts.get(key), go);
    }
}
