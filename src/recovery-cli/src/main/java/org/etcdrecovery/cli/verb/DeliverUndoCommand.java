package org.etcdrecovery.cli.verb;

import java.io.IOException;
import java.util.function.Supplier;
import org.etcdrecovery.core.deliver.Delivery;
import org.etcdrecovery.core.plan.RestorePlan;

/** {@code deliver undo}: brings back what was there before. */
public final class DeliverUndoCommand extends DeliverVerb {
    private final Supplier<Boolean> startOld;

    public DeliverUndoCommand(Session session) {
        super(session, "Stop the new members, move their directories aside and bring the old ones back. Nothing is"
                + " deleted. The old members are not started.");
        startOld = options().flag("Start the old members then.", "--start-old");
    }

    @Override
    int run(Delivery delivery, RestorePlan plan, boolean json) throws IOException {
        return report("undo", delivery.undo(startOld.get(), listener(), progress()), json);
    }
}
