package org.etcdrecovery.console.explorer.export;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.explorer.export.ExportViewModel.Chosen;
import org.etcdrecovery.console.explorer.export.ExportViewModel.Extent;
import org.etcdrecovery.console.explorer.value.ChosenKey;
import org.etcdrecovery.console.finding.FailureNotice;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Closable;
import org.etcdrecovery.console.widget.Icons;
import org.etcdrecovery.console.widget.ReadingProgress;
import org.etcdrecovery.console.widget.SegmentedChoice;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.contents.export.Export;
import org.etcdrecovery.core.contents.export.ExportFormat;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;

/** Above the tabs' content: which keys to write to a file, and in which form. Esc closes it. */
public final class ExportCard extends VBox {
    private final Texts texts = Texts.of("explorer");
    private final ExportViewModel model;
    private final SegmentedChoice<Extent> extent;
    private final SegmentedChoice<ExportFormat> format;
    private final Label what = Blocks.caption("");
    private final Label hint = Blocks.caption("");
    private final VBox written = new VBox();

    /** A view of this model; hidden while it is closed. */
    public ExportCard(ExportViewModel model) {
        super(10);
        this.model = model;
        setId("exportCard");
        what.setId("exportWhat");
        hint.setId("exportHint");
        getStyleClass().addAll("card-block", "export-card");
        extent = new SegmentedChoice<>(List.of(Extent.values()), one -> texts.get("export.extent." + one),
                one -> "export-" + one.name().toLowerCase(Locale.ROOT), model.extent());
        format = new SegmentedChoice<>(Arrays.asList(ExportFormat.values()),
                one -> texts.get("export.format." + one), one -> "export-" + one.text(), model.format());
        CheckBox secrets = new CheckBox(texts.get("export.secrets"));
        secrets.setId("exportSecrets");
        secrets.selectedProperty().bindBidirectional(model.secrets());
        Button save = new Button(texts.get("export.save"), Icons.of(MaterialDesignD.DOWNLOAD));
        save.setId("exportSave");
        save.getStyleClass().add("accent");
        save.setMinWidth(USE_PREF_SIZE);
        save.setOnAction(_ -> model.export());
        model.activity().running().subscribe(running -> save.setDisable(running));
        Button close = Icons.button(MaterialDesignC.CLOSE, texts.get("export.close"));
        close.setId("exportClose");
        close.setOnAction(_ -> model.close());
        HBox line = new HBox(12, extent, format, secrets, Blocks.spacer(), save, close);
        line.setAlignment(Pos.CENTER_LEFT);
        getChildren().setAll(line, what, hint, new ReadingProgress("exporting", model.activity()), written, failure());
        Closable.mark(this, model::close);
        model.open().subscribe(open -> {
            Blocks.show(this, open);
            if (open) {
                extent.focusChosen();
            }
        });
        model.chosen().subscribe(this::name);
        model.chosen().subscribe(_ -> offer());
        model.extent().subscribe(_ -> offer());
        model.format().subscribe(_ -> offer());
        model.result().subscribe(this::show);
    }

    /** Offers the forms that these keys can have, and says why one of them is not offered. */
    private void offer() {
        boolean kubernetes = model.isForKubernetes(model.extent().get());
        format.disable(ExportFormat.ETCDCTL, kubernetes);
        format.disable(ExportFormat.YAML, !kubernetes);
        if (kubernetes && model.format().get() == ExportFormat.ETCDCTL) {
            model.format().set(ExportFormat.YAML);
        } else if (!kubernetes && model.format().get() == ExportFormat.YAML) {
            model.format().set(ExportFormat.JSON);
        }
        // Another tab than that of the keys may be shown, with another row chosen in it.
        what.setText(model.chosen().get().map(this::what).orElse(""));
        hint.setText(texts.get("export.hint." + model.format().get()) + " "
                + texts.get(kubernetes ? "export.hint.refused" : "export.hint.noobjects"));
    }

    private String what(Chosen now) {
        String revision = Quantities.number(now.state().revision());
        return model.extent().get() == Extent.SHOWN
                ? texts.get("export.what.shown", revision)
                : texts.get(now.alone() ? "export.what.key" : "export.what.below", ChosenKey.shortened(now.prefix()),
                        revision);
    }

    private Node failure() {
        FailureNotice notice = new FailureNotice();
        model.failed()
                .subscribe(failed -> failed.ifPresentOrElse(why -> notice.show(texts.get("export.keys.failed"), why),
                        notice::clear));
        return notice;
    }

    private void name(Optional<Chosen> now) {
        for (Extent one : Extent.values()) {
            String words = texts.get("export.extent." + one);
            boolean offered = one == Extent.SHOWN || now.filter(shown -> shown.prefix().length > 0).isPresent();
            extent.rename(one, offered
                    ? texts.get("export.extent.count", words, Quantities.number(model.keys(one)))
                    : words);
        }
        extent.disable(Extent.SELECTED, now.filter(one -> one.prefix().length > 0).isEmpty());
    }

    private void show(Optional<Export.Result> result) {
        Blocks.show(written, result.isPresent());
        result.ifPresent(done -> {
            String left = done.left() == 0
                    ? ""
                    : " " + texts.get("export.left", Quantities.number(done.left()), done.left(),
                            done.leftOut().getFirst().key(), done.leftOut().getFirst().why());
            String secrets = done.secretsWithheld() == 0
                    ? ""
                    : " " + texts.get("export.covered", Quantities.number(done.secretsWithheld()),
                            done.secretsWithheld());
            String unreadable = done.unreadable().isEmpty() ? "" : " " + texts.get("export.unreadable");
            written.getChildren()
                    .setAll(Blocks.plainNote(done.isComplete() ? Tone.SUCCESS : Tone.WARNING,
                            texts.get("export.keys.done",
                                    Quantities.number(done.exported()), done.exported(), done.file().toString())
                                    + secrets
                                    + left + unreadable));
        });
    }
}
