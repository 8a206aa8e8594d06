package org.etcdrecovery.core.rehearse;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.etcdrecovery.core.cluster.connect.CallFailedException;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Failure.Cause;
import org.etcdrecovery.core.cluster.connect.Login;
import org.etcdrecovery.core.cluster.prove.Proof;
import org.etcdrecovery.core.cluster.prove.ProofCheck;
import org.etcdrecovery.core.cluster.prove.ProofRequest;
import org.etcdrecovery.core.cluster.prove.Prover;
import org.etcdrecovery.core.cluster.save.SaveRequest;
import org.etcdrecovery.core.cluster.save.SnapshotSaver;
import org.etcdrecovery.core.contents.AuthContents;
import org.etcdrecovery.core.files.ScratchDirectory;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.RandomToken;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.progress.Work;
import org.etcdrecovery.core.rehearse.RunningMembers.Served;
import org.etcdrecovery.core.rehearse.StageResult.Outcome;
import org.etcdrecovery.core.restore.RestoreResult;
import org.etcdrecovery.core.restore.Restorer;
import org.etcdrecovery.core.text.Counted;
import org.etcdrecovery.core.text.ErrorMessages;
import org.etcdrecovery.core.text.HumanSize;

/** Carries out a plan in scratch: writes it, starts it, proves it, saves it again, and removes all of it. */
public final class Rehearsal {
    private static final Duration FIRST_PATIENCE = Duration.ofMinutes(2);
    /** How fast a server reads its database on a slow disk at least, in bytes per second. */
    private static final long SLOW_DISK = 10L << 20;

    private final RehearsalRequest request;
    private final RehearsalListener listener;
    private final Progress progress;
    private final Instant started = Instant.now();
    private final List<StageResult> stages = new ArrayList<>();
    private Optional<Proof> proof = Optional.empty();
    private Optional<KeyComparison> comparison = Optional.empty();
    private boolean loginMissing;
    private boolean withoutUsers;
    private long stageBegan;
    private Duration reading = Duration.ZERO;

    private Rehearsal(RehearsalRequest request, RehearsalListener listener, Progress progress) {
        this.request = request;
        this.listener = listener;
        this.progress = progress;
    }

    /**
     * Rehearses a plan. When this returns or throws, none of its processes runs any more and its directory is gone, unless
     * the result says otherwise.
     *
     * @throws RehearsalException                                       if there is no room for it, or no way to start etcd
     * @throws CallFailedException                                      if the login is refused, or its user may not do
     *                                                                  what a proof needs
     * @throws IOException                                              if the snapshot cannot be read, or the scratch
     *                                                                  directory not be written
     * @throws java.util.concurrent.CancellationException               if the progress is cancelled
     */
    public static RehearsalResult run(RehearsalRequest request, RehearsalListener listener, Progress progress)
            throws IOException {
        return new Rehearsal(request, listener, progress).run();
    }

    private RehearsalResult run() throws IOException {
        ScratchDirectory directory = request.scratch().create();
        try {
            RehearsalNeeds.of(request.plan(), request.members(), request.scratch()).require();
            RehearsalPlan.requireShortPath(directory.path(), request.members());
            carryOut(directory.path());
        } catch (IOException | RuntimeException | Error e) {
            closeAfter(e, directory);
            throw e;
        }
        Optional<Path> kept = sweep(directory);
        return new RehearsalResult(started, request.etcd(), request.members(), request.plan().members().size(),
                loginMissing, stages, proof, comparison, kept);
    }

