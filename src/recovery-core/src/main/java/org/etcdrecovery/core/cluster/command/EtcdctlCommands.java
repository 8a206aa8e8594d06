package org.etcdrecovery.core.cluster.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.keyspace.EtcdRelease;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.keyspace.MemberId;
import org.etcdrecovery.core.keyspace.EtcdRelease;
import org.etcdrecovery.core.shell.Command;
import org.etcdrecovery.core.shell.ShellLine;
import org.etcdrecovery.core.text.UrlText;

/** What etcdctl has to be told to do the same with running members. */
public final class EtcdctlCommands {
    private final Connection connection;
    private final String program;

    /**
     * @param settings how to reach the members
     * @param query    how their endpoints were found, when it was by DNS
     * @param tool     the version of etcdctl
     */
    public EtcdctlCommands(ConnectionSettings settings, Optional<SrvQuery> query, EtcdRelease tool) {
        this(new Connection(settings, query), tool.etcdctl());
    }

    private EtcdctlCommands(Connection connection, String program) {
        this.connection = connection;
        this.program = program;
    }

    /** The same for these endpoints in the place of those that the operator named. */
    public EtcdctlCommands at(List<Endpoint> endpoints) {
        return new EtcdctlCommands(connection.at(endpoints), program);
    }

    /** The state of every member, as a table. */
    public Command endpointStatus() {
        ShellLine line = connection.start(program + " endpoint status").asTable();
        return finish(connection, line, true);
    }

    /** A snapshot of one member; etcdctl refuses several endpoints. Its only time limit is {@code --command-timeout}. */
    public Command snapshotSave(Endpoint from, Path file) {
        Connection one = connection.at(List.of(from));
        return finish(one, one.start(program + " snapshot save").file(file), false);
    }

    /** Takes a member out of the cluster. */
    public Command memberRemove(MemberId id) {
        return finish(connection, connection.start(program + " member remove").argument(id.toString()), true);
    }

    /** Adds a member like the given one, which gets an ID of its own; without a name, NAME stands for it. */
    public Command memberAdd(Member like) {
        ShellLine line = connection.start(program + " member add")
                .argument(like.name().isEmpty() ? "NAME" : like.name());
        if (like.learner()) {
            line.flag("learner");
        }
        return finish(connection, line.option("peer-urls", String.join(",", UrlText.of(like.peerUrls()))), true);
    }

    /** Takes back all alarms. */
    public Command alarmDisarm() {
        return finish(connection, connection.start(program + " alarm disarm"), true);
    }

    /** The hash of the data of each member. */
    public Command hashKv() {
        return finish(connection, connection.start(program + " endpoint hashkv").asTable(),
                true);
    }

    /** Adds the options of a connection, and with a time limit for the answer. */
    static Command finish(Connection connection, ShellLine line, boolean limited) {
        connection.addTo(line);
        connection.addForEtcdctl(line);
        if (limited) {
            connection.addCommandTimeout(line);
        }
        return new Command(line.toString(), connection.notesForEtcdctl());
    }
}
