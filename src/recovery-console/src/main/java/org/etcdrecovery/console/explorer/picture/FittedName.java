package org.etcdrecovery.console.explorer.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Breaks a name into lines where one of its words ends; a name for which there is no space is cut. */
final class FittedName {
    private static final String JOINTS = "./-_:";
    /** Of longer names the rest is not even measured. */
    private static final int MOST_LETTERS = 120;
    /** A beginning with fewer letters tells nothing. */
    private static final int FEWEST_LETTERS = 3;
    private static final String CUT = "…";

    private FittedName() {}

    /**
     * Breaks a name.
     *
     * @param lines   how many lines there is space for
     * @param widthOf measures a text
     * @return the name, with line breaks if it needs them, or its beginning in one line; empty if there is not even space
     *         for three letters
     */
    static String of(String name, double width, int lines, ToDoubleFunction<String> widthOf) {
        if (width <= 0) {
            return "";
        }
        if (name.length() > MOST_LETTERS) {
            return cut(name, width, widthOf);
        }
        List<String> broken = new ArrayList<>();
        String line = "";
        for (String word : words(name)) {
            if (widthOf.applyAsDouble(line + word) <= width) {
                line += word;
            } else if (widthOf.applyAsDouble(word) <= width && !line.isEmpty()) {
                broken.add(line);
                line = word;
            } else {
                return cut(name, width, widthOf);
            }
        }
        broken.add(line);
        return broken.size() > lines ? cut(name, width, widthOf) : String.join("\n", broken);
    }

    private static String cut(String name, double width, ToDoubleFunction<String> widthOf) {
        int letters = Math.min(name.length(), MOST_LETTERS);
        while (letters >= FEWEST_LETTERS && (Character.isHighSurrogate(name.charAt(letters - 1))
                || widthOf.applyAsDouble(name.substring(0, letters) + CUT) > width)) {
            letters--;
        }
        return letters < FEWEST_LETTERS ? "" : name.substring(0, letters) + CUT;
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
