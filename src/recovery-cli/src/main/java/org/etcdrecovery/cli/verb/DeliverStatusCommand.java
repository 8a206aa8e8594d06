package org.etcdrecovery.cli.verb;

import java.io.IOException;
import java.util.List;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.cli.text.DeliverText;
import org.etcdrecovery.core.deliver.Delivery;
import org.etcdrecovery.core.deliver.HostStatus;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.report.json.DeliverJson;

/** {@code deliver status}: what the journals on the hosts say. */
public final class DeliverStatusCommand extends DeliverVerb {
    public DeliverStatusCommand(Session session) {
        super(session, "Show how far the delivery to each host has come, whether a started member runs, which old"
                + " directories are kept there, and who works there.");
    }

    @Override
    int run(Delivery delivery, RestorePlan plan, boolean json) throws IOException {
        List<HostStatus> statuses = delivery.status(progress());
        print(json
                ? DeliverJson.printStatuses(statuses)
                : new DeliverText(session().terminal().ink()).statuses(statuses));
        return statuses.stream().allMatch(status -> status.failure().isEmpty() && !status.isDown())
                ? ExitCode.OK
                : ExitCode.WITH_CARE;
    }
}
