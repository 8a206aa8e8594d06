package org.etcdrecovery.console.finding;

import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.RichText;
import org.etcdrecovery.core.explain.Explanation;
import org.etcdrecovery.core.explain.Explanations;

/** What a code means, beside the link that asked for it. Esc, Enter and a click elsewhere close it. */
final class ExplanationPopup {
    private static final double WIDTH = 460;
    private static final double GAP = 6;

    private ExplanationPopup() {}

    /** Opens the entry of a code. Does nothing for a code without an entry. */
    static void show(Node link, String code) {
        Explanations.load().of(code).ifPresent(entry -> show(link, entry));
    }

    private static void show(Node link, Explanation entry) {
        Texts texts = Texts.of("finding");
        Popup popup = new Popup();
        Button close = new Button(texts.get("explain.close"));
        close.setId("explanationClose");
        close.setOnAction(_ -> popup.hide());
        var code = Blocks.caption(entry.code());
        code.getStyleClass().add("mono");
        HBox foot = new HBox(12, code, Blocks.spacer(), close);
        foot.setAlignment(Pos.CENTER_LEFT);
        RichText title = new RichText("**" + entry.title() + "**");
        VBox box = new VBox(10, title, new RichText(ButtonNames.in(entry.cause())),
                new RichText(texts.get("explain.remedy", ButtonNames.in(entry.remedy()))), foot);
        box.setId("explanation");
        box.getStyleClass().addAll("card-block", "explanation");
        box.setPrefWidth(WIDTH);
        box.setAccessibleText(title.plainText());
        popup.getContent().setAll(box);
        popup.setAutoHide(true);
        popup.setAutoFix(true);
        Bounds place = link.localToScreen(link.getLayoutBounds());
        popup.show(link, place.getMinX(), place.getMaxY() + GAP);
        aboveIfLow(popup, link, place);
        close.requestFocus();
    }

    /** Opens above the link where the window has no space below it. */
    private static void aboveIfLow(Popup popup, Node link, Bounds place) {
        var window = link.getScene().getWindow();
        if (place.getMaxY() + GAP + popup.getHeight() > window.getY() + window.getHeight()) {
            popup.setY(Math.max(window.getY(), place.getMinY() - GAP - popup.getHeight()));
        }
        double right = window.getX() + window.getWidth() - GAP;
        if (popup.getX() + popup.getWidth() > right) {
            popup.setX(right - popup.getWidth());
        }
    }
}
