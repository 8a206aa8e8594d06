package org.etcdrecovery.cli.verb;

import java.io.IOException;
import java.util.List;
import org.etcdrecovery.cli.options.ClusterOptions;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.FailureStyle;
import org.etcdrecovery.core.deliver.Delivery;
import org.etcdrecovery.core.plan.RestorePlan;

/** {@code deliver open}: lifts the quarantine, member by member. */
public final class DeliverOpenCommand extends DeliverVerb {
    private final ClusterOptions cluster;

    public DeliverOpenCommand(Session session) {
        super(session,
                "Lift the quarantine: let clients in, and restart one member after the other, each only while all"
                        + " answer. Prove the cluster first.");
        cluster = new ClusterOptions(options(), FailureStyle.OWN);
    }

    @Override
    int run(Delivery delivery, RestorePlan plan, boolean json) throws CommandFailure, IOException {
        return report("open", delivery.open(cluster.settings(clientUrls(plan)), listener(), progress()), json);
    }

    static List<String> clientUrls(RestorePlan plan) {
        return plan.members().stream().flatMap(member -> member.clientUrls().stream()).toList();
    }
}
