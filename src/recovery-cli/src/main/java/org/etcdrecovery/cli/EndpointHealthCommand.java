package org.etcdrecovery.cli;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.etcdrecovery.core.cluster.connect.Contacts;
import org.etcdrecovery.core.cluster.probe.MemberProbe;
import org.etcdrecovery.core.cluster.probe.Probe;
import org.etcdrecovery.core.cluster.probe.Probe.Scope;
import org.etcdrecovery.core.cluster.probe.ProbeReport;
import org.etcdrecovery.core.report.ProbeJson;

/** {@code endpoint health}: whether a read through the log succeeds at each endpoint. */
final class EndpointHealthCommand extends ClusterVerb {
    private final Supplier<Boolean> wholeCluster;

    EndpointHealthCommand(Session session) {
        super(session, "health",
                "Say whether members serve reads that a majority confirms, and have no alarm. Exit code"
                        + " 1: one of them does not.");
        wholeCluster = flag("Also the members that the endpoints tell of.", "--cluster");
    }

    @Override
    Manners manners() {
        return Manners.ETCD;
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        OutputFormat format = format();
        ProbeReport report = Probe.run(new Contacts(settings()), wholeCluster.get() ? Scope.CLUSTER : Scope.NAMED,
                _ -> {}, progress());
        List<MemberProbe> rows = report.rows();
        EndpointText text = new EndpointText(report, rows);
        print(switch (format) {
            case JSON -> ProbeJson.printHealth(rows);
            case TABLE -> text.healthTable();
            case SIMPLE, FIELDS -> text.healthLines();
        });
        if (!rows.stream().allMatch(MemberProbe::isHealthy)) {
            throw new CommandFailure(ExitCode.ETCD_FAILED, "unhealthy cluster");
        }
        return ExitCode.OK;
    }
}
