package org.etcdrecovery.cli.verb;

import java.io.IOException;
import java.util.List;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.text.DeliverText;
import org.etcdrecovery.core.deliver.Delivery;
import org.etcdrecovery.core.deliver.DeliveryListener;
import org.etcdrecovery.core.deliver.HostReport;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.snapshot.SnapshotFile;
import org.etcdrecovery.core.snapshot.SnapshotOpener;

/** {@code deliver stage}: copies the members to their hosts, beside their targets. */
public final class DeliverStageCommand extends DeliverVerb {
    public DeliverStageCommand(Session session) {
        super(session, "Copy each member to its host, beside its target, and compare it there. Nothing that runs is"
                + " touched. What an earlier run has copied is not copied again.");
    }

    @Override
    int run(Delivery delivery, RestorePlan plan, boolean json) throws CommandFailure, IOException {
        List<HostReport> reports = delivery.check(false, DeliveryListener.NONE, progress());
        if (reports.stream().anyMatch(HostReport::blocks)) {
            throw DeliverText.blocked("nothing was staged", reports.stream().filter(HostReport::blocks).toList());
        }
        try (SnapshotOpener opener = opener()) {
            try (SnapshotFile snapshot = opener.open(plan.snapshot().name(), progress())) {
                fitting(plan, planFile(), snapshot);
            }
            return report("stage", delivery.stage(opener, listener(), progress()), json);
        }
    }
}
