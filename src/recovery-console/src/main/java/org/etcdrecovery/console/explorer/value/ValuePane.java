package org.etcdrecovery.console.explorer.value;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.finding.FailureNotice;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Choosing;
import org.etcdrecovery.console.widget.CommandBlock;
import org.etcdrecovery.console.widget.Icons;
import org.etcdrecovery.core.contents.KeyRecord;
import org.etcdrecovery.core.contents.kubernetes.KubernetesObject;
import org.etcdrecovery.core.contents.kubernetes.KubernetesObject.Encoding;
import org.etcdrecovery.core.contents.kubernetes.KubernetesValue;
import org.etcdrecovery.core.contents.kubernetes.KubernetesValue.Encrypted;
import org.etcdrecovery.core.contents.kubernetes.KubernetesValue.Unreadable;
import org.etcdrecovery.core.text.Shown;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;

/** The value that is shown of a key, in its readable forms or in hexadecimal, piece by piece. */
final class ValuePane extends VBox {
    private static final List<ValueForm> READABLE = List.of(ValueForm.YAML, ValueForm.JSON, ValueForm.TEXT);

    private final Texts texts = Texts.of("explorer");
    private final KeyViewModel model;
    private final boolean hex;
    private final TextArea area = new TextArea();
    private final ToggleGroup forms = new ToggleGroup();
    private final Label note = Blocks.caption("");
    private final HBox secret;
    private final Label part = Blocks.caption("");
    private final Button back = Icons.button(MaterialDesignC.CHEVRON_LEFT, texts.get("value.part.back"));
    private final Button on = Icons.button(MaterialDesignC.CHEVRON_RIGHT, texts.get("value.part.on"));
    private final HBox pager = new HBox(4, back, part, on);
    /** The piece in hexadecimal: the other pane has its own. */
    private int hexPiece;

    static ValuePane readable(KeyViewModel model) {
        return new ValuePane(model, false);
    }

    static ValuePane hexadecimal(KeyViewModel model) {
        return new ValuePane(model, true);
    }

    private ValuePane(KeyViewModel model, boolean hex) {
        super(6);
        this.model = model;
        this.hex = hex;
        getStyleClass().add("value-pane");
        note.setId(hex ? "hexNote" : "valueNote");
        area.setId(hex ? "valueHex" : "valueText");
        area.setEditable(false);
        area.getStyleClass().addAll("mono", "plain-area");
        area.setAccessibleText(texts.get("value"));
        VBox.setVgrow(area, Priority.ALWAYS);
        area.setMinHeight(0);
        SecretButton reveal = new SecretButton(hex ? "revealHex" : "revealValue", model::reveal, model::cover);
        Label covered = Blocks.caption("");
        Runnable nameSecret = () -> {
            boolean shown = model.revealed().get();
            covered.setText(texts.get(shown ? "value.shown" : "value.hidden"));
            reveal.show(true, shown);
        };
        model.revealed().subscribe(nameSecret);
        nameSecret.run();
        HBox.setHgrow(covered, Priority.ALWAYS);
        secret = new HBox(8, Icons.of(MaterialDesignE.EYE_OFF_OUTLINE), covered, reveal);
        secret.setAlignment(Pos.CENTER_LEFT);
        pager.setAlignment(Pos.CENTER_LEFT);
        back.setOnAction(_ -> turn(-1));
        on.setOnAction(_ -> turn(1));
        FailureNotice failure = new FailureNotice();
        model.valueFailed()
                .subscribe(failed -> failed.ifPresentOrElse(why -> failure.show(texts.get("failed"), why),
                        failure::clear));
        getChildren().setAll(bar(), note, secret, failure, area, pager);
        model.value().subscribe(_ -> {
            hexPiece = 0;
            show();
        });
        model.record().subscribe(_ -> show());
        model.hidden().subscribe(_ -> show());
        model.revealed().subscribe(_ -> show());
        model.form().subscribe(_ -> show());
        model.piece().subscribe(_ -> show());
    }