    private static void closeAfter(Throwable failure, ScratchDirectory directory) {
        try {
            directory.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private void carryOut(Path directory) throws IOException {
        RestorePlan plan = RehearsalPlan.of(request.plan(), directory, request.everyMember(),
                RandomToken.draw(new SecureRandom()));
        write(plan);
        RecordTable restored = restored(plan);
        withoutUsers = AuthContents.read(database(plan.members().getFirst()), progress).users().isEmpty();
        begin(RehearsalStage.START);
        try (RunningMembers members = RunningMembers.start(request.etcd(), plan, directory, request.login())) {
            if (start(members)) {
                check(plan, restored, members, directory);
            }
            begin(RehearsalStage.SWEEP);
        }
    }

    private void begin(RehearsalStage stage) {
        stageBegan = System.nanoTime();
        listener.began(stage);
    }

    private void end(RehearsalStage stage, Outcome outcome, String seen, List<String> details) {
        StageResult result = new StageResult(stage, outcome, seen, details,
                Duration.ofNanos(System.nanoTime() - stageBegan)
                        .plus(stage == RehearsalStage.SAVE ? reading : Duration.ZERO));
        stages.add(result);
        listener.ended(result);
    }

    private void write(RestorePlan plan) throws IOException {
        begin(RehearsalStage.WRITE);
        RestoreResult written = Restorer.restore(plan, request.opener(), progress);
        end(RehearsalStage.WRITE, Outcome.PASSED, Counted.of(plan.members().size(), "data directory",
                "data directories") + " of " + HumanSize.of(written.databaseSize())
                + ", with a token and URLs of " + (plan.members().size() == 1 ? "its" : "their") + " own", List.of());
    }

    /** Reads what was restored, once for all members: each has the same database. Its time is that of the comparison. */
    private RecordTable restored(RestorePlan plan) throws IOException {
        long began = System.nanoTime();
        RecordTable restored = KeyComparer.restored(database(plan.members().getFirst()), progress);
        reading = Duration.ofNanos(System.nanoTime() - began);
        return restored;
    }

    private static Path database(PlannedMember member) {
        return member.dataDir().orElseThrow().resolve("member").resolve("snap").resolve("db");
    }

    /** Whether the members serve, so that they can be checked. */
    private boolean start(RunningMembers members) throws IOException {
        Duration patience = FIRST_PATIENCE.plusSeconds(request.plan().snapshot().imageSize() / SLOW_DISK);
        Optional<Served> served = watched(() -> members.awaitServing(patience), members);
        if (served.isEmpty()) {
            List<String> ended = members.ended();
            end(RehearsalStage.START, Outcome.FAILED, ended.isEmpty()
                    ? "etcd " + request.etcd().version() + " runs, but does not serve after "
                            + RehearsalResult.seconds(patience)
                    : "etcd " + request.etcd().version() + " ended instead of serving",
                    ended.isEmpty() ? members.lastLines() : members.lastWords());
            return false;
        }
        loginMissing = served.get().locked();
        String count = Counted.of(request.members(), "member");
        end(RehearsalStage.START, Outcome.PASSED, loginMissing
                ? count + ", a majority confirms reads"
                : count + ", leader " + served.get().leader() + " in term " + served.get().term(), List.of());
        return true;
    }

    private void check(RestorePlan plan, RecordTable restored, RunningMembers members, Path directory)
            throws IOException {
        ConnectionSettings settings = members.settings()
                .withTimeouts(ConnectionSettings.DEFAULT_DIAL_TIMEOUT,
                        FIRST_PATIENCE.plusSeconds(plan.snapshot().imageSize() / SLOW_DISK));
        if (loginMissing) {
            begin(RehearsalStage.PROVE);
            if (withoutUsers) {
                end(RehearsalStage.PROVE, Outcome.FAILED, "authentication is on, but there are no users: no one can log"
                        + " in", List.of());
            } else {
                end(RehearsalStage.PROVE, Outcome.LIMITED, "not asked: authentication is on, and no login was given",
                        List.of());
            }
            readBack(plan, restored, members);
        } else {
            prove(plan, settings, members);
            save(plan, restored, settings, directory, members);
        }
    }

    private void prove(RestorePlan plan, ConnectionSettings settings, RunningMembers members) throws IOException {
        begin(RehearsalStage.PROVE);
        boolean mayWrite = request.login().map(Login::user).orElse("root").equals("root");
        Proof made = watched(() -> Prover.prove(
                new ProofRequest(plan, settings, mayWrite, ProofRequest.DEFAULT_PATIENCE, request.opener()), _ -> {},
                progress), members);
        proof = Optional.of(made);
        List<ProofCheck> failed = made.checks()
                .stream()
                .filter(check -> check.outcome() == ProofCheck.Outcome.FAILED)
                .toList();
        long passed = made.checks().stream().filter(check -> check.outcome() == ProofCheck.Outcome.PASSED).count();
        List<String> details = new ArrayList<>(failed.stream()
                .map(check -> check.subject().title() + ": expected " + check.expected() + ", seen " + check.seen()
                        + (check.remark().isEmpty() ? "" : ". " + check.remark()))
                .toList());
        details.addAll(members.lastWords());
        end(RehearsalStage.PROVE, made.proven() ? Outcome.PASSED : Outcome.FAILED, made.proven()
                ? Counted.of(passed, "check holds", "checks hold")
                : failed.size() + " of " + Counted.of(made.checks().size(), "check") + " failed: " + failed.stream()
                        .map(check -> check.subject().title())
                        .collect(Collectors.joining(", ")),
                details);
    }

    private void save(RestorePlan plan, RecordTable restored, ConnectionSettings settings, Path directory,
            RunningMembers members) throws IOException {
        begin(RehearsalStage.SAVE);
        Path saved = directory.resolve("saved.db");
        KeyComparison keys;
        try {
            watched(() -> SnapshotSaver.save(new SaveRequest(settings.endpoints().getFirst(), settings, saved, false,
                    SaveRequest.DEFAULT_STALL), progress), members);
            keys = KeyComparer.compare(plan, restored, List.of(saved), progress);
        } catch (CallFailedException e) {
            if (e.failure().cause() == Cause.NO_PERMISSION) {
                // The user may not see enough to prove anything, which says nothing about the plan.
                throw e;
            }
            List<String> details = new ArrayList<>(List.of(ErrorMessages.of(e)));
            details.addAll(members.lastWords());
            end(RehearsalStage.SAVE, Outcome.FAILED, "no snapshot could be saved", details);
            return;
        }
        compared(keys, "");
        readAsKubernetes(saved);
    }

    /** Without a login no member hands out a snapshot, so its database is read once it no longer runs. */
    private void readBack(RestorePlan plan, RecordTable restored, RunningMembers members) throws IOException {
        begin(RehearsalStage.SAVE);
        members.close();
        List<Path> databases = plan.members().stream().map(Rehearsal::database).toList();
        compared(KeyComparer.compare(plan, restored, databases, progress),
                "not saved without a login; in the database of the stopped "
                        + (databases.size() == 1 ? "member: " : "members: "));
        readAsKubernetes(databases.getFirst());
    }

    /** The stage exists only where there is something of Kubernetes to read. */
    private void readAsKubernetes(Path database) throws IOException {
        long began = System.nanoTime();
        Optional<KubernetesReading> reading = KubernetesReading.of(database, progress);
        if (reading.isPresent()) {
            begin(RehearsalStage.KUBERNETES);
            stageBegan = began;
            end(RehearsalStage.KUBERNETES, reading.get().outcome(), reading.get().seen(), reading.get().details());
        }
    }

    private void compared(KeyComparison keys, String whence) {
        comparison = Optional.of(keys);
        List<String> details = new ArrayList<>(keys.named());
        keys.removed().forEach(key -> details.add(key + " was removed with its lease, which ran out"));
        end(RehearsalStage.SAVE, keys.same() ? Outcome.PASSED : Outcome.FAILED, whence + keys.seen(), details);
    }

    private Optional<Path> sweep(ScratchDirectory directory) {
        try {
            if (request.keep()) {
                Path kept = directory.keep();
                end(RehearsalStage.SWEEP, Outcome.PASSED, "members stopped, directories kept in " + kept, List.of());
                return Optional.of(kept);
            }
            directory.close();
            end(RehearsalStage.SWEEP, Outcome.PASSED, "members stopped, directories removed", List.of());
        } catch (IOException e) {
            end(RehearsalStage.SWEEP, Outcome.FAILED, "members stopped, but " + directory.path()
                    + " could not be removed; the next start of this program tries again",
                    List.of(ErrorMessages.of(e)));
        }
        return Optional.empty();
    }

    private <T> T watched(Callable<T> task, RunningMembers members) throws IOException {
        try (Work work = progress.begin(Stage.REHEARSE, request.plan().token(), -1)) {
            return Watched.run(task, work, members::close);
        }
    }
}
