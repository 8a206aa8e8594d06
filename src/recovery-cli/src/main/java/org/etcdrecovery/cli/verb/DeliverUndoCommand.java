package org.etcdrecovery.cli.verb;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.etcdrecovery.cli.options.ClusterOptions;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.cli.terminal.FailureStyle;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.save.SaveRequest;
import org.etcdrecovery.core.cluster.save.SaveWithManifest;
import org.etcdrecovery.core.cluster.save.SavedSnapshot;
import org.etcdrecovery.core.deliver.Delivery;
import org.etcdrecovery.core.deliver.DeliveryException;
import org.etcdrecovery.core.deliver.HostState;
import org.etcdrecovery.core.deliver.HostStatus;
import org.etcdrecovery.core.deliver.Tunnels;
import org.etcdrecovery.core.deliver.Writes;
import org.etcdrecovery.core.deliver.Written;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.text.Counted;
import org.etcdrecovery.core.text.ErrorMessages;
import org.etcdrecovery.core.text.Shown;

/** {@code deliver undo}: brings back what was there before. */
public final class DeliverUndoCommand extends DeliverVerb {
    private final Supplier<Boolean> startOld;
    private final Supplier<Optional<String>> save;
    private final Supplier<Boolean> discard;
    private final ClusterOptions cluster;

    public DeliverUndoCommand(Session session) {
        super(session, "Stop the new members, move their directories aside and bring the old ones back. Nothing is"
                + " deleted. The old members are not started. If clients have written meanwhile, say what becomes of"
                + " that: --save FILE, or --discard-writes to leave it in the directories that are moved aside. 'deliver"
                + " clean' removes those later.");
        startOld = options().flag("Start the old members then.", "--start-old");
        save = options().textIfGiven("FILE", "Save a snapshot from the new members first.", "--save");
        discard = options().flag("Do not save what was written since the members were activated.",
                "--discard-writes");
        cluster = new ClusterOptions(options(), FailureStyle.OWN);
    }

    @Override
    int run(Delivery delivery, RestorePlan plan, boolean json) throws CommandFailure, IOException {
        boolean ran = delivery.status(progress()).stream().map(HostStatus::state).anyMatch(HostState::mayRun);
        Writes writes = ran ? keepWhatWasWritten(delivery, plan) : Writes.UNKNOWN;
        return report("undo", delivery.undo(writes, startOld.get(), listener(), progress()), json);
    }

    private Writes keepWhatWasWritten(Delivery delivery, RestorePlan plan) throws CommandFailure, IOException {
        ConnectionSettings settings = cluster.settings(DeliverOpenCommand.clientUrls(plan));
        try (Tunnels tunnels = delivery.tunnels(progress())) {
            ConnectionSettings through = settings.withRoutes(tunnels.routes());
            Optional<Written> written = delivery.written(through, progress());
            if (written.isEmpty()) {
                tell("note: no member answers, so what was written since the activation is not saved; it stays in the"
                        + " directories that are moved aside\n");
                return Writes.UNKNOWN;
            }
            boolean certain = written.get().certain();
            String count = (certain ? "" : "at least ")
                    + Counted.of(written.get().revisions(), "revision was", "revisions were")
                    + " written since the members were activated"
                    + (certain ? "" : "; those that answer are no majority, so there may be more");
            if (save.get().isPresent()) {
                Path file = Path.of(save.get().get());
                SavedSnapshot saved = SaveWithManifest.save(new SaveRequest(written.get().endpoint(), through, file,
                        false, SaveRequest.DEFAULT_STALL), Clock.systemUTC(), progress());
                tell(count + "; saved in " + Shown.text(saved.file().toString()) + "\n");
                Writes writes = written.get().saved(delivery.written(through, progress()));
                if (writes == Writes.UNSAVED) {
                    tell("note: clients have written more while that was saved; it stays in the directories that are moved"
                            + " aside\n");
                }
                return writes;
            }
            if (written.get().revisions() > 0 && !discard.get()) {
                throw new CommandFailure(ExitCode.REFUSED, count + ". Keep them with --save FILE, or leave them in the"
                        + " directories that are moved aside with --discard-writes");
            }
            tell(count + "\n");
            return written.get().unsaved();
        } catch (DeliveryException e) {
            tell("note: the members could not be asked: " + ErrorMessages.of(e) + "\n");
            return Writes.UNKNOWN;
        }
    }
}