    private HBox bar() {
        HBox choice = new HBox(2);
        if (!hex) {
            READABLE.forEach(form -> choice.getChildren().add(toggle(form)));
        }
        choice.setMinWidth(USE_PREF_SIZE);
        Button copy = CommandBlock.copyButton(area::getText);
        copy.setId(hex ? "copyHex" : "copyValue");
        copy.setMinWidth(USE_PREF_SIZE);
        // What is covered would empty the clipboard.
        area.textProperty().subscribe(text -> copy.setDisable(text.isEmpty() || model.hidden().get()));
        model.hidden().subscribe(hidden -> copy.setDisable(hidden || area.getText().isEmpty()));
        HBox bar = new HBox(8, choice, Blocks.spacer(), copy);
        bar.setAlignment(Pos.CENTER_LEFT);
        return bar;
    }

    private ToggleButton toggle(ValueForm form) {
        ToggleButton button = new ToggleButton(texts.get("value." + form));
        button.setId("as-" + form.name().toLowerCase(Locale.ROOT));
        button.getStyleClass().setAll("toggle-button", "choice-pill");
        button.setToggleGroup(forms);
        button.setUserData(form);
        Choosing.on(button, () -> model.form().set(form));
        return button;
    }

    private void turn(int by) {
        if (hex) {
            hexPiece += by;
            show();
        } else {
            model.piece().set(model.piece().get() + by);
        }
        area.requestFocus();
    }

    private void show() {
        Optional<ShownValue> value = model.value().get();
        Set<ValueForm> has = value.map(ShownValue::forms).orElse(Set.of());
        forms.getToggles().forEach(toggle -> {
            ToggleButton button = (ToggleButton) toggle;
            boolean offered = has.contains((ValueForm) toggle.getUserData());
            toggle.setSelected(offered && toggle.getUserData() == readable(has));
            Blocks.show(button, offered);
        });
        Blocks.show(secret, model.hidden().get() || model.revealed().get());
        String words = note(value);
        note.setText(words);
        Blocks.show(note, !words.isEmpty());
        ValueForm form = hex ? ValueForm.HEX : readable(has);
        boolean offered = has.contains(form);
        Blocks.show(area, offered);
        int pieces = offered ? value.map(one -> one.pieces(form)).orElse(1) : 1;
        int piece = Math.clamp(hex ? hexPiece : model.piece().get(), 0, pieces - 1);
        area.setText(offered ? value.map(one -> one.piece(form, piece)).orElse("") : "");
        Blocks.show(pager, pieces > 1);
        part.setText(texts.get("value.part", Quantities.number(piece + 1), Quantities.number(pieces)));
        back.setDisable(piece == 0);
        on.setDisable(piece == pieces - 1);
    }

    /** The chosen form, or text in place of hexadecimal, which has a tab of its own. */
    private ValueForm readable(Set<ValueForm> has) {
        ValueForm chosen = model.form().get();
        return chosen != ValueForm.HEX && has.contains(chosen) ? chosen : ValueForm.TEXT;
    }

    private String note(Optional<ShownValue> value) {
        if (model.record().get().filter(KeyRecord::tombstone).isPresent()) {
            return texts.get("value.deleted");
        }
        if (value.isPresent() && model.record().get().filter(one -> one.valueSize() == 0).isPresent()) {
            return texts.get("value.empty");
        }
        String cut = value.filter(ShownValue::cut).isPresent()
                ? texts.get("value.cut", Quantities.size(ShownValue.READ))
                : "";
        String kubernetes = value.flatMap(ShownValue::kubernetes).map(this::words).orElse("");
        return (kubernetes + " " + cut).strip();
    }

    private String words(KubernetesValue kubernetes) {
        return switch (kubernetes) {
            case Encrypted encrypted -> texts.get("value.encrypted", encrypted.provider(), encrypted.version(),
                    encrypted.keyName());
            case Unreadable unreadable -> texts.get("value.unreadable", unreadable.why());
            case KubernetesObject object when object.encoding() == Encoding.UNKNOWN_PROTOBUF ->
                texts.get("value.unknown", Shown.name(object.apiVersion()), Shown.name(object.kind()));
            case KubernetesObject object when object.skippedFields() > 0 ->
                texts.get("value.skipped", object.skippedFields());
            case KubernetesObject _ -> "";
        };
    }
}
