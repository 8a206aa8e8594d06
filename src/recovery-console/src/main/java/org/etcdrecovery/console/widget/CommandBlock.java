package org.etcdrecovery.console.widget;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.animation.PauseTransition;
import javafx.scene.control.Button;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import javafx.util.Duration;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.WrappedCode.Joint;
import org.etcdrecovery.console.widget.WrappedCode.Piece;
import org.etcdrecovery.core.text.Shown;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/**
 * A command or a file to paste, formatted as code. A line that does not fit goes on in the next one, indented and behind
 * a mark, so that it is not taken for two. If it had to be broken inside a word, another mark ends it. Without that mark,
 * a space belongs between the two.
 */
public final class CommandBlock extends VBox {
    private static final String MARK = "\u21aa ";
    private static final String GOES_ON = "\u21a9";
    private static final int SAMPLE = 64;

    private final TextFlow code = new TextFlow();
    /** Characters in the font of the code, all of the same width; many, because a single one is measured rounded. */
    private final Text sample = new Text("0".repeat(SAMPLE));
    private String text = "";
    private int columns;

    /** An empty block. */
    public CommandBlock() {
        getStyleClass().add("command-block");
        code.getStyleClass().add("command-code");
        sample.getStyleClass().add("command-text");
        sample.setVisible(false);
        sample.setManaged(false);
        getChildren().setAll(code, sample);
        widthProperty().subscribe(_ -> fit(getWidth()));
        sample.layoutBoundsProperty().subscribe(_ -> fit(getWidth()));
    }

    /** A block with this text. */
    public CommandBlock(String text) {
        this();
        setText(text);
    }

    /** Replaces the text. */
    public void setText(String code) {
        // A command never contains control characters, so it is shown as it is; a stack trace or a failure may.
        text = Shown.lines(code);
        this.code.setAccessibleText(text);
        columns = 0;
        fit(getWidth());
    }

    /** The text, as it is copied. */
    public String text() {
        return text;
    }

    /** The lines as they are shown, with the marks of continued ones. */
    String shown() {
        return code.getChildren().stream().map(part -> ((Text) part).getText()).collect(Collectors.joining());
    }

    private void fit(double width) {
        int fitting = columns(width);
        if (fitting == columns) {
            return;
        }
        columns = fitting;
        List<Text> parts = new ArrayList<>();
        for (String line : text.lines().toList()) {
            for (Piece piece : WrappedCode.of(line, columns)) {
                if (piece.joint() == Joint.WORD) {
                    parts.add(part(GOES_ON, "command-mark"));
                }
                String end = parts.isEmpty() ? "" : "\n";
                if (piece.joint() == Joint.LINE) {
                    parts.add(part(end + piece.text().stripTrailing(), "command-text"));
                } else {
                    String blanks = " ".repeat(WrappedCode.indent(line) - MARK.length());
                    parts.add(part(end + blanks + MARK, "command-mark"));
                    parts.add(part(piece.text().stripTrailing(), "command-text"));
                }
            }
        }
        code.getChildren().setAll(parts);
    }

    /** How many characters fit on a line of a block of this width; all before it has one. */
    private int columns(double width) {
        double space = width - getInsets().getLeft() - getInsets().getRight();
        return space <= 0 ? Integer.MAX_VALUE : (int) Math.floor((space - 1) / advance());
    }

    private double advance() {
        return sample.getLayoutBounds().getWidth() / SAMPLE;
    }

    private Text part(String text, String style) {
        Text part = new Text(text);
        part.getStyleClass().add(style);
        // Parts that are made during a layout are styled only after they were seen once.
        part.setFont(sample.getFont());
        part.setFill(sample.getFill());
        return part;
    }

    @Override
    protected double computePrefWidth(double height) {
        // The width that is asked for must not depend on the one that was given.
        int longest = text.lines().mapToInt(String::length).max().orElse(0);
        return snapSizeX(getInsets().getLeft() + (longest + 1) * advance()
                + getInsets().getRight());
    }

    /**
     * The height of the lines as they are broken at that width, which may not be the one that the block has. A scroll pane
     * asks for two, with its bar and without, in each layout; to break the lines for the question would request the next.
     */
    @Override
    protected double computePrefHeight(double width) {
        int fitting = width > 0 ? columns(width) : columns;
        long lines = Math.max(1, text.lines().mapToLong(line -> WrappedCode.of(line, fitting).size()).sum());
        double height = lines * sample.getLayoutBounds().getHeight() + (lines - 1) * code.getLineSpacing();
        return getInsets().getTop() + snapSizeY(height) + getInsets().getBottom();
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    /** The button “Copy”, which copies the supplier's current text and briefly confirms it. */
    public static Button copyButton(Supplier<String> text) {
        Texts texts = Texts.of("shell");
        return copyButton(texts.get("copy"), texts.get("copied"), text);
    }

    /**
     * A button that copies the supplier's current text and briefly confirms it.
     *
     * @param name   its label
     * @param copied the label that confirms the copy
     * @param text   the text to copy
     */
    public static Button copyButton(String name, String copied, Supplier<String> text) {
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
