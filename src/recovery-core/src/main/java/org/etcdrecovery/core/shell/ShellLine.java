package org.etcdrecovery.core.shell;

import java.nio.file.Path;

/** Builds a command for a POSIX shell: the program and its arguments first, then one option per line. */
public final class ShellLine {
    private final StringBuilder text;
    /** Arguments that begin with a dash; they come last, after the {@code --} that ends the options. */
    private final StringBuilder dashed = new StringBuilder();

    /**
     * @param start the program and its verbs, not quoted; may begin with variables for this command only
     */
    public ShellLine(String start) {
        text = new StringBuilder(start);
    }

    /** A word of a POSIX shell, quoted if necessary. */
    public static String quote(String text) {
        return ShellText.quote(text);
    }

    /** Adds a file as an argument; a name that begins with a dash does not become an option. */
    public ShellLine file(Path file) {
        text.append(' ').append(ShellText.quoteFile(file.toString()));
        return this;
    }

    /** Adds an argument, quoted if necessary; one that begins with a dash does not become an option. */
    public ShellLine argument(String value) {
        (value.startsWith("-") ? dashed : text).append(' ').append(ShellText.quote(value));
        return this;
    }

    /** Adds the option of etcd's tools that prints a table. */
    public ShellLine asTable() {
        text.append(" -w table");
        return this;
    }

    /**
     * Adds an option with its value.
     *
     * @param name  without the dashes
     * @param value the value as the program receives it; one that begins with a dash is attached with an equals sign
     */
    public ShellLine option(String name, String value) {
        flag(name);
        text.append(value.startsWith("-") ? '=' : ' ').append(ShellText.quote(value));
        return this;
    }

    /** Adds an option without a value. */
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
