package org.etcdrecovery.cli;

/** The forms of a result that etcd's tools offer with {@code -w}. */
enum OutputFormat {
    SIMPLE, TABLE, JSON, FIELDS;

    /**
     * The form with a name.
     *
     * @throws CommandFailure with the sentence and the exit code of etcd's tools when it is none of these
     */
    static OutputFormat parse(String name) throws CommandFailure {
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
