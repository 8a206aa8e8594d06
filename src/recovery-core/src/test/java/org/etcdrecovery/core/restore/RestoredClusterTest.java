package org.etcdrecovery.core.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.etcdrecovery.core.keyspace.MemberId;
import org.etcdrecovery.core.plan.MemberRequest;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Gateway;
import org.etcdrecovery.core.testing.LiveKey;
import org.etcdrecovery.core.testing.Member;
import org.etcdrecovery.core.testing.MemberProcess;
import org.etcdrecovery.core.testing.RealCluster;
import org.etcdrecovery.core.testing.RealCluster.HashKv;
import org.etcdrecovery.core.testing.RealSnapshot;
import org.etcdrecovery.core.testing.SnapshotContent;
import org.etcdrecovery.core.testing.Snapshots;
import org.etcdrecovery.core.testing.Tool;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Real servers start from what we restore, and serve everything that the snapshot holds. */
@Tag("judge")
@Execution(ExecutionMode.CONCURRENT)
class RestoredClusterTest {
    private static final String WRITTEN = "/written/after/the/restore";
    private static final String COMPACTED = "required revision has been compacted";

    @TempDir
    private Path directory;

    /**
     * One restore and the servers that start from it.
     *
     * @param made    the version that made the snapshot
     * @param content what it holds
     * @param server  the version that starts from it
     * @param members how many members the new cluster has
     * @param bump    whether the revision is raised and marked compacted
     */
    record Scenario(EtcdVersion made, SnapshotContent content, EtcdVersion server, int members, boolean bump) {
        /** The same on its own version. */
        static Scenario own(EtcdVersion version, SnapshotContent content, int members, boolean bump) {
            return new Scenario(version, content, version, members, bump);
        }

        /** A 3.4 server refuses HashKV at a compacted revision. */
        boolean hashCanBeAskedByRevision() {
            boolean compacted = bump || content == SnapshotContent.TOMBSTONE
                    || content == SnapshotContent.LAST_TOMBSTONE;
            return server != EtcdVersion.V3_4 || !compacted;
        }
    }

    /** Every version that can read another's storage version starts from it; 3.5 ignores it. */
    static Stream<Scenario> everyServerThatCanReadEverySnapshot() {
        return Arrays.stream(EtcdVersion.values())
                .flatMap(made -> Arrays.stream(EtcdVersion.values())
                        .filter(server -> server.compareTo(made) >= 0 || server == EtcdVersion.V3_5
                                || made == EtcdVersion.V3_5)
                        .map(server -> new Scenario(made, SnapshotContent.COMPACTED, server,
                                made == server ? 3 : 1, server.compareTo(made) > 0)));
    }

    static Stream<Scenario> everyContent() {
        return Stream.of(Scenario.own(EtcdVersion.V3_4, SnapshotContent.EMPTY, 1, false),
                Scenario.own(EtcdVersion.V3_4, SnapshotContent.LAST_TOMBSTONE, 1, false),
                Scenario.own(EtcdVersion.V3_5, SnapshotContent.HISTORY, 1, false),
                Scenario.own(EtcdVersion.V3_5, SnapshotContent.TOMBSTONE, 1, true),
                Scenario.own(EtcdVersion.V3_5, SnapshotContent.AUTH, 3, true),
                Scenario.own(EtcdVersion.V3_6, SnapshotContent.LEARNER, 1, false),
                Scenario.own(EtcdVersion.V3_6, SnapshotContent.THREE_MEMBERS, 3, true),
                Scenario.own(EtcdVersion.V3_6, SnapshotContent.EMPTY, 1, true),
                Scenario.own(EtcdVersion.V3_7, SnapshotContent.AUTH, 1, false),
                Scenario.own(EtcdVersion.V3_7, SnapshotContent.HISTORY, 3, true),
                Scenario.own(EtcdVersion.V3_7, SnapshotContent.LAST_TOMBSTONE, 1, false));
    }

