package org.etcdrecovery.core.plan;

import java.util.regex.Pattern;

/** Values as shells and systemd have to be given them, quoted only where they need it. */
final class ShellText {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./\\[\\]-]+");
    private static final Pattern PLAIN_IN_SHELL = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private ShellText() {}

    /** A word of a POSIX shell. Single quotes keep everything but a single quote as it is. */
    static String quote(String text) {
        return PLAIN_IN_SHELL.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    /** A value in a file that both systemd ({@code EnvironmentFile=}) and a shell read. */
    static String quoteInEnvironmentFile(String text) {
        return PLAIN.matcher(text).matches()
                ? text
                : '"' + text.replaceAll("([\"\\\\$`])", "\\\\$1") + '"';
    }

    /** A word in {@code ExecStart=}, where systemd also expands {@code %} and {@code $}. */
    static String quoteInUnit(String text) {
        String literal = text.replace("%", "%%").replace("$", "$$");
        return PLAIN.matcher(text).matches()
                ? literal
                : '"' + literal.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
