package org.etcdrecovery.cli.verb;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.cli.text.DeliverText;
import org.etcdrecovery.core.deliver.Delivery;
import org.etcdrecovery.core.deliver.DeliveryListener;
import org.etcdrecovery.core.deliver.HostReport;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.report.json.DeliverJson;

/** {@code deliver check}: looks at all hosts, and changes nothing. */
public final class DeliverCheckCommand extends DeliverVerb {
    private final Supplier<Boolean> noQuarantine;

    public DeliverCheckCommand(Session session) {
        super(session, "Check the hosts of the members, and what will start there against the plan. Changes nothing.");
        noQuarantine = options().flag("Clients will not be kept out at first.", "--no-quarantine");
    }

    @Override
    int run(Delivery delivery, RestorePlan plan, boolean json) throws IOException {
        Progress progress = progress();
        List<HostReport> reports = delivery.check(!noQuarantine.get(), DeliveryListener.NONE, progress);
        print(json ? DeliverJson.printReports(reports) : new DeliverText(session().terminal().ink()).reports(reports));
        return reports.stream().anyMatch(HostReport::blocksActivation) ? ExitCode.REFUSED : ExitCode.OK;
    }
}
