package org.etcdrecovery.core.shell;

import java.nio.file.Path;

/** A command for a POSIX shell as it grows: the program and its arguments first, then one option a line. */
public final class ShellLine {
    private final StringBuilder text;
    /** Arguments that begin with a dash: they stand last, behind the {@code --} that ends the options. */
    private final StringBuilder dashed = new StringBuilder();

    /**
     * @param start the program and its verbs, taken as it stands; variables before it are set for this command only
     */
    public ShellLine(String start) {
        text = new StringBuilder(start);
    }

    /** A word of a POSIX shell, in quotes where it needs them. */
    public static String quote(String text) {
        return ShellText.quote(text);
    }

    /** A file as an argument; a name that begins with a dash does not become an option. */
    public ShellLine file(Path file) {
        text.append(' ').append(ShellText.quoteFile(file.toString()));
        return this;
    }

    /** An argument, quoted where it needs it; what begins with a dash does not become an option. */
    public ShellLine argument(String value) {
        (value.startsWith("-") ? dashed : text).append(' ').append(ShellText.quote(value));
        return this;
    }

    /** The option of etcd's tools for a table. */
    public ShellLine asTable() {
        text.append(" -w table");
        return this;
    }

    /**
     * An option with its value.
     *
     * @param name  without the dashes
     * @param value as the program is to see it; what begins with a dash is tied to the option
     */
    public ShellLine option(String name, String value) {
        flag(name);
        text.append(value.startsWith("-") ? '=' : ' ').append(ShellText.quote(value));
        return this;
    }

    /** An option without a value. */
    public ShellLine flag(String name) {
        text.append(" \\\n  --").append(name);
        return this;
    }

    /** The command. */
    @Override
    public String toString() {
        return dashed.isEmpty() ? text.toString() : text + " \\\n  --" + dashed;
    }
}
