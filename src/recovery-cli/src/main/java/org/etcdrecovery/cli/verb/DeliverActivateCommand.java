package org.etcdrecovery.cli.verb;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.core.deliver.ActivationRequest;
import org.etcdrecovery.core.deliver.Delivery;
import org.etcdrecovery.core.deliver.DeliveryTarget;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.text.Shown;

/** {@code deliver activate}: puts the staged members in place, and starts them together. */
public final class DeliverActivateCommand extends DeliverVerb {
    private final Supplier<Boolean> noQuarantine;
    private final Supplier<List<String>> without;
    private final Supplier<Duration> patience;

    public DeliverActivateCommand(Session session) {
        super(session, "Stop the old members, move their directories aside, put the staged ones in place and start them"
                + " together. Until 'deliver open', they listen for clients on 127.0.0.1 only.");
        noQuarantine = options().flag("Let clients in at once.", "--no-quarantine");
        without = options().texts("NAME", "Go on without a member whose host is off, also if --to names it. You say by"
                + " this that its old etcd will not come back.", "--without");
        patience = options().duration("120s",
                "How long an old member may take to stop, and a new one to listen; 120s if"
                        + " not given.",
                "--wait");
    }

    @Override
    void prepare(RestorePlan plan, List<DeliveryTarget> targets) throws CommandFailure {
        List<String> names = plan.members().stream().map(PlannedMember::name).toList();
        for (String name : without.get()) {
            if (!names.contains(name)) {
                throw wrongUsage("--without names '" + name + "', which is not a member of the plan");
            }
        }
        if (!patience.get().isPositive() || patience.get().compareTo(Duration.ofHours(1)) > 0) {
            throw wrongUsage("--wait takes a time of more than 0s and at most 1h");
        }
    }

    /** As for {@code cluster prove}: what --to says of a member that is left out does not matter. */
    @Override
    List<DeliveryTarget> chosen(List<DeliveryTarget> targets) {
        return targets.stream().filter(target -> !without.get().contains(target.member().name())).toList();
    }

    @Override
    int run(Delivery delivery, RestorePlan plan, boolean json) throws IOException {
        int code = report("activate", delivery.activate(
                new ActivationRequest(!noQuarantine.get(), Set.copyOf(without.get()), patience.get()), listener(),
                progress()), json);
        without.get()
                .forEach(name -> tell("remember: the old etcd of " + Shown.name(name)
                        + " must not come back; it would answer with the old data\n"));
        return code;
    }
}
