package org.etcdrecovery.cli.options;

import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.ExitCode;

/** The forms of a result that etcd's tools offer with {@code -w}. */
public enum OutputFormat {
    SIMPLE, TABLE, JSON, FIELDS;

    /**
     * The form with a name.
     *
     * @throws CommandFailure with the sentence and the exit code of etcd's tools when it is none of these
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
