package org.etcdrecovery.core.cluster.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.keyspace.EtcdRelease;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.keyspace.MemberId;
import org.etcdrecovery.core.shell.Command;
import org.etcdrecovery.core.shell.ShellLine;
import org.etcdrecovery.core.text.UrlText;

/** etcdctl commands that do with running members what this program does. */
public final class EtcdctlCommands {
    private final Connection connection;
    private final String program;

    /**
     * @param settings how to reach the members
     * @param query    how DNS found their endpoints; empty if it did not
     * @param tool     the version of etcdctl
     */
    public EtcdctlCommands(ConnectionSettings settings, Optional<SrvQuery> query, EtcdRelease tool) {
        this(new Connection(settings, query), tool.etcdctl());
    }

    private EtcdctlCommands(Connection connection, String program) {
        this.connection = connection;
        this.program = program;
    }

    /** The same commands with these endpoints instead of those that the operator named. */
    public EtcdctlCommands at(List<Endpoint> endpoints) {
        return new EtcdctlCommands(connection.at(endpoints), program);
    }

    /** The state of every member, as a table. */
    public Command endpointStatus() {
        ShellLine line = connection.start(program + " endpoint status").asTable();
        return finish(connection, line, true);
    }

    /** Saves a snapshot of one member, because etcdctl refuses several endpoints. Sets no {@code --command-timeout}. */
    public Command snapshotSave(Endpoint from, Path file) {
        Connection one = connection.at(List.of(from));
        return finish(one, one.start(program + " snapshot save").file(file), false);
    }

    /** Removes a member from the cluster. */
    public Command memberRemove(MemberId id) {
        return finish(connection, connection.start(program + " member remove").argument(id.toString()), true);
    }

    /** Adds a member like the given one, under a new ID; NAME is a placeholder if that one has no name. */
    public Command memberAdd(Member like) {
        ShellLine line = connection.start(program + " member add")
                .argument(like.name().isEmpty() ? "NAME" : like.name());
        if (like.learner()) {
            line.flag("learner");
        }
        return finish(connection, line.option("peer-urls", String.join(",", UrlText.of(like.peerUrls()))), true);
    }

    /** Disarms all alarms. */
    public Command alarmDisarm() {
        return finish(connection, connection.start(program + " alarm disarm"), true);
    }

    /** The hash of the data of each member. */
    public Command hashKv() {
        return finish(connection, connection.start(program + " endpoint hashkv").asTable(),
                true);
    }

    /** Adds the options of a connection, with the command timeout if the answer is to be limited. */
    static Command finish(Connection connection, ShellLine line, boolean limited) {
        connection.addTo(line);
        connection.addForEtcdctl(line);
        if (limited) {
            connection.addCommandTimeout(line);
        }
        return new Command(line.toString(), connection.notesForEtcdctl());
    }
}
