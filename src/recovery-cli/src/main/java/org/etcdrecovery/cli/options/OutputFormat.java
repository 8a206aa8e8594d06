package org.etcdrecovery.cli.options;

import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.ExitCode;

/** The output formats that etcd's tools offer with {@code -w}. */
public enum OutputFormat {
    SIMPLE, TABLE, JSON, FIELDS;

    /**
     * Returns the format with a name.
     *
     * @throws CommandFailure if there is no such format, with the sentence and exit code of etcd's tools
     */
    public static OutputFormat parse(String name) throws CommandFailure {
        return switch (name) {
            case "simple" -> SIMPLE;
            case "table" -> TABLE;
            case "json" -> JSON;
            case "fields" -> FIELDS;
            case "protobuf" ->
                throw new CommandFailure(ExitCode.ETCD_BAD_FORMAT, "protobuf not supported as output format");
            default -> throw new CommandFailure(ExitCode.ETCD_BAD_FORMAT, "unsupported output format");
        };
    }
}
