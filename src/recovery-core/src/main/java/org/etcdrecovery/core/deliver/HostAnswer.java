package org.etcdrecovery.core.deliver;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the script answered: lines of a word, a space, and a value. What a login script prints before is left out.
 *
 * @param records  the lines but the last, in order
 * @param complete whether the script reached its end
 */
record HostAnswer(List<Line> records, boolean complete) {
    /** More than any answer has; the longest is that of a data directory with thousands of files. */
    static final int MOST_LINES = 20_000;
    /** As much as a line may have. Whatever is longer is not from the script. */
    static final int LONGEST_LINE = 16 << 10;

    private static final Pattern LINE = Pattern.compile("([a-z][a-z0-9-]{0,40}) (.*)", Pattern.DOTALL);
    /** The first line of the script. */
    static final String BEGIN = "begin etcd-recovery";
    private static final String END = "end";

    /** A line. */
    record Line(String key, String value) {}

    HostAnswer {
        records = List.copyOf(records);
    }

    static HostAnswer of(List<String> lines) {
        List<Line> records = new ArrayList<>();
        boolean complete = false;
        int begin = lines.indexOf(BEGIN);
        for (String text : lines.subList(begin + 1, begin < 0 ? 0 : lines.size())) {
            Optional<Line> line = line(text);
            if (line.isPresent() && line.get().key().equals(END)) {
                complete = true;
            } else {
                line.ifPresent(records::add);
            }
        }
        return new HostAnswer(records, complete);
    }

    static Optional<Line> line(String text) {
        Matcher matcher = LINE.matcher(text);
        return matcher.matches() ? Optional.of(new Line(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    /** The first value with this key. */
    Optional<String> value(String key) {
        return records.stream().filter(line -> line.key().equals(key)).map(Line::value).findFirst();
    }

    /** All values with this key. */
    List<String> values(String key) {
        return records.stream().filter(line -> line.key().equals(key)).map(Line::value).toList();
    }

    /** The first value with this key, if it is a number that is not negative. */
    OptionalLong number(String key) {
        return value(key).map(HostAnswer::parse).orElse(OptionalLong.empty());
    }

    static OptionalLong parse(String text) {
        return text.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }
}
