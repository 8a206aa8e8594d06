package org.etcdrecovery.console.step.source.cluster;

import java.util.Map;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.connection.SecurityModel;
import org.etcdrecovery.console.finding.FailureNotice;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Field;
import org.etcdrecovery.console.widget.Icons;
import org.etcdrecovery.console.widget.RichText;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/** Endpoints, TLS and login. */
public final class ConnectionBlock extends VBox {
    private final Texts texts = Texts.of("source");
    private final ClusterSource model;
    private final ConnectionModel connection;
    private final Button again = new Button(texts.get("connect.again"), Icons.of(MaterialDesignR.REFRESH));
    private final Button stop = new Button(texts.get("connect.stop"), Icons.of(MaterialDesignS.STOP_CIRCLE_OUTLINE));
    private final RichText security = new RichText();
    private final Hyperlink change = new Hyperlink(texts.get("security.change"));
    private final Hyperlink fix = new Hyperlink();
    private final TextField endpoints = new TextField();
    private final Hyperlink kubeadm = new Hyperlink(texts.get("security.kubeadm"));
    private final FailureNotice failure = new FailureNotice();
    private final SecurityForm form;
    /** The field that the last attempt blames; empty if it blames no field. */
    private Optional<SecurityModel.Field> blamed = Optional.empty();

    public ConnectionBlock(ClusterSource model) {
        super(10);
        this.model = model;
        this.connection = model.connection();
        this.form = new SecurityForm(model);
        failure.setId("probeFailure");
        getChildren().setAll(endpoints(), securityLine(), failure, form);
        unfold(false);
        connection.reason().subscribe(this::say);
        connection.settings().subscribe(this::say);
        model.activity().running().subscribe(this::showButtons);
        model.endpoints().assessment().subscribe(this::showButtons);
        model.endpoints().failed().subscribe(this::showButtons);
        model.endpoints().assessment().subscribe(found -> {
            if (found.isPresent()) {
                judge(model.endpoints()
                        .failures()
                        .flatMap(failure -> BlamedField.of(failure.cause())
                                .map(field -> Map.entry(field, failure.what()))
                                .stream())
                        .findFirst());
            }
        });
        model.endpoints().failed().subscribe(this::fail);
        model.endpoints()
                .failed()
                .subscribe(why -> why.ifPresent(failed -> judge(connection.security()
                        .quotedIn(failed.what())
                        .map(field -> Map.entry(field, failed.what())))));
        model.endpoints().kubeadm().subscribe(_ -> offerKubeadm());
        model.endpoints().lookAtThisHost();
        connection.endpoints().subscribe(_ -> offerKubeadm());
        // What other endpoints found wrong says nothing of these.
        connection.endpoints().subscribe((_, _) -> {
            connection.security().forgive();
        });
        // It is no longer about what is typed.
        connection.settings().subscribe((_, _) -> Blocks.fade(true, failure));
        for (SecurityModel.Field field : SecurityModel.Field.values()) {
            connection.security().problem(field).subscribe(this::showFix);
        }
        say();
        showButtons();
    }

    private Node endpoints() {
        endpoints.setId("endpoints");
        endpoints.getStyleClass().add("mono");
        endpoints.setPromptText(texts.get("endpoints.prompt"));
        endpoints.textProperty().bindBidirectional(connection.endpoints());
        endpoints.setOnAction(_ -> model.endpoints().connect());
        HBox.setHgrow(endpoints, Priority.ALWAYS);
        again.setId("connect");
        again.setMinWidth(USE_PREF_SIZE);
        again.setOnAction(_ -> model.endpoints().connect());
        stop.setId("stop");
        stop.setMinWidth(USE_PREF_SIZE);
        stop.setOnAction(_ -> model.activity().cancel());
        Field labelled = new Field(texts.get("endpoints.label"), endpoints, new HBox(10, endpoints, again, stop))
                .problem(connection.problem())
                .warning(model.discovery()
                        .problem()
                        .map(why -> why.isEmpty() || connection.domain().isEmpty()
                                ? ""
                                : texts.get("endpoints.kept", why)));
        connection.endpoints()
                .subscribe(typed -> labelled.hint(typed.isBlank()
                        ? texts.get("endpoints.hint")
                        : connection.domain().map(domain -> texts.get("endpoints.found", domain)).orElse("")));
        return labelled;
    }

    private Node securityLine() {
        security.setId("security");
        change.setId("changeSecurity");
        change.setMinWidth(USE_PREF_SIZE);
        change.setOnAction(_ -> {
            boolean open = !form.isVisible();
            unfold(open);
            if (open) {
                focus(SecurityModel.Field.CA);
            }
        });
        fix.setId("fixSecurity");
        fix.setMinWidth(USE_PREF_SIZE);
        Blocks.show(fix, false);
        kubeadm.setId("useKubeadm");
        kubeadm.setMinWidth(USE_PREF_SIZE);
        kubeadm.setOnAction(_ -> model.endpoints().kubeadm().get().ifPresent(host -> {
            connection.fill(host);
            endpoints.requestFocus();
        }));
        HBox line = new HBox(8, Icons.of(MaterialDesignL.LOCK_OUTLINE), security, change, fix, kubeadm);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    /** Marks the field that a failed attempt blames and leads there. If none is to blame, the form is done. */
    private void judge(Optional<Map.Entry<SecurityModel.Field, String>> found) {
        connection.security().forgive();
        blamed = found.map(Map.Entry::getKey);
        showFix();
        if (found.isEmpty()) {
            unfold(connection.security().needsPassword());
            return;
        }
        SecurityModel.Field field = found.get().getKey();
        connection.security().blame(field, found.get().getValue());
        fix.setText(texts.get("security.fix." + field));
        fix.setOnAction(_ -> {
            unfold(true);
            focus(field);
        });
    }

    private void focus(SecurityModel.Field field) {
        // The form has its fields only after it was laid out once.
        form.applyCss();
        form.layout();
        form.focus(field);
    }

    /** Only as long as the field is as it was when it was blamed. */
    private void showFix() {
        Blocks.show(fix, blamed.filter(field -> !connection.security().problem(field).get().isEmpty()).isPresent());
    }

    private void fail(Optional<Failed> why) {
        Blocks.fade(false, failure);
        why.filter(_ -> model.endpoints().unknownKey().get().isEmpty())
                .ifPresentOrElse(
                        failed -> failure.show(texts.get(failed.cancelled() ? "probe.stopped" : "probe.failed"),
                                failed),
                        failure::clear);
    }

    private void offerKubeadm() {
        Blocks.show(kubeadm, model.endpoints().kubeadm().get().isPresent() && connection.endpoints().get().isBlank());
    }

    private void unfold(boolean open) {
        Blocks.show(form, open);
        change.setText(texts.get(open ? "security.done" : "security.change"));
    }

    private void say() {
        security.setText(SecuritySummary.of(connection.form(), texts));
        again.setDisable(!connection.reason().get().isEmpty());
        if (connection.security().needsPassword()) {
            // After a restart or a change of profile it would be hard to find where to type it.
            unfold(true);
        }
    }

    private void showButtons() {
        boolean running = model.activity().isRunning();
        boolean asked = model.endpoints().assessment().get().isPresent()
                || model.endpoints().failed().get().isPresent();
        Blocks.show(stop, running);
        Blocks.show(again, asked && !running);
    }
}
