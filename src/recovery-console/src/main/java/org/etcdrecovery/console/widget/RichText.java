package org.etcdrecovery.console.widget;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.Node;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.etcdrecovery.core.text.Shown;

/** Wrapped text in which {@code **words**} are bold and {@code `words`} are formatted as code. */
public final class RichText extends TextFlow {
    private static final Pattern MARKED = Pattern.compile("\\*\\*(.+?)\\*\\*|`([^`]+)`");

    private String plain = "";

    /** An empty text. */
    public RichText() {
        getStyleClass().add("rich-text");
        // A flow reports a preferred width only once it has a width; without this a row would be as wide as its text.
        setMinWidth(0);
    }

    /** A text with these words. */
    public RichText(String marked) {
        this();
        setText(marked);
    }

    /** Replaces the text. */
    public void setText(String words) {
        String marked = Shown.lines(words);
        List<Node> pieces = new ArrayList<>();
        StringBuilder bare = new StringBuilder();
        Matcher matcher = MARKED.matcher(marked);
        int end = 0;
        while (matcher.find()) {
            add(pieces, bare, marked.substring(end, matcher.start()), "plain");
            String strong = matcher.group(1);
            if (strong != null) {
                add(pieces, bare, strong, "strong");
            } else {
                add(pieces, bare, matcher.group(2), "mono");
            }
            end = matcher.end();
        }
        add(pieces, bare, marked.substring(end), "plain");
        plain = bare.toString();
        setAccessibleText(plain);
        getChildren().setAll(pieces);
    }

    @Override
    protected double computeMinHeight(double width) {
        // A row asks for the height at its minimum width, and would get one line per letter. Pages scroll instead.
        return 0;
    }

    /** The text without its marks. */
    public String plainText() {
        return plain;
    }

    private static void add(List<Node> pieces, StringBuilder bare, String words, String style) {
        if (!words.isEmpty()) {
            Text text = new Text(words);
            text.getStyleClass().add(style);
            pieces.add(text);
            bare.append(words);
        }
    }
}
