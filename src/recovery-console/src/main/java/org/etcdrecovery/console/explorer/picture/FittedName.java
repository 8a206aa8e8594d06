package org.etcdrecovery.console.explorer.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Breaks a name into lines where one of its words ends, never within a word. */
final class FittedName {
    private static final String JOINTS = "./-_:";
    /** A name of more lines than these is not read, but looked at in the tooltip. */
    private static final int MOST_LINES = 3;
    /** Longer names are not even measured. */
    private static final int MOST_LETTERS = 120;

    private FittedName() {}

    /**
     * Breaks a name.
     *
     * @param widthOf measures a text
     * @return the name, with line breaks if it needs them; empty if it does not fit
     */
    static String of(String name, double width, ToDoubleFunction<String> widthOf) {
        if (width <= 0 || name.length() > MOST_LETTERS) {
            return "";
        }
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : words(name)) {
            if (widthOf.applyAsDouble(line + word) <= width) {
                line += word;
            } else if (widthOf.applyAsDouble(word) <= width && !line.isEmpty()) {
                lines.add(line);
                line = word;
            } else {
                return "";
            }
        }
        lines.add(line);
        return lines.size() > MOST_LINES ? "" : String.join("\n", lines);
    }

    /** The words, each with the joint that ends it. */
    private static List<String> words(String name) {
        List<String> words = new ArrayList<>();
        int from = 0;
        for (int i = 1; i < name.length(); i++) {
            if (JOINTS.indexOf(name.charAt(i - 1)) >= 0 && JOINTS.indexOf(name.charAt(i)) < 0) {
                words.add(name.substring(from, i));
                from = i;
            }
        }
        words.add(name.substring(from));
        return words;
    }
}
