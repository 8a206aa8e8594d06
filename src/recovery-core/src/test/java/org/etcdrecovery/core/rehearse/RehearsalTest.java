package org.etcdrecovery.core.rehearse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.etcdrecovery.core.rehearse.RehearsalFixture.BUMP;
import static org.etcdrecovery.core.rehearse.RehearsalFixture.assertSwept;
import static org.etcdrecovery.core.rehearse.RehearsalFixture.etcd;
import static org.etcdrecovery.core.rehearse.RehearsalFixture.plan;
import static org.etcdrecovery.core.rehearse.RehearsalFixture.request;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.etcdrecovery.core.cluster.Recovery;
import org.etcdrecovery.core.cluster.connect.CallFailedException;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Contacts;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.Login;
import org.etcdrecovery.core.cluster.connect.MemberClient;
import org.etcdrecovery.core.files.ScratchDirectory;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.rehearse.RehearsalResult.Verdict;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Gateway;
import org.etcdrecovery.core.testing.LongRun;
import org.etcdrecovery.core.testing.RealCluster;
import org.etcdrecovery.core.testing.SnapshotContent;
import org.etcdrecovery.core.testing.Snapshots;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole rehearsals with real servers. */
@Execution(ExecutionMode.CONCURRENT)
class RehearsalTest {
    @TempDir
    private Path directory;

