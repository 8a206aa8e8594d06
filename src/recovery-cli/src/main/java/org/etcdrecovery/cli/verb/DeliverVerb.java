package org.etcdrecovery.cli.verb;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.etcdrecovery.cli.options.DeliverOptions;
import org.etcdrecovery.cli.options.ScratchOption;
import org.etcdrecovery.cli.options.StoreOptions;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.cli.text.DeliverText;
import org.etcdrecovery.core.deliver.Delivery;
import org.etcdrecovery.core.deliver.DeliveryException;
import org.etcdrecovery.core.deliver.DeliveryListener;
import org.etcdrecovery.core.deliver.DeliveryTarget;
import org.etcdrecovery.core.deliver.HostOutcome;
import org.etcdrecovery.core.deliver.HostScript;
import org.etcdrecovery.core.files.Scratch;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.report.json.DeliverJson;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.etcdrecovery.core.text.Shown;

/** A verb that works on the hosts of the members of a plan. */
abstract class DeliverVerb extends RecoveryVerb {
    private final Supplier<String> planFile;
    private final DeliverOptions hosts;
    private final ScratchOption scratch;
    private final StoreOptions store;
    private final Supplier<Boolean> printScript;

    DeliverVerb(Session session, String description) {
        super(session, description + " Exit code 0: on all hosts; 1: not on all; 2: refused, nothing was done.");
        planFile = options().text("FILE", "", "The plan, as printed by 'plan'.", "--plan");
        hosts = new DeliverOptions(options());
        scratch = new ScratchOption(options());
        store = new StoreOptions(options());
        printScript = options().flag("Print the script that runs on the hosts, and do nothing else.",
                "--print-script");
    }

    @Override
    public int codeOf(Throwable thrown) {
        return thrown instanceof DeliveryException e
                ? e.isRefusal() ? ExitCode.REFUSED : ExitCode.WITH_CARE
                : super.codeOf(thrown);
    }

    @Override
    public final Integer call() throws CommandFailure, IOException {
        boolean json = wantsJson();
        if (printScript.get()) {
            print(HostScript.text());
            return ExitCode.OK;
        }
        if (planFile.get().isEmpty()) {
            throw wrongUsage("no plan given; add --plan FILE");
        }
        RestorePlan plan = RestoreCommand.readPlan(planFile());
        List<DeliveryTarget> targets = hosts.targets(plan);
        Scratch base = scratch.scratch(session().environment());
        prepare(plan, targets);
        try (Delivery delivery = Delivery.of(plan, chosen(targets), hosts.ssh(), base)) {
            return run(delivery, plan, json);
        }
    }

    /** Refuses what can be refused before any host is asked. */
    void prepare(RestorePlan plan, List<DeliveryTarget> targets) throws CommandFailure, IOException {}

    /** Those of the hosts on which this works. */
    List<DeliveryTarget> chosen(List<DeliveryTarget> targets) {
        return targets;
    }

    /** Does the work, prints the result, and returns the exit code. */
    abstract int run(Delivery delivery, RestorePlan plan, boolean json) throws CommandFailure, IOException;

    /** Opens snapshots, and fetches those that are not on this machine. */
    final SnapshotOpener opener() throws CommandFailure {
        return SnapshotOpener.fetchingInto(scratch.scratch(session().environment()),
                store.fetcher(session().environment(), session().terminal()));
    }

    /** The file with the plan. */
    final Path planFile() {
        return Path.of(planFile.get());
    }

    /** Tells on standard error what happens on which host. */
    final DeliveryListener listener() {
        return (member, phase) -> {
            synchronized (this) {
                tell(Shown.name(member) + ": " + Shown.text(phase) + "\n");
            }
        };
    }

    /** Prints outcomes, and returns the exit code for them. */
    final int report(String verb, List<HostOutcome> outcomes, boolean json) {
        print(json
                ? DeliverJson.print(verb, outcomes)
                : new DeliverText(session().terminal().ink()).outcomes(outcomes));
        boolean done = outcomes.stream().allMatch(HostOutcome::done);
        if (session().cancellation().isCancelled()) {
            tell("stopped; 'deliver status' says how far each host has come, and the same command goes on from there\n");
        } else if (!done) {
            tell("remove the cause and repeat the command: it goes on from where it ended"
                    + (verb.equals("activate") ? "; 'deliver undo' goes back" : "") + "\n");
        }
        return done ? ExitCode.OK : ExitCode.WITH_CARE;
    }
}
