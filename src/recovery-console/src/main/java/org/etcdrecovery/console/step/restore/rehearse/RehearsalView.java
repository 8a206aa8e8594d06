package org.etcdrecovery.console.step.restore.rehearse;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.finding.ButtonNames;
import org.etcdrecovery.console.finding.ExplanationLink;
import org.etcdrecovery.console.finding.FailureNotice;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.shell.Dialogs;
import org.etcdrecovery.console.step.restore.rehearse.EtcdChoice.Found;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Banner;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.ButtonField;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.Field;
import org.etcdrecovery.console.widget.Harmless;
import org.etcdrecovery.console.widget.Icons;
import org.etcdrecovery.console.widget.Painted;
import org.etcdrecovery.console.widget.RichText;
import org.etcdrecovery.console.widget.SegmentedChoice;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.rehearse.RehearsalResult;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;

/** The rehearsal: its banner, and once it is opened what is run, its stages, and what it does not prove. */
public final class RehearsalView extends VBox {
    private final Texts texts = Texts.of("rehearse");
    private final RehearsalModel model;
    private final Banner banner = new Banner();
    private final Button button = new Button();
    private final FailureNotice failure = new FailureNotice();
    private final VBox card = new VBox(14);
    private final Label room = Blocks.muted("");
    private final StageTable stages;
    private final VBox notProven = new VBox(8);
    private final VBox members = new VBox(6);
    private final Node login;

    public RehearsalView(RehearsalModel model, Dialogs dialogs) {
        super(14);
        this.model = model;
        setId("rehearsal");
        banner.setId("rehearsalBanner");
        failure.setId("rehearsalFailure");
        button.setId("rehearse");
        button.getStyleClass().add("small");
        button.setMinWidth(USE_PREF_SIZE);
        banner.offer(button);
        room.setId("rehearsalRoom");
        login = login();
        chooseMembers();
        stages = new StageTable(model.stages());
        card.getChildren()
                .setAll(Card.titled(texts.get("title"), Card.section(fields(dialogs), login), stages)
                        .withHead(Blocks.spacer(), room), notProven);
        getChildren().setAll(banner, failure, card);
        model.open().subscribe(open -> Blocks.show(card, open));
        model.open().subscribe(_ -> refresh());
        model.running().subscribe(_ -> refresh());
        // The fields that began it are disabled now, and the button was while the rehearsal was stopping.
        model.running().subscribe((_, _) -> Painted.then(button::requestFocus));
        model.stopping().subscribe(_ -> refresh());
        model.result().subscribe(_ -> refresh());
        model.inputs().subscribe(_ -> refresh());
        model.etcd().problem().subscribe(_ -> refresh());
        model.etcd().found().subscribe(this::showRoom);
        model.failed()
                .subscribe(why -> why.ifPresentOrElse(
                        failed -> failure.show(texts.get(headline(failed)), failed), failure::clear));
    }

    private static String headline(Failed failed) {
        return failed.cancelled() ? "stopped.title" : "failed.title";
    }

    private Node fields(Dialogs dialogs) {
        ButtonField path = ButtonField.path("rehearsalEtcd", texts.get("etcd.browse"), model.etcd().typed(),
                () -> dialogs.openFile(texts.get("etcd.browse")).map(Object::toString));
        path.setPromptText(texts.get("etcd.prompt"));
        path.setOnAction(_ -> button.fire());
        Field etcd = new Field(texts.get("etcd"), path).problem(model.etcd().problem())
                .under(ExplanationLink.following(model.etcd().code()));
        model.etcd().found().subscribe(found -> etcd.hint(found.map(this::asPlanned).orElse("")));
        HBox.setHgrow(etcd, Priority.ALWAYS);
        HBox row = new HBox(14, etcd, members);
        row.disableProperty().bind(model.running());
        return row;
    }

    private void chooseMembers() {
        SegmentedChoice<Boolean> choice = new SegmentedChoice<>(List.of(false, true),
                every -> texts.get(every ? "members.all" : "members.one", 1),
                every -> every ? "rehearseAll" : "rehearseOne", model.everyMember());
        Label label = new Label(texts.get("members"));
        label.getStyleClass().add("field-label");
        members.getChildren().setAll(label, choice);
    }

