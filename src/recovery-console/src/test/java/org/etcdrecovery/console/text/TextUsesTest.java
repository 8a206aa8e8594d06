package org.etcdrecovery.console.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the sources ask of the bundles: that each key exists and gets the arguments that its text needs. */
class TextUsesTest {
    private static final Path SOURCES = Path.of("src/main/java/org/etcdrecovery/console");
    private static final Pattern BUNDLE = Pattern
            .compile("(\\w+) = (?:org\\.etcdrecovery\\.console\\.text\\.)?Texts\\s*\\.of\\(\"(\\w+)\"\\)");
    private static final Pattern USE = Pattern.compile("\\b(\\w+)\\s*\\.(get|help)\\(");
    private static final Pattern LITERAL = Pattern.compile("(equals\\(|[+]\\s*)?\"([^\"]*)\"(\\s*[+])?");
    private static final Pattern PLACE = Pattern.compile("\\{(\\d)");

    static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(path -> path.toString().endsWith(".java")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("sources")
    void everyKeyExistsAndGetsItsArguments(Path source) throws IOException {
        String code = Files.readString(source);
        Map<String, String> bundles = new HashMap<>();
        for (Matcher found = BUNDLE.matcher(code); found.find();) {
            bundles.put(found.group(1), found.group(2));
        }
        for (Matcher found = USE.matcher(code); found.find();) {
            if (found.group(1).matches("texts|shell|words") || bundles.containsKey(found.group(1))) {
                List<String> arguments = arguments(code, found.end());
                Set<String> candidates = bundles.containsKey(found.group(1))
                        ? Set.of(bundles.get(found.group(1)))
                        : Bundles.names();
                check(arguments, candidates, found.group(2).equals("help"), code.contains("Object..."));
            }
        }
    }

    private static void check(List<String> arguments, Set<String> bundles, boolean help, boolean forwards) {
        for (Matcher literal = LITERAL.matcher(arguments.getFirst()); literal.find();) {
            String key = literal.group(2);
            if (literal.group(1) != null) {
                continue;
            }
            if (literal.group(3) != null) {
                assertThat(keys(bundles, other -> other.startsWith(key))).as("begins with " + key).isNotEmpty();
                // What follows is the rest of this key.
                return;
            }
            Set<String> texts = keys(bundles, help
                    ? other -> other.matches(Pattern.quote(key) + "\\.(title|\\d)")
                    : key::equals);
            assertThat(texts).as(key).isNotEmpty();
            if (!forwards) {
                assertThat(places(texts)).as("arguments of " + key).isLessThan(arguments.size());
            }
        }
    }

    private static Set<String> keys(Set<String> bundles, Predicate<String> wanted) {
        Set<String> texts = new TreeSet<>();
        bundles.forEach(bundle -> Bundles.load(bundle).forEach((key, text) -> {
            if (wanted.test(key)) {
                texts.add(text);
            }
        }));
        return texts;
    }

    /** The highest argument that the texts name, counted from 1; 0 if they name none. */
    private static int places(Set<String> texts) {
        return texts.stream()
                .flatMapToInt(text -> PLACE.matcher(text).results().mapToInt(place -> Integer.parseInt(place.group(1))))
                .map(place -> place + 1)
                .max()
                .orElse(0);
    }

    /** The arguments of a call, as source text, from behind its opening parenthesis. */
    private static List<String> arguments(String code, int start) {
        List<String> arguments = new ArrayList<>();
        int depth = 0;
        int from = start;
        for (int at = start;; at++) {
            char c = code.charAt(at);
            if (c == '"') {
                at = closing(code, at);
            } else if (c == '(') {
                depth++;
            } else if (depth > 0) {
                depth -= c == ')' ? 1 : 0;
            } else if (c == ',') {
                arguments.add(code.substring(from, at));
                from = at + 1;
            } else if (c == ')') {
                arguments.add(code.substring(from, at));
                return arguments;
            }
        }
    }

    private static int closing(String code, int opening) {
        return IntStream.iterate(opening + 1, at -> at + 1)
                .filter(at -> code.charAt(at) == '"' && code.charAt(at - 1) != '\\')
                .findFirst()
                .orElseThrow();
    }
}
