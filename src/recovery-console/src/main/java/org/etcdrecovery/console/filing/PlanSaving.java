package org.etcdrecovery.console.filing;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.finding.FailureNotice;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.RichText;
import org.etcdrecovery.core.plan.RestorePlan;

/** Where the plan was saved, or why saving failed. Callers place the button that saves it. */
public final class PlanSaving extends VBox {
    private final Button button;
    private final RichText saved = new RichText();

    /**
     * @param plan  the plan
     * @param saver saves it
     */
    public PlanSaving(RestorePlan plan, PlanSaver saver) {
        super(14);
        Texts texts = Texts.of("filing");
        button = new Button(texts.get("plan.save"));
        button.setId("savePlan");
        button.getStyleClass().add("small");
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(_ -> saver.save(plan));
        saved.setId("planSaved");
        FailureNotice failure = new FailureNotice();
        saver.file().subscribe(file -> {
            file.ifPresent(path -> saved.setText(texts.get("plan.saved", path)));
            Blocks.show(saved, file.isPresent());
        });
        saver.failed()
                .subscribe(why -> why.ifPresentOrElse(
                        failed -> failure.show(texts.get("plan.failed"), failed), failure::clear));
        getChildren().setAll(failure, saved);
        managedProperty().bind(failure.visibleProperty().or(saved.visibleProperty()));
    }

    /** Where it was saved; to be shown nearer to the button than this is. */
    public Node saved() {
        return saved;
    }

    /** The button that saves the plan. */
    public Button button() {
        return button;
    }
}