    /** Offers what this plan needs. */
    public void show(RestorePlan plan) {
        int count = plan.members().size();
        Blocks.show(members, count > 1);
        if (members.lookup("#rehearseAll") instanceof ToggleButton all) {
            all.setText(texts.get("members.all", count));
        }
        Blocks.show(login, model.needsLogin());
    }

    private Node login() {
        TextField user = new TextField();
        user.setId("rehearsalUser");
        user.setOnAction(_ -> button.fire());
        user.textProperty().bindBidirectional(model.user());
        PasswordField password = new PasswordField();
        password.setId("rehearsalPassword");
        password.setOnAction(_ -> button.fire());
        password.textProperty().bindBidirectional(model.password());
        HBox row = new HBox(14, new Field(texts.get("user"), user),
                new Field(texts.get("password"), password).hint(texts.get("password.hint")));
        HBox.setHgrow(row.getChildren().getLast(), Priority.ALWAYS);
        row.disableProperty().bind(model.running());
        return row;
    }

    private String asPlanned(Found found) {
        return texts.get(model.etcd().named().isPresent() ? "etcd.named" : "etcd.found", found.etcd().version(),
                found.etcd().path());
    }

    private void showRoom(Optional<Found> found) {
        room.setText(found.map(Found::needs)
                .map(needs -> texts.get("room", needs.directory(), Quantities.size(needs.disk()),
                        Quantities.size(needs.freeDisk())))
                .orElse(""));
    }

    private void refresh() {
        boolean running = model.running().get();
        Optional<RehearsalResult> result = model.result().get();
        boolean stale = !running && model.isStale();
        button.setDisable(running ? model.stopping().get() : model.open().get() && model.etcd().isRefused());
        button.setGraphic(!running && result.isPresent() && !stale ? Icons.of(MaterialDesignR.REFRESH, 16) : null);
        button.setOnAction(_ -> press());
        Harmless.mark(button, !running && !model.open().get());
        button.setText(texts.get(running
                ? model.stopping().get() ? "stopping" : "stop"
                : result.isPresent() && !stale ? "again" : model.open().get() ? "begin" : "open"));
        if (running) {
            banner.say(Tone.ACCENT, texts.get("running.title"), texts.get("running.text"));
        } else if (result.isPresent() && stale) {
            banner.say(Tone.NEUTRAL,
                    texts.get("stale", result.get().members(), result.get().etcd().version()),
                    texts.get("stale." + result.get().verdict(), result.get().etcd().path()));
        } else if (result.isPresent()) {
            say(result.get());
        } else {
            banner.say(Tone.NEUTRAL, texts.get("offer.title"), texts.get("offer.text"));
        }
        notProven.getChildren()
                .setAll(result.filter(_ -> !running)
                        .stream()
                        .flatMap(done -> Stream.concat(done.advice().stream(), done.notProven().stream()))
                        .map(RehearsalView::note)
                        .toList());
        Blocks.show(notProven, !notProven.getChildren().isEmpty());
        Blocks.fade(stale, stages, notProven);
    }

    private static Node note(String sentence) {
        RichText words = new RichText(ButtonNames.in(sentence));
        HBox row = new HBox(10, Icons.of(MaterialDesignI.INFORMATION_OUTLINE), words);
        row.getStyleClass().add("note");
        HBox.setHgrow(words, Priority.ALWAYS);
        return row;
    }

    private void press() {
        if (model.running().get()) {
            model.stop();
        } else if (model.open().get()) {
            model.rehearse();
        } else {
            model.open().set(true);
        }
    }

    private void say(RehearsalResult result) {
        String version = result.etcd().version();
        String took = RehearsalResult.seconds(result.recoveryTime());
        int left = result.swept() ? 0 : 1;
        switch (result.verdict()) {
            case PROVEN -> banner.say(Tone.SUCCESS, texts.get("proven.title", version),
                    texts.get("proven.text", result.members(), took, left));
            case PROVEN_IN_PART -> banner.say(Tone.WARNING, texts.get("part.title", version),
                    texts.get("part.text", result.members(), took, left));
            case DISPROVED -> banner.say(Tone.DANGER, texts.get("disproved.title"),
                    texts.get("disproved.text", left, result.sentence()));
        }
    }
}