    @ParameterizedTest
    @MethodSource({"everyServerThatCanReadEverySnapshot", "everyContent"})
    void holdsWhatTheSnapshotHeld(Scenario scenario) throws IOException {
        RealSnapshot snapshot = Snapshots.of(scenario.made, scenario.content);
        List<Member> members = Member.onFreePorts(directory, scenario.members);
        RestorePlan plan = Restores.restore(snapshot.file(), scenario.server, members, scenario.bump);
        assertThat(plan.revisions().last()).isEqualTo(
                scenario.bump ? plan.revisions().snapshot() + Restores.BUMP : snapshot.revision());

        try (RealCluster cluster = RealCluster.start(scenario.server, members)) {
            login(cluster, scenario.content);
            assertHolds(cluster, snapshot.keys());
            assertHash(cluster, 0, plan, scenario.content);
            if (scenario.bump) {
                assertWatchIsRefused(cluster, snapshot.revision(), scenario.content);
            }

            JsonNode put = cluster.gateway().put(WRITTEN, "value");
            assertThat(put.get("header").get("revision").asLong()).isEqualTo(plan.revisions().last() + 1);
            cluster.restart();

            login(cluster, scenario.content);
            assertThat(cluster.gateway().revision()).isEqualTo(plan.revisions().last() + 1);
            assertHolds(cluster, snapshot.keys(), plan.revisions().last() + 1);
            if (scenario.hashCanBeAskedByRevision()) {
                assertHash(cluster, plan.revisions().last(), plan, scenario.content);
            }
            cluster.gateway().delete(WRITTEN);
        }
    }

    @ParameterizedTest
    @EnumSource(EtcdVersion.class)
    void aLearnerFollowsAndCanBePromoted(EtcdVersion version) throws IOException {
        RealSnapshot snapshot = Snapshots.of(version, SnapshotContent.COMPACTED);
        List<Member> members = Member.onFreePorts(directory, 2);
        List<MemberRequest> requests = List.of(Restores.request(members.get(0)),
                Restores.learner(members.get(1)));
        RestorePlan plan = Restores.restore(snapshot.file(), requests,
                // A learner with the lowest ID would stop the servers if it came first in the log.
                request -> request.token(tokenThatPutsTheLearnerFirst(snapshot.file(), requests)));

        try (RealCluster voter = RealCluster.start(version, members.subList(0, 1));
                MemberProcess learner = MemberProcess.start(version, members.get(1), members, List.of())) {
            MemberId id = plan.learners().getFirst().id();
            assertThat(learners(voter)).containsExactly(Long.toUnsignedString(id.value()));
            voter.await("in step with its learner", () -> promote(voter, id));
            voter.await("without learners", () -> learners(voter).isEmpty());
            voter.await("two voters", () -> isReadable(learner.gateway()));
            assertThat(learner.gateway().keys()).isEqualTo(snapshot.keys());
        }
    }

    @ParameterizedTest
    @EnumSource(value = EtcdVersion.class, names = {"V3_5", "V3_7"})
    void anAlarmIsCarriedOverUnlessItIsCleared(EtcdVersion version) throws IOException {
        RealSnapshot snapshot = Snapshots.of(version, SnapshotContent.ALARM);
        List<Member> kept = Member.onFreePorts(directory.resolve("kept"), 1);
        Restores.restore(snapshot.file(), version, kept, false);
        try (RealCluster cluster = RealCluster.start(version, kept)) {
            assertHolds(cluster, snapshot.keys());
            assertThatThrownBy(() -> cluster.gateway().put("/refused", "")).hasMessageContaining("database space");
        }
        List<Member> cleared = Member.onFreePorts(directory.resolve("cleared"), 1);
        Restores.restore(snapshot.file(), Restores.requests(cleared), request -> request.clearAlarms(true));
        try (RealCluster cluster = RealCluster.start(version, cleared)) {
            assertHolds(cluster, snapshot.keys());
            cluster.gateway().put("/accepted", "");
        }
    }

