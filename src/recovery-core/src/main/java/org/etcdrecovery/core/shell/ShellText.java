package org.etcdrecovery.core.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Pattern;
import org.etcdrecovery.core.text.Escapes;
import org.etcdrecovery.core.text.Shown;

/**
 * Quotes values for shells, systemd and YAML, but only if they need it. The result is always visible and on one line,
 * except for shell words that end in line feeds.
 */
public final class ShellText {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./\\[\\]-]+");
    private static final Pattern PLAIN_IN_SHELL = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");
    /** Begins like a path or an option, so YAML cannot read it as a number, a list or anything but a string. */
    private static final Pattern PLAIN_IN_YAML = Pattern
            .compile("(/|--)[A-Za-z0-9_@%+=:,./\\[\\]-]*[A-Za-z0-9_@%+=,./\\]-]");

    private ShellText() {}

    /**
     * A word of a POSIX shell. Single quotes preserve everything but a single quote. Invisible characters, which the
     * name of a foreign file may contain, are produced with {@code printf}. A NUL is dropped: no argument can hold it.
     */
    public static String quote(String text) {
        if (PLAIN_IN_SHELL.matcher(text).matches()) {
            return text;
        }
        // A no-break space is visible as a space, but may become an ordinary one when copied from a page.
        boolean printed = !Shown.hasHidden(text) && text.codePoints().allMatch(Escapes::isPrint);
        return printed ? "'" + text.replace("'", "'\\''") + "'" : printf(text);
    }

    /** A file name as an argument; one that begins with a dash does not become an option. */
    public static String quoteFile(String name) {
        return quote(name.startsWith("-") ? "./" + name : name);
    }

    /** A value in a file that both systemd ({@code EnvironmentFile=}) and a shell can read. */
    public static String quoteInEnvironmentFile(String text) {
        return PLAIN.matcher(visible(text)).matches()
                ? text
                : '"' + text.replaceAll("([\"\\\\$`])", "\\\\$1") + '"';
    }

    /** A word in {@code ExecStart=}, where systemd also expands {@code %} and {@code $}. */
    public static String quoteInUnit(String text) {
        String literal = withoutSpecifiers(text).replace("$", "$$");
        return PLAIN.matcher(text).matches()
                ? literal
                : '"' + literal.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** A value that systemd reads to the end of the line, such as the one of {@code User=}. */
    public static String withoutSpecifiers(String text) {
        return visible(text).replace("%", "%%");
    }

    /** A YAML scalar that is a string. */
    public static String quoteInYaml(String text) {
        return PLAIN_IN_YAML.matcher(visible(text)).matches() ? text : "'" + text.replace("'", "''") + "'";
    }

    private static String printf(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '\n') {
            end--;
        }
        StringBuilder format = new StringBuilder();
        text.substring(0, end).replace("\0", "").codePoints().forEach(c -> {
            // A format that begins with a dash would be an option.
            if (c == '\'' || c == '-' || c >= 0x80 || Shown.isHidden(c)) {
                for (byte unit : Character.toString(c).getBytes(UTF_8)) {
                    format.append(String.format("\\%03o", unit & 0xFF));
                }
            } else {
                format.append(c == '%' ? "%%" : c == '\\' ? "\\\\" : Character.toString(c));
            }
        });
        // The shell strips line feeds from the end of a command's output.
        String lineFeeds = end == text.length() ? "" : "'" + text.substring(end) + "'";
        return "\"$(printf '" + format + "')\"" + lineFeeds;
    }

    /** Planned values are visible; this keeps anything else out of files that are read line by line. */
    private static String visible(String text) {
        if (Shown.hasHidden(text)) {
            throw new IllegalArgumentException("cannot be written to a file of lines: " + Shown.name(text));
        }
        return text;
    }
}
