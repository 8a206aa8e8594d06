package org.etcdrecovery.cli.verb;

import java.io.IOException;
import java.util.List;
import org.etcdrecovery.cli.options.OutputFormat;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.cli.text.EndpointText;
import org.etcdrecovery.core.cluster.probe.MemberProbe;
import org.etcdrecovery.core.cluster.probe.ProbeReport;
import org.etcdrecovery.core.report.json.ProbeJson;

/** {@code endpoint health}: whether a read through the log succeeds at each endpoint. */
public final class EndpointHealthCommand extends EndpointVerb {
    public EndpointHealthCommand(Session session) {
        super(session,
                "Check whether members serve reads confirmed by a majority and have no alarm. Exit code 1: at least"
                        + " one is unhealthy.");
    }

    @Override
    int run() throws CommandFailure, IOException {
        OutputFormat format = format();
        ProbeReport report = ask();
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
