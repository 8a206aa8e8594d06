package org.etcdrecovery.cli;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;

/** A verb that talks to running members. */
abstract class ClusterVerb extends Verb {
    private final ClusterOptions cluster;
    private final Supplier<String> writeOut;

    /**
     * @param session     of this run
     * @param name        the last word of the verb
     * @param description one sentence for the help
     */
    ClusterVerb(Session session, String name, String description) {
        super(session, name, description);
        cluster = new ClusterOptions(this);
        writeOut = text("FORMAT", "", "simple, table or json; simple unless said.", "-w", "--write-out");
    }

    /** How to reach the cluster, as the options and the environment say. */
    final ConnectionSettings settings() throws CommandFailure, IOException {
        return cluster.settings(List.of());
    }

    /** The same, with other endpoints when none are given. */
    final ConnectionSettings settings(List<String> otherwise) throws CommandFailure, IOException {
        return cluster.settings(otherwise);
    }

    /** The form of the result. */
    final OutputFormat format() throws CommandFailure {
        String wanted = writeOut.get().isEmpty()
                ? session().environment().getOrDefault("ETCDCTL_WRITE_OUT", "simple")
                : writeOut.get();
        OutputFormat format = OutputFormat.parse(wanted);
        if (format == OutputFormat.FIELDS) {
            throw new CommandFailure(ExitCode.ETCD_BAD_FORMAT, "unsupported output format");
        }
        return format;
    }
}
