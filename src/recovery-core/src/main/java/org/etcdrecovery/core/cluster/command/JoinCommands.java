package org.etcdrecovery.core.cluster.command;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.handover.HandOver;
import org.etcdrecovery.core.handover.StartCommands;
import org.etcdrecovery.core.plan.MemberRequest;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.shell.Command;
import org.etcdrecovery.core.shell.ShellLine;
import org.etcdrecovery.core.text.UrlText;

/**
 * How members join a cluster that was restored with fewer: one after the other, each first as a learner, which has no
 * vote until it has caught up. Nothing is copied between hosts: the leader sends the new member what it lacks.
 */
public final class JoinCommands {
    private final ConnectionSettings settings;
    private final Connection connection;
    private final RestorePlan plan;

    /**
     * @param settings how to reach the restored cluster
     * @param plan     the plan that it was restored by, which also has the version of etcd
     */
    public JoinCommands(ConnectionSettings settings, RestorePlan plan) {
        this.settings = settings;
        connection = new Connection(settings, Optional.empty());
        this.plan = plan;
    }

    /**
     * The steps for one member, once the cluster is proven and those before it have been promoted.
     *
     * @param member  the member that joins, with the path that its data directory will have on its host
     * @param earlier the members that have joined before it
     * @throws IllegalArgumentException if one of its URLs is invalid
     */
    public List<HandOver> of(MemberRequest member, List<MemberRequest> earlier) {
        String name = member.name();
        return List.of(
                new HandOver(1, "Add " + name + " as a learner",
                        List.of(finish(start("member add").argument(name)
                                .flag("learner")
                                .option("peer-urls", String.join(",", UrlText.of(member.peerUrls()))))),
                        "A cluster takes one learner at a time."),
                new HandOver(2, "On its host, start " + name + " with an empty data directory",
                        List.of(StartCommands.joining(plan, member, initialCluster(member, earlier))),
                        "Move any old data directory aside: a member that finds one does not join."),
                new HandOver(3, "Wait until " + name + " has caught up",
                        List.of(status(member, earlier)),
                        "Its raft index must come close to the leader's. A promotion that comes too early is refused"
                                + " and does no harm."),
                new HandOver(4, "Give " + name + " its vote", List.of(promote(name)),
                        "The command looks up the ID by the name, which the member list shows once the member has"
                                + " started."));
    }

    /**
     * With {@code --cluster}, etcdctl logs in at every client URL of the member list, no matter who put it there. So if
     * there is a login, the command lists the operator's URLs instead.
     */
    private Command status(MemberRequest member, List<MemberRequest> earlier) {
        ShellLine line = start("endpoint status").asTable();
        if (settings.login().isEmpty()) {
            return finish(line.flag("cluster"));
        }
        Set<Endpoint> all = new LinkedHashSet<>(settings.endpoints());
        Stream.concat(earlier.stream(), Stream.of(member))
                .flatMap(each -> Endpoint.readable(each.clientUrls()).stream())
                .forEach(all::add);
        Connection everybody = new Connection(settings.withEndpoints(List.copyOf(all)), Optional.empty());
        return EtcdctlCommands.finish(everybody, line, true);
    }

    private Command promote(String name) {
        Command list = finish(start("member list"));
        // awk reads a backslash in the value of a variable as the start of an escape.
        String id = "ID=$(" + list.text() + " \\\n  | awk -F', ' -v name=" + ShellLine.quote(name.replace("\\", "\\\\"))
                + " '$3 == name { print $1 }')";
        Command promote = finish(start("member promote \"$ID\""));
        return new Command(id + "\n" + promote.text(), promote.notes());
    }

    private ShellLine start(String verb) {
        return connection.start(plan.target().etcdctl() + " " + verb);
    }

    private Command finish(ShellLine line) {
        return EtcdctlCommands.finish(connection, line, true);
    }

    private String initialCluster(MemberRequest member, List<MemberRequest> earlier) {
        return Stream.concat(Stream.of(plan.initialCluster()),
                Stream.concat(earlier.stream(), Stream.of(member))
                        .flatMap(each -> each.peerUrls().stream().map(url -> each.name() + '=' + url)))
                .collect(Collectors.joining(","));
    }
}
