package org.etcdrecovery.core.cluster.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.prove.ProofRequest;
import org.etcdrecovery.core.cluster.save.SaveRequest;
import org.etcdrecovery.core.shell.Command;
import org.etcdrecovery.core.shell.ShellLine;

/** Commands of this program's command line that do the same with running members. */
public final class RecoveryCommands {
    private static final String PROGRAM = "etcd-recovery ";

    private final Connection connection;

    /**
     * @param settings how to reach the members
     * @param query    how DNS found their endpoints; empty if it did not
     */
    public RecoveryCommands(ConnectionSettings settings, Optional<SrvQuery> query) {
        connection = new Connection(settings, query);
    }

    /** Shows whether quorum is lost, and what to do. */
    public Command assess() {
        return finish(connection, connection.start(PROGRAM + "cluster assess"));
    }

    /**
     * Saves a snapshot of one member, verified while it arrives.
     *
     * @param stall the save is aborted if less than 64 KiB arrive in such a period
     */
    public Command snapshotSave(Endpoint from, Path file, Duration stall) {
        Connection one = connection.at(List.of(from));
        ShellLine line = one.start(PROGRAM + "snapshot save").file(file);
        if (!stall.equals(SaveRequest.DEFAULT_STALL)) {
            line.option("stall-timeout", Connection.text(stall));
        }
        return finish(one, line);
    }

    /**
     * Saves a snapshot of one member into object storage, where the name must be free.
     *
     * @param address the {@code s3://} address of the snapshot
     */
    public Command snapshotSave(Endpoint from, String address) {
        Connection one = connection.at(List.of(from));
        return finish(one, one.start(PROGRAM + "snapshot save").argument(address));
    }

    /**
     * Checks that a started cluster is the planned one.
     *
     * @param plan     the file that holds the plan
     * @param canary   whether a key may be written and deleted
     * @param patience how long members may take to start and elect a leader
     * @param hosts    the address of each host through which a member is reached as {@code ssh://…}, by the name of the
     *                 member
     * @param without  the members that were left out
     */
    public Command prove(Path plan, boolean canary, Duration patience, Map<String, String> hosts,
            Collection<String> without) {
        ShellLine line = connection.start(PROGRAM + "cluster prove").option("plan", plan.toString());
        if (canary) {
            line.flag("canary");
        }
        if (!patience.equals(ProofRequest.DEFAULT_PATIENCE)) {
            line.option("wait", Connection.text(patience));
        }
        new TreeMap<>(hosts).forEach((name, address) -> line.option("to", name + "=" + address));
        without.stream().sorted().forEach(name -> line.option("without", name));
        return finish(connection, line);
    }

    private static Command finish(Connection connection, ShellLine line) {
        connection.addTo(line);
        connection.addForOwn(line);
        connection.addCommandTimeout(line);
        return new Command(line.toString(), List.copyOf(connection.notes()));
    }
}