    /** One member with the plan's revisions, several with a bump: together what an operator does. */
    @ParameterizedTest
    @EnumSource
    void provesAPlanAndLeavesNothing(EtcdVersion version) throws Exception {
        Path snapshot = Snapshots.of(version, SnapshotContent.COMPACTED).file();
        for (int members : LongRun.times(1, 2) == 1 ? List.of(1, 3) : List.of(1, 3, 5)) {
            Path scratch = directory.resolve("scratch" + members);
            RestorePlan plan = plan(snapshot, version, directory, members, members == 1 ? 0 : BUMP);
            List<RehearsalStage> began = new ArrayList<>();
            List<StageResult> ended = new ArrayList<>();

            RehearsalResult result = Rehearsal.run(request(plan, etcd(version), scratch), new RehearsalListener() {
                @Override
                public void began(RehearsalStage stage) {
                    began.add(stage);
                }

                @Override
                public void ended(StageResult stage) {
                    ended.add(stage);
                }
            }, Progress.NONE);

            assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.PROVEN);
            assertThat(began)
                    .containsExactlyElementsOf(EnumSet.complementOf(EnumSet.of(RehearsalStage.KUBERNETES)));
            assertThat(ended).isEqualTo(result.stages());
            assertThat(result.proof().orElseThrow().proven()).isTrue();
            KeyComparison keys = result.comparison().orElseThrow();
            assertThat(keys.same()).isTrue();
            assertThat(keys.keys()).isEqualTo(plan.livingKeys());
            assertThat(result.recoveryTime()).isPositive()
                    .isLessThan(result.stages().stream().map(StageResult::took).reduce(Duration.ZERO, Duration::plus));
            assertSwept(scratch);
        }
        assertThat(directory.resolve("never")).isEmptyDirectory();
    }

    /** What members say without a login differs between the releases; what they hold does not. */
    @ParameterizedTest
    @EnumSource(names = {"V3_4", "V3_7"})
    void provesWhatItCanWithoutALoginAndTheRestWithOne(EtcdVersion version) throws Exception {
        Path scratch = directory.resolve("scratch");
        RestorePlan plan = plan(Snapshots.of(version, SnapshotContent.AUTH).file(), version, directory, 1, BUMP);
        RehearsalRequest anonymous = request(plan, etcd(version), scratch);

        RehearsalResult part = Rehearsal.run(anonymous, RehearsalListener.NONE, Progress.NONE);

        assertThat(part.verdict()).as("%s", part).isEqualTo(Verdict.PROVEN_IN_PART);
        assertThat(part.comparison().orElseThrow().same()).isTrue();
        assertThat(part.notProven()).anySatisfy(open -> assertThat(open).startsWith("Authentication is on"));

        RehearsalResult whole = Rehearsal.run(RehearsalFixture.with(anonymous, login("root")), RehearsalListener.NONE,
                Progress.NONE);

        assertThat(whole.verdict()).as("%s", whole).isEqualTo(Verdict.PROVEN);
        assertSwept(scratch);
    }

    @Test
    void aLoginThatCannotProveAnythingSaysNothingAboutThePlan() throws Exception {
        EtcdVersion version = EtcdVersion.V3_6;
        Path scratch = directory.resolve("scratch");
        RestorePlan plan = plan(Snapshots.of(version, SnapshotContent.AUTH).file(), version, directory, 1, 0);
        RehearsalRequest anonymous = request(plan, etcd(version), scratch);

        assertThatThrownBy(() -> Rehearsal.run(RehearsalFixture.with(anonymous, new Login("root", "wrong")),
                RehearsalListener.NONE, Progress.NONE)).isInstanceOf(CallFailedException.class)
                .hasMessageContaining("password");
        assertThatThrownBy(() -> Rehearsal.run(RehearsalFixture.with(anonymous, login("alice")),
                RehearsalListener.NONE, Progress.NONE)).as("a user who may not save a snapshot")
                .isInstanceOf(CallFailedException.class)
                .hasMessageContaining("Use a user with the role root");
        assertSwept(scratch);
    }

    private static Login login(String user) {
        String credentials = SnapshotContent.AUTH.credentials().getFirst();
        return new Login(user, credentials.substring(credentials.indexOf(':') + 1));
    }

    /** It goes on only when the lease has run out, however long that takes. */
    @Test
    void aLeaseThatRunsOutMeanwhileIsListedAndNoFailure() throws Exception {
        Path scratch = directory.resolve("scratch");
        RestorePlan plan = planOfALeaseThatLives();

        RehearsalResult result = Rehearsal.run(request(plan, etcd(EtcdVersion.V3_6), scratch), new RehearsalListener() {
            @Override
            public void began(RehearsalStage stage) {
                if (stage == RehearsalStage.SAVE) {
                    awaitOneKey(scratch);
                }
            }
        }, Progress.NONE);

        assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.PROVEN);
        assertThat(result.comparison().orElseThrow().expired()).isOne();
        assertThat(result.stages().get(3).details()).containsExactly(
                "\"/leased\" was removed with its lease, which ran out");
    }

    /** On a slow machine the lease may run out before it is saved, so another is granted until one is saved. */
    private RestorePlan planOfALeaseThatLives() throws Exception {
        try (RealCluster cluster = RealCluster.fresh(EtcdVersion.V3_6, directory, 1)) {
            cluster.gateway().put("/stays", "value");
            for (int lease = 1;; lease++) {
                cluster.gateway().grantLease(lease, 2);
                cluster.gateway().put(Gateway.bytes("/leased"), Gateway.bytes("value"), lease);
                Path snapshot = directory.resolve(lease + ".db");
                Recovery.save(Recovery.connection(cluster).endpoints().getFirst(), snapshot);
                RestorePlan plan = plan(snapshot, EtcdVersion.V3_6, directory, 1, BUMP);
                if (plan.livingKeys() == 2) {
                    return plan;
                }
            }
        }
    }

    private static void awaitOneKey(Path scratch) {
        Path member = scratch.resolve(scratch.toFile().list()[0]);
        Endpoint endpoint = RehearsalPlan.endpoint(member, 0);
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        try (MemberClient client = new Contacts(ConnectionSettings.of(List.of(endpoint))).open(endpoint)) {
            while (client.countAt(0) > 1) {
                assertThat(System.nanoTime()).as("the lease does not run out").isLessThan(end);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(25));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void onlyOneVoterRunsIfThatIsEnoughAndItsDirectoryCanBeKept() throws Exception {
        Path scratch = directory.resolve("scratch");
        RestorePlan plan = plan(RehearsalFixture.SAMPLE, EtcdVersion.V3_6, directory, 3, BUMP);
        RehearsalRequest all = request(plan, etcd(EtcdVersion.V3_6), scratch);
        RehearsalRequest one = new RehearsalRequest(plan, all.opener(), all.etcd(), all.scratch(), false, true,
                Optional.empty());

        RehearsalResult result = Rehearsal.run(one, RehearsalListener.NONE, Progress.NONE);

        assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.PROVEN);
        assertThat(result.notProven()).anySatisfy(open -> assertThat(open).startsWith("Only one of 3 members ran"));
        Path kept = result.kept().orElseThrow();
        assertThat(scratch.toFile().list()).containsExactly(kept.getFileName().toString());
        assertThat(kept.resolve("member0/member/snap/db")).exists();
        assertThat(kept.resolve("member1")).doesNotExist();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept.resolve("member0.log"))))
                .isEqualTo("rw-------");
        all.scratch().sweep();
        assertThat(kept).exists();
    }

    /** As after a kill: the directory has trees in it now, and all of them go. */
    @Test
    void aSweepRemovesTheTreesOfAKilledRehearsal() throws Exception {
        Path scratch = Files.createDirectory(directory.resolve("scratch"));
        RehearsalRequest request = request(plan(RehearsalFixture.SAMPLE, EtcdVersion.V3_6, directory, 1, 0),
                new EtcdProgram(directory, "3.6.16"), scratch);
        try (ScratchDirectory left = request.scratch().create()) {
            Files.createDirectories(left.path().resolve("member0/member/snap"));
            Files.writeString(left.path().resolve("member0/member/snap/db"), "x");
            request.scratch().sweep();
            assertThat(left.path().resolve("member0")).as("still in use").exists();
        }
        assertThat(scratch).isEmptyDirectory();
    }
}
