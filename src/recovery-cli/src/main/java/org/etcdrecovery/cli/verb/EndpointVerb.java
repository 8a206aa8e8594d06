package org.etcdrecovery.cli.verb;

import java.io.IOException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.cli.terminal.FailureStyle;
import org.etcdrecovery.core.cluster.connect.Contacts;
import org.etcdrecovery.core.cluster.connect.Failure;
import org.etcdrecovery.core.cluster.probe.ProbeReport;
import org.etcdrecovery.core.cluster.probe.Prober;
import org.etcdrecovery.core.cluster.probe.Prober.Scope;

/** A verb that replaces one of etcdctl's {@code endpoint} verbs. */
abstract class EndpointVerb extends ClusterVerb {
    private final Supplier<Boolean> wholeCluster;

    EndpointVerb(Session session, String description) {
        super(session, FailureStyle.ETCD, description);
        wholeCluster = options().flag("Ask all members that the endpoints report.", "--cluster");
    }

    /** As in etcdctl. */
    @Override
    public final boolean ignoresArguments() {
        return true;
    }

    /**
     * Asks the endpoints, or with {@code --cluster} all members.
     *
     * @throws CommandFailure as in etcdctl, if with {@code --cluster} no endpoint reports the members
     */
    final ProbeReport ask() throws CommandFailure, IOException {
        Scope scope = wholeCluster.get() ? Scope.CLUSTER : Scope.NAMED;
        ProbeReport report = Prober.probe(new Contacts(settings()), scope, _ -> {}, progress());
        boolean listed = report.rows()
                .stream()
                .anyMatch(row -> row.list().isPresent() || row.knownMembers().isPresent());
        if (scope == Scope.CLUSTER && !listed) {
            throw new CommandFailure(ExitCode.ETCD_FAILED,
                    "failed to fetch endpoints from etcd cluster member list: " + failures(report));
        }
        return report;
    }

    private static String failures(ProbeReport report) {
        return report.rows()
                .stream()
                .flatMap(row -> row.failure().stream())
                .map(Failure::sentence)
                .distinct()
                .collect(Collectors.joining(" "));
    }
}