    @Test
    void theLogMayStandElsewhere() throws IOException {
        RealSnapshot snapshot = Snapshots.of(EtcdVersion.V3_6, SnapshotContent.TOMBSTONE);
        Path wal = directory.resolve("wal");
        Member member = Member.onFreePorts(directory, 1).getFirst().withFlags("--wal-dir=" + wal);
        Restores.restore(snapshot.file(), List.of(new MemberRequest(member.name(),
                List.of(member.peerUrl().toString()), List.of(), Optional.of(member.dataDir()), Optional.of(wal),
                false)), request -> request);
        assertThat(member.dataDir().resolve("member/wal")).doesNotExist();
        try (RealCluster cluster = RealCluster.start(EtcdVersion.V3_6, List.of(member))) {
            assertHolds(cluster, snapshot.keys());
            cluster.gateway().put(WRITTEN, "value");
            cluster.restart();
            assertHolds(cluster, snapshot.keys(), snapshot.revision() + 1);
        }
        assertThat(member.dataDir().resolve("member/wal")).doesNotExist();
        assertThat(Files.isDirectory(wal)).isTrue();
    }

    private static void login(RealCluster cluster, SnapshotContent content) {
        if (content == SnapshotContent.AUTH) {
            cluster.members().forEach(member -> member.gateway().authenticate("root", "root"));
        }
    }

    private static void assertHolds(RealCluster cluster, List<LiveKey> keys) {
        assertThat(cluster.members()).allSatisfy(member -> assertThat(member.gateway().keys()).isEqualTo(keys));
    }

    /** And the key that was written after the restore. */
    private static void assertHolds(RealCluster cluster, List<LiveKey> keys, long written) {
        assertThat(cluster.members()).allSatisfy(member -> {
            List<LiveKey> now = member.gateway().keys();
            assertThat(now).hasSize(keys.size() + 1).containsAll(keys);
            assertThat(now).filteredOn(key -> key.modRevision() == written).hasSize(1);
        });
    }

    private static void assertHash(RealCluster cluster, long revision, RestorePlan plan, SnapshotContent content) {
        List<HashKv> hashes = cluster.hashKv(revision, content.credentials().toArray());
        assertThat(hashes).extracting(HashKv::hash)
                .containsOnly(Integer.toUnsignedLong(plan.hashKv()))
                .hasSize(plan.members().size());
        if (plan.revisions().marksCompacted()) {
            assertThat(hashes).extracting(HashKv::compactRevision).containsOnly(plan.revisions().last());
        }
    }

    private static void assertWatchIsRefused(RealCluster cluster, long revision, SnapshotContent content) {
        Tool.Result watch = cluster.etcdctl(0)
                .with(content.credentials().toArray())
                .run("watch", "/any", "--rev=" + revision);
        assertThat(watch.exitCode()).isNotZero();
        assertThat(watch.stdout() + watch.stderr()).contains(COMPACTED);
    }

    private static String tokenThatPutsTheLearnerFirst(Path snapshot, List<MemberRequest> requests) {
        return IntStream.range(0, 100)
                .mapToObj(number -> "token-" + number)
                .filter(token -> {
                    RestorePlan plan = plan(snapshot, requests, token);
                    return plan.learners().getFirst().id().compareTo(plan.voters().getFirst().id()) < 0;
                })
                .findFirst()
                .orElseThrow();
    }

    private static RestorePlan plan(Path snapshot, List<MemberRequest> requests, String token) {
        try {
            return RestoreFixture.plan(snapshot, requests, request -> request.token(token));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> learners(RealCluster cluster) {
        return cluster.gateway()
                .post("/v3/cluster/member/list", Gateway.request())
                .get("members")
                .valueStream()
                .filter(member -> member.path("isLearner").asBoolean(false))
                .map(member -> member.get("ID").asString())
                .toList();
    }

    private static boolean promote(RealCluster cluster, MemberId id) {
        try {
            cluster.gateway()
                    .post("/v3/cluster/member/promote", Gateway.request().put("ID", Long.toUnsignedString(id.value())));
            return true;
        } catch (AssertionError notInStepYet) {
            return false;
        }
    }

    private static boolean isReadable(Gateway member) {
        try {
            member.keys();
            return true;
        } catch (AssertionError notYet) {
            return false;
        }
    }
}
