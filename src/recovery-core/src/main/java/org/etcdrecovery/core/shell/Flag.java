package org.etcdrecovery.core.shell;

import java.util.List;
import java.util.Locale;

/**
 * A flag of etcd or its tools with a value. etcd also reads each flag from the environment, as {@code ETCD_} and its
 * name in capitals.
 *
 * @param name  without the dashes, such as {@code data-dir}
 * @param value the value as the program receives it
 */
public record Flag(String name, String value) {
    /** A command for a POSIX shell, one flag per line. */
    public static ShellLine shell(String program, List<Flag> flags) {
        ShellLine line = new ShellLine(program);
        flags.forEach(flag -> line.option(flag.name, flag.value));
        return line;
    }

    /** The name of the environment variable. */
    public String variable() {
        return "ETCD_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
