package org.etcdrecovery.console.explorer;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Choosing;
import org.etcdrecovery.console.widget.CommandBlock;
import org.etcdrecovery.console.widget.EmptyState;
import org.etcdrecovery.console.widget.FailureNotice;
import org.etcdrecovery.console.widget.ReadingProgress;
import org.etcdrecovery.console.widget.Wheel;
import org.etcdrecovery.core.contents.kubernetes.KubernetesObject;
import org.etcdrecovery.core.contents.kubernetes.KubernetesObject.Encoding;
import org.etcdrecovery.core.contents.kubernetes.KubernetesValue;
import org.etcdrecovery.core.contents.kubernetes.KubernetesValue.Encrypted;
import org.etcdrecovery.core.contents.kubernetes.KubernetesValue.Unreadable;
import org.etcdrecovery.core.keyspace.LeaseId;
import org.etcdrecovery.core.text.Shown;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;

/** The value of the selected key. */
final class ValuePane extends VBox {
    private final Texts texts = Texts.of("explorer");
    private final ValueViewModel model;
    private final Label key = Blocks.mono("");
    private final Label facts = Blocks.caption("");
    private final TextArea area = new TextArea();
    private final ToggleGroup forms = new ToggleGroup();
    private final Button copy;
    private final VBox secret;
    private final HBox bar;

    ValuePane(ValueViewModel model) {
        super(8);
        this.model = model;
        setId("value");
        key.setId("valueKey");
        key.setWrapText(true);
        key.setMinWidth(0);
        HBox.setHgrow(key, Priority.ALWAYS);
        area.setId("valueText");
        area.setEditable(false);
        area.getStyleClass().add("mono");
        area.setPrefRowCount(11);
        Wheel.leaveToPage(area);
        area.setAccessibleText(texts.get("value"));
        Button reveal = new Button(texts.get("value.reveal"));
        reveal.setId("revealValue");
        reveal.setOnAction(_ -> model.reveal());
        secret = new EmptyState(MaterialDesignE.EYE_OFF_OUTLINE, texts.get("value.hidden"), reveal);
        Texts shell = Texts.of("shell");
        copy = CommandBlock.copyButton(shell.get("copy"), shell.get("copied"), area::getText);
        copy.setId("copyValue");
        HBox choice = new HBox(Arrays.stream(ValueForm.values()).map(this::toggle).toArray(ToggleButton[]::new));
        choice.setMinWidth(USE_PREF_SIZE);
        choice.getStyleClass().add("segmented");
        copy.setMinWidth(USE_PREF_SIZE);
        bar = new HBox(10, key, choice, copy);
        bar.setAlignment(Pos.CENTER_LEFT);
        FailureNotice failure = new FailureNotice();
        model.failed()
                .subscribe(failed -> failed.ifPresentOrElse(why -> failure.show(texts.get("failed"), why),
                        failure::clear));
        getChildren().setAll(bar, facts, new ReadingProgress("valueReading", model.activity()), failure, secret, area);
        model.key().subscribe(_ -> show());
        model.value().subscribe(_ -> show());
        model.hidden().subscribe(_ -> show());
        model.form().subscribe(_ -> show());
    }

    private ToggleButton toggle(ValueForm form) {
        ToggleButton button = new ToggleButton(texts.get("value." + form));
        button.setId("as-" + form.name().toLowerCase(Locale.ROOT));
        button.getStyleClass().addAll("small", switch (form) {
            case YAML -> "left-pill";
            case JSON, TEXT -> "center-pill";
            case HEX -> "right-pill";
        });
        button.setToggleGroup(forms);
        button.setUserData(form);
        Choosing.on(button, () -> model.form().set(form));
        return button;
    }

    private void show() {
        Optional<KeyLine> line = model.key().get();
        Optional<ShownValue> value = model.value().get();
        Blocks.show(this, line.isPresent());
        Blocks.show(secret, model.hidden().get());
        Blocks.show(area, value.isPresent());
        line.ifPresent(one -> {
            key.setText(one.text());
            String size = Quantities.size(one.row().valueSize());
            String known = texts.get("value.facts", Quantities.number(one.row().createRevision()),
                    Quantities.number(one.row().modRevision()), Quantities.number(one.row().version()), size);
            String lease = one.row().lease() == 0
                    ? ""
                    : " " + texts.get("value.lease", new LeaseId(one.row().lease()).toString());
            String cut = value.filter(ShownValue::cut).isPresent() ? " " + texts.get("value.cut") : "";
            String kubernetes = value.flatMap(ShownValue::kubernetes)
                    .map(this::words)
                    .map(words -> " " + words)
                    .orElse("");
            facts.setText(known + lease + kubernetes + cut);
        });
        forms.getToggles().forEach(toggle -> {
            toggle.setSelected(toggle.getUserData() == model.form().get());
            ToggleButton button = (ToggleButton) toggle;
            button.setDisable(
                    value.map(ShownValue::forms).filter(has -> has.containsKey(toggle.getUserData())).isEmpty());
        });
        copy.setDisable(value.isEmpty());
        area.setText(value.map(shown -> shown.in(model.form().get())).orElse(""));
    }

    private String words(KubernetesValue kubernetes) {
        return switch (kubernetes) {
            case Encrypted encrypted -> texts.get("value.encrypted", encrypted.provider(), encrypted.version(),
                    encrypted.keyName());
            case Unreadable unreadable -> texts.get("value.unreadable", unreadable.why());
            case KubernetesObject object when object.encoding() == Encoding.UNKNOWN_PROTOBUF ->
                texts.get("value.unknown",
                        Shown.name(object.apiVersion()), Shown.name(object.kind()));
            case KubernetesObject object -> texts.get("value.stored", Shown.name(object.apiVersion()),
                    object.skippedFields());
        };
    }
}
