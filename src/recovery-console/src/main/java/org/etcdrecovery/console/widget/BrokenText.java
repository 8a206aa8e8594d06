package org.etcdrecovery.console.widget;

import java.util.stream.Stream;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;

/**
 * A URL or a path in a narrow place, on as many lines as it needs. It is broken between its parts; a part that is wider
 * than the place shows its beginning and its end.
 */
public final class BrokenText extends FlowPane {
    /** After a dot, a dash or a single slash, and before what follows a colon: a port moves to the next line whole. */
    private static final String IN_URL = "(?<=[.-])|(?<=[^/:]/)|(?=:[0-9A-Fa-f])";
    private static final String IN_PATH = "(?<=[.-])|(?<=[^/]/)";

    private BrokenText(String text, String between) {
        Stream.of(text.split(between)).map(this::part).forEach(getChildren()::add);
        setMinWidth(0);
        setAccessibleText(text);
    }

    /** A URL. */
    public static BrokenText url(String url) {
        return new BrokenText(url, IN_URL);
    }

    /** A path, perhaps with words before it. */
    public static BrokenText path(String path) {
        return new BrokenText(path, IN_PATH);
    }

    private Label part(String text) {
        Label part = CutText.middle(Blocks.mono(text));
        // A FlowPane gives its children the width that they prefer, even if it has less.
        part.maxWidthProperty().bind(widthProperty());
        return part;
    }
}
