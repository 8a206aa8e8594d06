package org.etcdrecovery.console.shell;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.util.Subscription;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Icons;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** Back, Leave, and the primary button, with the reason next to it if it is disabled. */
final class FooterView extends HBox {
    private final Texts texts = Texts.of("shell");
    private final Button back = new Button(texts.get("footer.back"), Icons.of(MaterialDesignC.CHEVRON_LEFT));
    private final Button leave = new Button(texts.get("footer.leave"));
    private final Label reason = Blocks.muted("");
    private final Button primary = new Button();
    private Subscription following = Subscription.EMPTY;

    /**
     * @param goBack the action of Back
     * @param goAway the action of Leave
     * @param tool   a button next to Leave, which may be hidden at times
     */
    FooterView(Runnable goBack, Runnable goAway, Button tool) {
        getStyleClass().add("footer");
        back.setId("back");
        back.getStyleClass().add("flat");
        back.setOnAction(_ -> goBack.run());
        leave.setId("leave");
        leave.getStyleClass().add("flat");
        leave.setOnAction(_ -> goAway.run());
        reason.setId("primaryReason");
        primary.setId("primaryAction");
        primary.setMnemonicParsing(false);
        primary.getStyleClass().add("accent");
        SecondClick.guard(primary, primary::getText);
        primary.setMinWidth(USE_PREF_SIZE);
        leave.setMinWidth(USE_PREF_SIZE);
        back.setMinWidth(USE_PREF_SIZE);
        tool.setMinWidth(USE_PREF_SIZE);
        // The width of the primary button changes: nothing that it could push is beside it.
        getChildren().setAll(back, leave, tool, Blocks.spacer(), reason, primary);
    }

    /** The primary button. */
    Button primary() {
        return primary;
    }

    /** Shows the primary action of this step from now on. */
    void follow(StepOutline outline) {
        following.unsubscribe();
        PrimaryAction action = outline.primary();
        primary.setOnAction(_ -> action.fire());
        following = Subscription.combine(action.text().subscribe(() -> show(action)),
                action.reason().subscribe(() -> show(action)));
        show(action);
    }

    private void show(PrimaryAction action) {
        primary.setText(action.text().get());
        primary.setDisable(!action.isEnabled());
        reason.setText(action.reason().get());
        Blocks.show(reason, !action.isEnabled());
        Blocks.show(primary, !action.text().get().isEmpty());
    }
}
