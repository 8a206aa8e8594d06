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

/** {@code endpoint status}: what each member reports, and why silent ones do not answer. */
public final class EndpointStatusCommand extends EndpointVerb {
    public EndpointStatusCommand(Session session) {
        super(session, "Ask members for their status. Exit code 1: an endpoint did not answer; 2: an endpoint refused"
                + " the login.");
    }

    @Override
    int run() throws CommandFailure, IOException {
        OutputFormat format = format();
        ProbeReport report = ask();
        List<MemberProbe> strangers = report.rows().stream().filter(MemberProbe::loginFailed).toList();
        List<MemberProbe> rows = report.rows().stream().filter(row -> !row.loginFailed()).toList();
        if (rows.isEmpty()) {
            throw loginFailed(report, strangers);
        }
        EndpointText text = new EndpointText(report, rows);
        print(switch (format) {
            case JSON -> ProbeJson.print(report, rows);
            case TABLE -> text.statusTable();
            case SIMPLE, FIELDS -> text.statusLines();
        });
        if (format != OutputFormat.JSON) {
            tell(text.failures());
        }
        if (!strangers.isEmpty()) {
            throw loginFailed(report, strangers);
        }
        return rows.stream().allMatch(MemberProbe::answers) ? ExitCode.OK : ExitCode.ETCD_FAILED;
    }

    /** Fails as etcdctl does, which then shows nothing, not even what needs no login. */
    private static CommandFailure loginFailed(ProbeReport report, List<MemberProbe> strangers) {
        return new CommandFailure(ExitCode.ETCD_NO_CLIENT,
                new EndpointText(report, strangers).failures().lines().toList());
    }
}
