package org.etcdrecovery.console.widget;

import javafx.animation.PauseTransition;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.etcdrecovery.core.text.Shown;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** A command or a file to paste, formatted as code. */
public final class CommandBlock extends VBox {
    private final Label code = new Label();

    /** An empty block. */
    public CommandBlock() {
        getStyleClass().add("command-block");
        code.getStyleClass().add("command-text");
        code.setWrapText(true);
        code.setMinHeight(USE_PREF_SIZE);
        getChildren().setAll(code);
    }

    /** A block with this text. */
    public CommandBlock(String text) {
        this();
        setText(text);
    }

    /** Replaces the text. */
    public void setText(String text) {
        // A command never contains control characters, so it is shown as it is; a stack trace or a failure may.
        code.setText(Shown.lines(text));
        code.setAccessibleText(code.getText());
    }

    /** The text, as it is copied. */
    public String text() {
        return code.getText();
    }

    /**
     * A button that copies the supplier's current text and briefly confirms it.
     *
     * @param name   its label
     * @param copied the label that confirms the copy
     * @param text   the text to copy
     */
    public static Button copyButton(String name, String copied, java.util.function.Supplier<String> text) {
        Button button = new Button(name, Icons.of(MaterialDesignC.CONTENT_COPY, 14));
        button.setMnemonicParsing(false);
        button.getStyleClass().addAll("flat", "small", "copy-button");
        PauseTransition pause = new PauseTransition(Duration.seconds(2));
        pause.setOnFinished(_ -> button.setText(name));
        button.setOnAction(_ -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(text.get());
            Clipboard.getSystemClipboard().setContent(content);
            button.setText(copied);
            pause.playFromStart();
        });
        return button;
    }
}
