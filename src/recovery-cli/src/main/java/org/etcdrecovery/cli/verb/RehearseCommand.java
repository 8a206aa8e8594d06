package org.etcdrecovery.cli.verb;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.etcdrecovery.cli.options.EtcdctlEnvironment;
import org.etcdrecovery.cli.options.FlagSyntax;
import org.etcdrecovery.cli.options.LoginOptions;
import org.etcdrecovery.cli.options.PackedOptions;
import org.etcdrecovery.cli.options.RequestArguments;
import org.etcdrecovery.cli.options.WrongUsageException;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.cli.terminal.FailureStyle;
import org.etcdrecovery.cli.text.RehearsalText;
import org.etcdrecovery.core.cluster.connect.CallFailedException;
import org.etcdrecovery.core.files.Scratch;
import org.etcdrecovery.core.files.ScratchException;
import org.etcdrecovery.core.keyspace.EtcdRelease;
import org.etcdrecovery.core.plan.PlanResult.Accepted;
import org.etcdrecovery.core.plan.Planner;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.plan.RestoreRequest;
import org.etcdrecovery.core.rehearse.EtcdProgram;
import org.etcdrecovery.core.rehearse.Rehearsal;
import org.etcdrecovery.core.rehearse.RehearsalException;
import org.etcdrecovery.core.rehearse.RehearsalListener;
import org.etcdrecovery.core.rehearse.RehearsalRequest;
import org.etcdrecovery.core.rehearse.RehearsalResult;
import org.etcdrecovery.core.report.json.RehearsalJson;
import org.etcdrecovery.core.restore.RestoreException;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.Inspector;
import org.etcdrecovery.core.snapshot.SnapshotFile;
import org.etcdrecovery.core.snapshot.SnapshotOpener;

/** {@code rehearse}: carries a plan out in scratch with a real etcd, and proves it. */
public final class RehearseCommand extends RecoveryVerb {
    private static final String ALL = "all";
    private static final String ONE = "one";

    private final Supplier<List<String>> arguments;
    private final PackedOptions packed;
    private final RequestArguments requested;
    private final Supplier<String> planFile;
    private final Supplier<String> etcd;
    private final Supplier<String> members;
    private final Supplier<Boolean> keep;
    private final LoginOptions login;

    public RehearseCommand(Session session) {
        super(session, "Carry out a plan in a scratch directory with a real etcd, prove it, and remove all of it. Exit"
                + " code 0: proven; 1: disproved, or proven in part because no login was given; 2: the file cannot be"
                + " restored, or not without your consent; 3: it could not be tried.");
        arguments = options().arguments("FILE",
                "The snapshot, packed or not: a file, or an s3:// or https:// address.");
        packed = new PackedOptions(options(), session.terminal());
        // Nothing is written there, so the directories need not be decided yet.
        requested = new RequestArguments(options(), ".");
        planFile = options().text("PLAN", "", "Rehearse this plan, as printed by 'plan'; it names the snapshot.",
                "--plan");
        etcd = options().text("FILE", "", "The etcd to run; the first in PATH with the planned version if not given.",
                "--etcd");
        members = options().text("one|all", ONE, "How many members to run; one if not given.", "--members");
        keep = options().flag("Stop the members, but keep their directories, and say where they are.", "--keep");
        login = new LoginOptions(options(), FailureStyle.OWN);
    }

    /** The user and the password, as for {@code cluster prove}: it is the same user once the cluster is restored. */
    @Override
    public void readEnvironment(FlagSyntax syntax) throws WrongUsageException {
        new EtcdctlEnvironment(session().environment(), new TreeSet<>(List.of("--user", "--password")))
                .setInto(syntax, false);
    }

    @Override
    public int codeOf(Throwable thrown) {
        return switch (thrown) {
            case RehearsalException _,ScratchException _,CallFailedException _ -> ExitCode.NOT_TRIED;
            // All that a rehearsal writes is in scratch, so the plan is not to blame.
            case RestoreException e when !e.isRefusal() -> ExitCode.NOT_TRIED;
            default -> super.codeOf(thrown);
        };
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        boolean json = wantsJson();
        boolean everyMember = everyMember();
        Scratch scratch = packed.scratch(session().environment());
        try (SnapshotOpener opener = packed.opener(scratch, session().environment())) {
            RehearsalRequest request = planFile.get().isEmpty()
                    ? request(plan(opener), opener, scratch, everyMember)
                    : planned(Path.of(planFile.get()), opener, scratch, everyMember);
            RehearsalResult result = Rehearsal.run(request, RehearsalListener.NONE, progress());
            print(json ? RehearsalJson.print(result) : new RehearsalText(result, session().terminal().ink()).all());
            return switch (result.verdict()) {
                case PROVEN -> ExitCode.OK;
                case PROVEN_IN_PART -> ExitCode.WITH_CARE;
                case DISPROVED -> ExitCode.NOT_PROVEN;
            };
        }
    }

    private boolean everyMember() throws CommandFailure {
        return switch (members.get()) {
            case ONE -> false;
            case ALL -> true;
            default -> throw wrongUsage("--members takes one or all, not '" + members.get() + "'");
        };
    }

    /** Looks for the etcd, which takes no time. */
    private RehearsalRequest request(RestorePlan plan, SnapshotOpener opener, Scratch scratch, boolean everyMember)
            throws CommandFailure, IOException {
        return new RehearsalRequest(plan, opener, program(plan.target()), scratch, everyMember, keep.get(),
                login.login());
    }

    private EtcdProgram program(EtcdRelease target) throws RehearsalException {
        return etcd.get().isEmpty()
                ? EtcdProgram.find(target, session().environment())
                : EtcdProgram.named(Path.of(etcd.get()), target);
    }

    private RestorePlan plan(SnapshotOpener opener) throws CommandFailure, IOException {
        String file = onlyFile(packed.files(arguments.get()));
        RestoreRequest asked = requested.toRequest();
        try (SnapshotFile snapshot = opener.open(packed.name(file), progress())) {
            Inspection inspection = Inspector.inspect(snapshot, progress(), _ -> {});
            RestoreRequest request = KeyspaceEdits.survey(asked, requested.keyspace(), inspection, snapshot,
                    progress());
            Accepted planned = PlanProblems.orFailure(Planner.plan(request, inspection), request);
            tell(PlanProblems.describe(planned.problems(), request.members()));
            return planned.plan();
        }
    }

    private RehearsalRequest planned(Path file, SnapshotOpener opener, Scratch scratch, boolean everyMember)
            throws CommandFailure, IOException {
        if (!arguments.get().isEmpty() || requested.isAnyGiven() || packed.namesEntry()) {
            throw wrongUsage("--plan includes everything, also the snapshot; only --etcd, --members, --keep, --scratch,"
                    + " the login, -w, -q and what reaches the snapshot can be added");
        }
        RestorePlan plan = RestoreCommand.readPlan(file);
        RehearsalRequest request = request(plan, opener, scratch, everyMember);
        try (SnapshotFile snapshot = opener.open(plan.snapshot().name(), progress())) {
            fitting(plan, file, snapshot);
        }
        return request;
    }
}
