package org.etcdrecovery.core.deliver;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The last lines of etcd's log, and why it ended by them. etcd 3.5 and later write a JSON object a line, 3.4 a line of text
 * with a letter for its level; Go prints a panic and its stack beside both. A line may be cut off anywhere.
 */
final class EtcdLog {
    private static final int LONGEST_REASON = 400;
    private static final int TAIL = 8;

    private static final String STRING = "\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)";
    private static final Pattern LEVEL = Pattern.compile("\"level\":\"(fatal|panic|dpanic|error)\"");
    private static final Pattern MESSAGE = Pattern.compile("\"msg\":" + STRING);
    private static final Pattern ERROR = Pattern.compile("\"error\":" + STRING);
    /** As capnslog writes it: time, level, package and message. */
    private static final Pattern TEXT = Pattern.compile("(?:^|\\d )([CE]) \\| (.*)$");
    private static final Pattern PANIC = Pattern.compile("^(?:panic|fatal error): (.*)$");
    /** What is printed about flags, before all flags are. */
    private static final Pattern FLAGS = Pattern.compile("^(?:flag provided but not defined|invalid |error ).*");
    /** What Go prints of a stack, and what is only the end of something. */
    private static final Pattern STACK = Pattern
            .compile("^\\s.*|^goroutine \\d.*|^[\\w./*()-]+\\(.*\\)$|^created by .*|^exit status \\d+$|^\\s*$");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(u[0-9a-fA-F]{4}|.)");

    private final List<String> lines;

    /** @param lines oldest first */
    EtcdLog(List<String> lines) {
        this.lines = List.copyOf(lines);
    }

    /** The lines to look at where the reason does not suffice. */
    List<String> tail() {
        List<String> printed = lines.stream().filter(line -> !line.isBlank()).toList();
        return printed.subList(Math.max(0, printed.size() - TAIL), printed.size());
    }

    /**
     * Why etcd ended, by its own words: the last line with which it ends, or else the last error, or what it printed last that
     * is no stack; empty without any of these. The last, because what ended an earlier start may be in the log, too.
     */
    Optional<String> reason() {
        return last(EtcdLog::end).or(() -> last(EtcdLog::error))
                .or(() -> last(line -> STACK.matcher(line).matches() || line.startsWith("{")
                        ? Optional.empty()
                        : Optional.of(line)))
                .map(String::strip)
                .filter(reason -> !reason.isEmpty())
                .map(reason -> reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) + "…" : reason);
    }

    private Optional<String> last(Function<String, Optional<String>> reader) {
        return lines.reversed().stream().flatMap(line -> reader.apply(line).stream()).findFirst();
    }

    /** What a line says with which etcd ends. */
    private static Optional<String> end(String line) {
        Matcher level = LEVEL.matcher(line);
        if (level.find()) {
            return level.group(1).equals("error") ? Optional.empty() : Optional.of(json(line));
        }
        Matcher text = TEXT.matcher(line);
        if (text.find()) {
            return text.group(1).equals("C") ? Optional.of(text.group(2)) : Optional.empty();
        }
        Matcher panic = PANIC.matcher(line);
        return panic.matches() ? Optional.of(panic.group(1)) : Optional.of(line).filter(FLAGS.asMatchPredicate());
    }

    private static Optional<String> error(String line) {
        Matcher text = TEXT.matcher(line);
        return LEVEL.matcher(line).find()
                ? Optional.of(json(line))
                : text.find() ? Optional.of(text.group(2)) : Optional.empty();
    }

    private static String json(String line) {
        String message = value(MESSAGE, line);
        String error = value(ERROR, line);
        return error.isEmpty() || message.contains(error)
                ? message
                : message.isEmpty() ? error : message + ": " + error;
    }

    private static String value(Pattern field, String line) {
        Matcher matcher = field.matcher(line);
        return matcher.find() ? unescaped(matcher.group(1)) : "";
    }

    private static String unescaped(String text) {
        return ESCAPE.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(unescapedOne(found.group(1))))
                .replaceAll(" +", " ");
    }

    private static String unescapedOne(String escape) {
        if (escape.length() == 5) {
            return Character.toString((char) Integer.parseInt(escape.substring(1), 16));
        }
        return "ntr".contains(escape) ? " " : escape;
    }
}
