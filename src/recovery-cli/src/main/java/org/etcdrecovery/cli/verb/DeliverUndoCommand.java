package org.etcdrecovery.cli.verb;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
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
        List<HostStatus> statuses = delivery.status(progress());
        boolean ran = statuses.stream().map(HostStatus::state).anyMatch(HostState::mayRun);
        boolean serves = statuses.stream().anyMatch(DeliverUndoCommand::serves);
        Writes writes = ran ? keepWhatWasWritten(delivery, plan, serves) : Writes.UNKNOWN;
        int code = report("undo", delivery.undo(writes, startOld.get(), listener(), progress()), json);
        if (code == ExitCode.OK && !startOld.get()) {
            tell("the old members are not started; start them yourself, or repeat this with --start-old\n");
        }
        return code;
    }

    /** Whether clients may be writing to a member. */
    private static boolean serves(HostStatus status) {
        return status.state().mayRun() && !status.running().isEmpty() && status.quarantine().isEmpty();
    }

    private Writes keepWhatWasWritten(Delivery delivery, RestorePlan plan, boolean serves)
            throws CommandFailure, IOException {
        ConnectionSettings settings = cluster.settings(DeliverOpenCommand.clientUrls(plan));
        try (Tunnels tunnels = delivery.tunnels(progress())) {
            ConnectionSettings through = settings.withRoutes(tunnels.routes());
            Optional<Written> written = delivery.written(through, progress());
            if (written.isEmpty()) {
                String why = String.join(" ", delivery.silence(through, progress()));
                refuseUnknown(serves, why);
                tell("note: no member answers, so what was written since the activation is not saved; it stays in the"
                        + " directories that are moved aside" + (why.isEmpty() ? "" : ". " + why) + "\n");
                return Writes.UNKNOWN;
            }
            return save.get().isPresent()
                    ? saved(delivery, written.get(), through)
                    : left(delivery, written.get(), through, serves);
        } catch (DeliveryException e) {
            refuseUnknown(serves, ErrorMessages.of(e) + ".");
            tell("note: the members could not be asked: " + ErrorMessages.of(e) + "\n");
            return Writes.UNKNOWN;
        }
    }

    /** Refuses to stop members of which it is unknown what clients wrote, unless that was agreed to. */
    private void refuseUnknown(boolean serves, String why) throws CommandFailure {
        if (save.get().isPresent()) {
            throw new CommandFailure(ExitCode.REFUSED,
                    "nothing was undone: no member answers, so nothing can be saved. "
                            + why
                            + " Without --save, what clients wrote stays in the directories that are moved aside");
        }
        if (serves && !discard.get()) {
            throw new CommandFailure(ExitCode.REFUSED, "nothing was undone: members run and let clients in, and too few"
                    + " answer to tell what was written. " + why
                    + " Give what they ask for, such as --cert and --key, or"
                    + " leave what was written in the directories that are moved aside with --discard-writes");
        }
    }

    private Writes saved(Delivery delivery, Written written, ConnectionSettings through) throws IOException {
        Path file = Path.of(save.get().orElseThrow());
        SavedSnapshot saved = SaveWithManifest.save(new SaveRequest(written.endpoint(), through, file, false,
                SaveRequest.DEFAULT_STALL), Clock.systemUTC(), progress());
        tell(count(written) + "; saved in " + Shown.text(saved.file().toString()) + "\n");
        Writes writes = written.saved(delivery.written(through, progress()));
        if (writes == Writes.UNSAVED) {
            tell("note: clients have written more while that was saved; it stays in the directories that are moved"
                    + " aside\n");
        }
        return writes;
    }

    private Writes left(Delivery delivery, Written written, ConnectionSettings through, boolean serves)
            throws CommandFailure, IOException {
        if (written.revisions() > 0 && !discard.get()) {
            throw new CommandFailure(ExitCode.REFUSED,
                    count(written) + ". Keep them with --save FILE, or leave them in the"
                            + " directories that are moved aside with --discard-writes");
        }
        if (!written.certain() && serves && !discard.get()) {
            refuseUnknown(true, String.join(" ", delivery.silence(through, progress())));
        }
        tell(count(written) + "\n");
        return written.unsaved();
    }

    private static String count(Written written) {
        return (written.certain() ? "" : "at least ")
                + Counted.of(written.revisions(), "revision was", "revisions were")
                + " written since the members were activated"
                + (written.certain() ? "" : "; those that answer are no majority, so there may be more");
    }
}
