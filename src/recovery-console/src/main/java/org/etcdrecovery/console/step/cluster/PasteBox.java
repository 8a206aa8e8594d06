package org.etcdrecovery.console.step.cluster;

import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Closable;
import org.etcdrecovery.console.widget.Field;

/** The field for pasting the value of --initial-cluster; unfolds above the table. */
final class PasteBox extends VBox {
    private static final int LONGEST = 60;

    private final TextArea text = new TextArea();

    private Optional<Node> opener = Optional.empty();

    /** @param pending is set to whether text was pasted and not taken yet */
    PasteBox(MemberTable table, Texts texts, BooleanProperty pending) {
        super(8);
        StringProperty problem = new SimpleStringProperty("");
        text.setId("pasteText");
        text.setPrefRowCount(3);
        text.setWrapText(true);
        text.getStyleClass().add("mono");
        text.setPromptText(texts.get("paste.prompt"));
        text.textProperty().subscribe((_, _) -> problem.set(""));
        Button take = new Button(texts.get("paste.take"));
        // The value has neither tabs nor line breaks: the keyboard must get out of the field and take it.
        // With Ctrl too: going on would leave what was pasted behind.
        text.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER) {
                take.fire();
                event.consume();
            }
            if (event.getCode() == KeyCode.TAB) {
                text.requestFocusTraversal(event.isShiftDown()
                        ? TraversalDirection.PREVIOUS
                        : TraversalDirection.NEXT);
                event.consume();
            }
        });
        take.setId("pasteTake");
        take.getStyleClass().add("small");
        take.setOnAction(_ -> {
            table.paste(text.getText())
                    .ifPresentOrElse(wrong -> problem.set(wrong.isEmpty()
                            ? texts.get("paste.empty")
                            : texts.get("paste.wrong", shortened(wrong))), () -> {
                                text.clear();
                                toggle();
                            });
        });
        Button close = new Button(texts.get("paste.close"));
        close.getStyleClass().addAll("small", "flat");
        close.setOnAction(_ -> close());
        HBox buttons = new HBox(8, take, close);
        buttons.setAlignment(Pos.CENTER_LEFT);
        getChildren().setAll(new Field(texts.get("paste.label"), text).hint(texts.get("paste.hint")).problem(problem),
                buttons);
        Closable.mark(this, this::close);
        Blocks.show(this, false);
        pending.bind(visibleProperty().and(Bindings.createBooleanBinding(() -> !text.getText().isBlank(),
                text.textProperty())));
    }

    /** A mistake in a long text is found by its beginning. */
    private static String shortened(String wrong) {
        return wrong.length() <= LONGEST ? wrong : wrong.substring(0, LONGEST) + "…";
    }

    void toggle() {
        Blocks.show(this, !isVisible());
        if (isVisible()) {
            opener = Optional.ofNullable(getScene()).map(Scene::getFocusOwner);
            text.requestFocus();
        }
    }

    /** Closes it without taking anything: the next key goes where the one that opened it went. */
    private void close() {
        toggle();
        opener.ifPresent(Node::requestFocus);
    }
}
