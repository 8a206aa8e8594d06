package org.etcdrecovery.core.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The string literals of Java sources, without those in comments. */
public final class StringLiterals {
    /** Comments and characters are matched only to be passed over. */
    private static final Pattern TOKEN = Pattern
            .compile("\"\"\"(?<block>.*?)\"\"\"|\"(?<text>(?:\\\\.|[^\"\\\\\\n])*+)\""
                    + "|'(?:\\\\.|[^'\\\\])+'|/\\*.*?\\*/|//[^\\n]*", Pattern.DOTALL);

    private StringLiterals() {}

    /**
     * A literal.
     *
     * @param file the source
     * @param text what is between the quotes, with escapes as they are written
     */
    public record Literal(Path file, String text) {}

    /** All literals below a directory. */
    public static List<Literal> in(Path sources) throws IOException {
        List<Literal> literals = new ArrayList<>();
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                Matcher token = TOKEN.matcher(Files.readString(file));
                while (token.find()) {
                    String text = token.group("text") == null ? token.group("block") : token.group("text");
                    if (text != null) {
                        literals.add(new Literal(file, text));
                    }
                }
            }
        }
        return literals;
    }
}
