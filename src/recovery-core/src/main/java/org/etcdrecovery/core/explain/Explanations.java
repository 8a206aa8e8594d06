package org.etcdrecovery.core.explain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The explanation of every code. A file of entries has four lines for each, which are those of {@link Explanation}, and a
 * blank line between two.
 */
public final class Explanations {
    private static final int MOST_NEAR = 5;

    private final Map<Subject, List<Explanation>> bySubject = new EnumMap<>(Subject.class);
    private final SequencedMap<String, Explanation> byCode = new LinkedHashMap<>();

    private Explanations() {}

    /** Reads all explanations. */
    public static Explanations load() {
        Explanations all = new Explanations();
        for (Subject subject : Subject.values()) {
            List<Explanation> entries = parse(read(subject.file()), subject.file());
            all.bySubject.put(subject, entries);
            for (Explanation entry : entries) {
                if (all.byCode.put(entry.code(), entry) != null) {
                    throw new IllegalStateException(entry.code() + " is explained twice");
                }
            }
        }
        return all;
    }

    private static String read(String file) {
        try (InputStream in = Explanations.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("this program lacks " + file);
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Explanation> parse(String text, String file) {
        List<Explanation> entries = new ArrayList<>();
        for (String block : text.strip().split("\n\n", -1)) {
            String[] lines = block.split("\n", -1);
            if (lines.length != 4) {
                throw new IllegalStateException(file + ": " + lines[0] + " has " + lines.length + " lines, not 4");
            }
            entries.add(new Explanation(lines[0], lines[1], lines[2], lines[3]));
        }
        return Collections.unmodifiableList(entries);
    }

    /** All entries, in the order of the page. */
    public List<Explanation> all() {
        return List.copyOf(byCode.values());
    }

    /** The entries about a subject, in the order of the page. */
    public List<Explanation> of(Subject subject) {
        return bySubject.getOrDefault(subject, List.of());
    }

    /** The entry of a code; empty if there is no such code. */
    public Optional<Explanation> of(String code) {
        return Optional.ofNullable(byCode.get(code));
    }

    /**
     * Codes that someone may have meant by a text that is no code: at most five, the nearest first; empty if it is like
     * no code.
     */
    public List<String> near(String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        int most = Math.max(2, wanted.length() / 3);
        // A long text is not worth comparing: no code is like it.
        return wanted.isEmpty() || wanted.length() > 100
                ? List.of()
                : byCode.keySet()
                        .stream()
                        .filter(code -> code.contains(wanted) || distance(wanted, code) <= most)
                        .sorted(Comparator.comparingInt((String code) -> distance(wanted, code))
                                .thenComparing(Comparator.naturalOrder()))
                        .limit(MOST_NEAR)
                        .toList();
    }

    /** How many characters have to be inserted, removed or replaced (Levenshtein). */
    private static int distance(String from, String to) {
        int[] above = new int[to.length() + 1];
        for (int j = 0; j < above.length; j++) {
            above[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] row = new int[above.length];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = above[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[to.length()];
    }
}
