package org.etcdrecovery.cli.verb;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.etcdrecovery.cli.options.DeliverOptions;
import org.etcdrecovery.cli.options.OutputFormat;
import org.etcdrecovery.cli.options.StoreOptions;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.cli.terminal.FailureStyle;
import org.etcdrecovery.cli.terminal.Table;
import org.etcdrecovery.cli.terminal.Table.Frame;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Failure;
import org.etcdrecovery.core.cluster.probe.MemberProbe;
import org.etcdrecovery.core.cluster.probe.ProbeReport;
import org.etcdrecovery.core.cluster.prove.Proof;
import org.etcdrecovery.core.cluster.prove.ProofCheck;
import org.etcdrecovery.core.cluster.prove.ProofRequest;
import org.etcdrecovery.core.cluster.prove.Prover;
import org.etcdrecovery.core.plan.InvalidPlanException;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.report.json.ProofJson;
import org.etcdrecovery.core.restore.PlanFit;
import org.etcdrecovery.core.snapshot.SnapshotFile;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.etcdrecovery.core.text.ErrorMessages;
import org.etcdrecovery.core.text.Shown;

/** {@code cluster prove}: compares a running cluster with the plan it was restored by. */
public final class ClusterProveCommand extends ClusterVerb {
    private final Supplier<String> planFile;
    private final Supplier<List<String>> without;
    private final Supplier<Boolean> canary;
    private final Supplier<Duration> patience;
    private final DeliverOptions hosts;
    private final StoreOptions store;

    public ClusterProveCommand(Session session) {
        super(session, FailureStyle.OWN,
                "Prove that a running cluster is the planned one with the planned data. Exit code 0: proven; 1: not"
                        + " proven; 3: no member answers.");
        planFile = options().text("FILE", "",
                "The plan, as printed by 'plan'. Its client URLs are the endpoints unless --endpoints is given.",
                "--plan");
        without = options().texts("NAME",
                "A member that was left out when the others were activated, because its host is off. While it is silent,"
                        + " that stays open instead of failing.",
                "--without");
        canary = options().flag("Also write a test key and delete it again.", "--canary");
        patience = options().duration("60s", "How long to wait for members to start and elect a leader; 60s if not"
                + " given.",
                "--wait");
        hosts = new DeliverOptions(options(), ssh());
        store = new StoreOptions(options());
    }

    @Override
    int run() throws CommandFailure, IOException {
        OutputFormat format = format();
        Duration wait = waitingTime("--wait", patience.get());
        RestorePlan plan = plan();
        List<String> planned = plan.members().stream().flatMap(member -> member.clientUrls().stream()).toList();
        refuseStrangers(plan);
        ConnectionSettings settings = settings(planned);
        Proof proof;
        Optional<String> misfit;
        try (SnapshotOpener opener = SnapshotOpener.fetchingInto(scratch(),
                store.fetcher(session().environment(), session().terminal()));
                MemberRoutes through = MemberRoutes.open(hosts, plan, scratch(),
                        progress())) {
            proof = Prover.prove(new ProofRequest(plan, settings.withRoutes(through.routes().or(settings.routes())),
                    canary.get(), wait, opener, Set.copyOf(without.get())), awaited(plan, wait), _ -> {}, progress());
            misfit = proof.answered() && !proof.proven() ? misfit(plan, opener) : Optional.empty();
        }
        print(switch (format) {
            case JSON -> ProofJson.print(proof, misfit);
            case TABLE -> table(proof) + verdict(proof);
            case SIMPLE, FIELDS -> lines(proof) + verdict(proof);
        });
        misfit.ifPresent(text -> tell("warning: " + text + "\n"));
        if (proof.proven()) {
            return ExitCode.OK;
        }
        if (!proof.answered() && !hosts.isAnyGiven()) {
            tell("note: members in quarantine ('deliver activate') answer only through their hosts: repeat this with the --to"
                    + " options of the delivery\n");
        }
        return proof.answered() ? ExitCode.NOT_PROVEN : ExitCode.NOT_TRIED;
    }

    /** Says who is waited for, whenever that changes. */
    private Consumer<ProbeReport> awaited(RestorePlan plan, Duration wait) {
        Set<String> told = new HashSet<>();
        return report -> {
            String awaited = plan.members()
                    .stream()
                    .filter(member -> !without.get().contains(member.name()))
                    .filter(member -> report.ofMember(member.id()).filter(MemberProbe::answers).isEmpty())
                    .map(member -> Shown.name(member.name()))
                    .collect(Collectors.joining(", "));
            if (!awaited.isEmpty() && told.add(awaited)) {
                tell("waiting for " + awaited + ", at most " + Failure.seconds(wait) + " in all (--wait)\n");
            }
        };
    }

    private void refuseStrangers(RestorePlan plan) throws CommandFailure {
        for (String name : without.get()) {
            if (plan.members().stream().noneMatch(member -> member.name().equals(name))) {
                throw new CommandFailure(ExitCode.USAGE,
                        "--without names '" + name + "', which is not a member of the plan");
            }
        }
    }

    private RestorePlan plan() throws CommandFailure, IOException {
        if (planFile.get().isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, "no plan given; add --plan FILE");
        }
        return RestoreCommand.readPlan(Path.of(planFile.get()));
    }

    /** Checks that a failed proof fails because of the cluster, and not because the plan was changed by hand. */
    private Optional<String> misfit(RestorePlan plan, SnapshotOpener opener) {
        try (SnapshotFile snapshot = opener.open(plan.snapshot().name(), progress())) {
            PlanFit.inspect(plan, planFile.get(), snapshot, progress());
            return Optional.empty();
        } catch (InvalidPlanException e) {
            return Optional.of(ErrorMessages.of(e));
        } catch (IOException | CancellationException e) {
            // The snapshot is gone or has changed, or the check was broken off; what the cluster answered is printed.
            return Optional.empty();
        }
    }

    private static String table(Proof proof) {
        Table table = new Table(List.of("CHECK", "EXPECTED", "SEEN", "OUTCOME"));
        proof.checks()
                .forEach(check -> table.row(List.of(check.subject().title(), check.expected(),
                        check.seen(),
                        outcome(check))));
        return table.draw(Frame.ASCII);
    }

    private static String lines(Proof proof) {
        StringBuilder text = new StringBuilder();
        for (ProofCheck check : proof.checks()) {
            text.append(outcome(check)).append(": ").append(check.subject().title()).append(": ");
            text.append(switch (check.outcome()) {
                case PASSED -> check.seen();
                case FAILED -> "expected " + check.expected() + ", seen " + check.seen();
                case SKIPPED -> check.isOpen() ? check.expected() : "not looked at";
            });
            text.append(check.remark().isEmpty() ? "" : ". " + check.remark()).append('\n');
        }
        return text.toString();
    }

    private static String outcome(ProofCheck check) {
        return check.isOpen() ? "open" : check.outcome().name().toLowerCase(Locale.ROOT);
    }

    private static String verdict(Proof proof) {
        if (!proof.answered()) {
            return "Not proven: no member answers, so there is nothing to compare with the plan.\n";
        }
        long failed = proof.checks().stream().filter(check -> check.outcome() == ProofCheck.Outcome.FAILED).count();
        String leftOut = proof.checks()
                .stream()
                .filter(ProofCheck::isOpen)
                .map(check -> " Still open: " + check.expected() + ".")
                .collect(Collectors.joining());
        return proof.proven()
                ? "Proven: this is the planned cluster " + proof.clusterId() + " with the planned data." + leftOut
                        + "\n"
                : "Not proven: " + failed + " of " + proof.checks().size() + " checks failed.\n";
    }
}
