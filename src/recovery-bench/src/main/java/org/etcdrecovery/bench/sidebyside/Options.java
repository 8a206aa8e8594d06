package org.etcdrecovery.bench.sidebyside;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What to compare, and how.
 *
 * @param tools    the programs that are compared
 * @param corpus   the directory of the corpora, which are made there if missing
 * @param scratch  the directory that runs write to; its contents are deleted
 * @param only     which contests to hold: a pattern that their titles must contain
 * @param runs     the number of timed runs per side
 * @param quick    whether to leave out the large corpora
 * @param markdown the file to write the table to; empty to write none
 */
record Options(Tools tools, Path corpus, Path scratch, Pattern only, int runs, boolean quick, Optional<Path> markdown) {
    private static final String QUICK = "--quick";
    private static final Set<String> WITH_VALUE = Set.of("--etcdutl", "--ours", "--corpus", "--scratch", "--only",
            "--runs",
            "--markdown");
    private static final String DEFAULT_RUNS = "5";

    /**
     * Parses the arguments.
     *
     * @throws IllegalArgumentException if they are wrong; the message says what is
     */
    static Options parse(List<String> arguments) {
        Map<String, String> values = new HashMap<>();
        boolean quick = false;
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            if (option.equals(QUICK)) {
                quick = true;
            } else if (!WITH_VALUE.contains(option)) {
                throw new IllegalArgumentException("there is no option " + option);
            } else if (!rest.hasNext()) {
                throw new IllegalArgumentException(option + " needs a value");
            } else {
                values.put(option, rest.next());
            }
        }
        Path corpus = path(values, "--corpus");
        Path scratch = values.containsKey("--scratch") ? path(values, "--scratch") : corpus;
        return new Options(new Tools(path(values, "--etcdutl"), path(values, "--ours")), corpus,
                scratch.resolve("scratch"), pattern(values.getOrDefault("--only", "")),
                runs(values.getOrDefault("--runs", DEFAULT_RUNS)), quick,
                Optional.ofNullable(values.get("--markdown")).map(Path::of));
    }

    private static Path path(Map<String, String> values, String option) {
        String value = values.get(option);
        if (value == null) {
            throw new IllegalArgumentException(option + " is missing");
        }
        return Path.of(value).toAbsolutePath();
    }

    private static Pattern pattern(String value) {
        try {
            return Pattern.compile(value);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("--only " + value + " is no regular expression: " + e.getDescription(),
                    e);
        }
    }

    private static int runs(String value) {
        try {
            int runs = Integer.parseInt(value);
            if (runs > 0) {
                return runs;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--runs " + value + " is no number", e);
        }
        throw new IllegalArgumentException("--runs " + value + " is less than one");
    }
}
