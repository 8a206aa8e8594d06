package org.etcdrecovery.core.cluster.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.etcdrecovery.core.cluster.Recovery;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.prove.ProofCheck.Outcome;
import org.etcdrecovery.core.cluster.prove.ProofCheck.Subject;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.restore.Restorer;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Gateway;
import org.etcdrecovery.core.testing.Member;
import org.etcdrecovery.core.testing.MemberProcess;
import org.etcdrecovery.core.testing.RealCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a proof finds wrong, and what it must accept. */
@Execution(ExecutionMode.CONCURRENT)
class ProverTest {
    private static final long BUMP = 1_000_000;

    @TempDir
    Path directory;

    /** 3.4 refuses the hash after a bump, so keys are compared there. */
    @ParameterizedTest
    @EnumSource(names = {"V3_4", "V3_6"})
    void findsOneRecordThatDiffersOnOneMember(EtcdVersion version) throws Exception {
        Path snapshot = snapshot(version, "sound.db", 30);
        List<Member> members = newMembers();
        RestorePlan plan = Recovery.restore(snapshot, version, members, "token", BUMP);
        tamper(members.get(1));
        try (RealCluster cluster = RealCluster.start(version, members)) {
            Proof proof = prove(plan, cluster, 60);
            assertThat(proof.proven()).isFalse();
            assertThat(failed(proof)).containsExactlyElementsOf(version == EtcdVersion.V3_4
                    ? List.of(Subject.KEYS)
                    : List.of(Subject.HASH_KV, Subject.KEYS, Subject.AGREEMENT));
            assertThat(check(proof, Subject.KEYS).remark())
                    .isEqualTo("On m2: /one/key7 differs from the snapshot.");
        }
    }

    /** A bump leaves a record with an empty key, which the tools count but no member serves. */
    @ParameterizedTest
    @EnumSource(names = {"V3_4", "V3_6"})
    void provesWhatWasRestoredWithABumpTwice(EtcdVersion version) throws Exception {
        List<Member> first = Member.onFreePorts(Files.createDirectories(directory.resolve("first")), 1);
        Recovery.restore(snapshot(version, "sound.db", 5), version, first, "first", BUMP);
        Path again = directory.resolve("again.db");
        try (RealCluster cluster = RealCluster.start(version, first)) {
            Recovery.save(endpoint(cluster), again);
        }
        List<Member> members = newMembers();
        RestorePlan plan = Recovery.restore(again, version, members, "second", BUMP);
        assertThat(plan.livingKeys()).isEqualTo(6);
        try (RealCluster cluster = RealCluster.start(version, members)) {
            Proof proof = prove(plan, cluster, 60);
            assertThat(proof.proven()).as("%s", proof).isTrue();
        }
    }

    @Test
    void acceptsWritesDeletesCompactionAndLeasesThatRanOut() throws Exception {
        EtcdVersion version = EtcdVersion.V3_6;
        Path snapshot = snapshot(version, "sound.db", 30);
        List<Member> members = newMembers();
        RestorePlan plan = Recovery.restore(snapshot, version, members, "token", 0);
        try (RealCluster cluster = RealCluster.start(version, members)) {
            cluster.gateway().revokeLease(7);
            cluster.gateway().put("/one/key1", "written since");
            cluster.gateway().put("/one/new", "new");
            cluster.gateway().delete("/one/key2");
            Proof before = prove(plan, cluster, 60);
            assertThat(before.proven()).as("%s", before).isTrue();
            assertThat(check(before, Subject.HASH_KV).outcome()).isEqualTo(Outcome.PASSED);
            assertThat(check(before, Subject.REVISION).remark()).isEqualTo("There were 4 writes since the restore.");

            cluster.gateway().compact(plan.revisions().last() - 10);
            Proof between = prove(plan, cluster, 60);

            assertThat(between.proven()).as("%s", between).isTrue();
            assertThat(check(between, Subject.HASH_KV)).as("compacted below what was restored")
                    .extracting(ProofCheck::outcome, ProofCheck::remark)
                    .containsExactly(Outcome.PASSED,
                            "The planned data has this hash after the compaction since the restore.");

            cluster.gateway().compact(cluster.gateway().revision());
            Proof after = prove(plan, cluster, 60);

            assertThat(after.proven()).as("%s", after).isTrue();
            assertThat(check(after, Subject.HASH_KV).outcome()).isEqualTo(Outcome.SKIPPED);
            assertThat(check(after, Subject.KEYS).seen()).isEqualTo("28 the same, 2 written since, 1 missing");
        }
    }

    @Test
    void findsAMemberThatWasRestoredFromAnotherFile() throws Exception {
        EtcdVersion version = EtcdVersion.V3_6;
        Path one = snapshot(version, "one.db", 30);
        Path other = snapshot(version, "other.db", 31);
        List<Member> members = newMembers();
        RestorePlan plan = Recovery.plan(one, version, members, "token", 0);
        List<Member> firstTwo = members.subList(0, 2);
        restoreOnly(one, version, members, firstTwo);
        restoreOnly(other, version, members, members.subList(2, 3));
        try (RealCluster cluster = RealCluster.start(version, members)) {
            Proof proof = prove(plan, cluster, 60);
            // The other file starts with the same history and has one more key.
            assertThat(failed(proof)).containsExactly(Subject.AGREEMENT);
        }
    }

    /** What it does not excuse: another member that is silent, and data that differ. */
    @Test
    void aMemberThatWasLeftOutStaysOpenAndExcusesNothingElse() throws Exception {
        EtcdVersion version = EtcdVersion.V3_6;
        Path snapshot = snapshot(version, "sound.db", 10);
        List<Member> members = newMembers();
        RestorePlan plan = Recovery.restore(snapshot, version, members, "token", BUMP);
        try (RealCluster cluster = RealCluster.start(version, members)) {
            assertThat(without(plan, cluster, Set.of("m3")).checks()).as("one that answers is not left out")
                    .extracting(ProofCheck::subject)
                    .doesNotContain(Subject.LEFT_OUT);
            cluster.member(2).kill();

            Proof proof = without(plan, cluster, Set.of("m3"));

            assertThat(proof.proven()).as("%s", proof).isTrue();
            assertThat(check(proof, Subject.MEMBERS_ANSWER)).extracting(ProofCheck::expected, ProofCheck::seen)
                    .containsExactly("all 2 others", "2 of 2");
            assertThat(check(proof, Subject.LEFT_OUT)).extracting(ProofCheck::outcome, ProofCheck::expected)
                    .containsExactly(Outcome.SKIPPED,
                            "to come later: m3");
            assertThat(failed(without(plan, cluster, Set.of("m2")))).as("another one is silent")
                    .containsExactly(Subject.MEMBERS_ANSWER);
            assertThat(failed(prove(plan, cluster, 1))).containsExactly(Subject.MEMBERS_ANSWER);
            cluster.member(1).kill();
            assertThat(failed(without(plan, cluster, Set.of("m2", "m3")))).as("no majority")
                    .contains(Subject.LINEARIZABLE_READ);
        }
    }

    @Test
    void findsAnOldMemberThatIsStillAliveUnderTheSameToken() throws Exception {
        EtcdVersion version = EtcdVersion.V3_6;
        List<Member> members = newMembers();
        Path snapshot = directory.resolve("old.db");
        try (RealCluster cluster = RealCluster.start(version, members, "--initial-cluster-token=same")) {
            fill(cluster.gateway(), 30);
            Recovery.save(endpoint(cluster), snapshot);
            cluster.member(0).kill();
            cluster.member(1).kill();
            List<Member> fresh = members.subList(0, 2)
                    .stream()
                    .map(old -> new Member(old.name(), directory.resolve(old.name() + ".new"), old.peerUrl(),
                            old.clientUrl(), List.of()))
                    .toList();
            RestorePlan plan = Recovery.plan(snapshot, version,
                    List.of(fresh.get(0), fresh.get(1), elsewhere(members.get(2))), "same", BUMP);
            restore(plan);
            // The two new members find the old third one, which has the ID that the plan gives the new third one.
            try (var one = MemberProcess.start(version, fresh.get(0), members, List.of());
                    var two = MemberProcess.start(version, fresh.get(1), members,
                            List.of())) {
                Proof proof = Prover.prove(new ProofRequest(plan, Recovery.connection(members), false,
                        Duration.ofSeconds(10)), check -> {}, Progress.NONE);
                assertThat(proof.proven()).as("%s %s %s", proof, one.isRunning(), two.isRunning()).isFalse();
            }
        }
    }

    /** At once: nobody waits an hour for an old member to become the planned one. */
    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void namesAStrangerAndAClusterOfAnotherToken() throws Exception {
        EtcdVersion version = EtcdVersion.V3_6;
        Path snapshot = snapshot(version, "sound.db", 5);
        List<Member> members = newMembers().subList(0, 1);
        RestorePlan plan = Recovery.plan(snapshot, version, members, "planned", 0);
        Recovery.restore(snapshot, version, members, "another", 0);
        try (RealCluster cluster = RealCluster.start(version, members)) {
            ConnectionSettings settings = Recovery
                    .connection(cluster.members().stream().map(MemberProcess::member).toList());
            Proof proof = Prover.prove(new ProofRequest(plan, settings, false, Duration.ofHours(1)), check -> {},
                    Progress.NONE);
            assertThat(failed(proof)).containsExactly(Subject.MEMBERS_ANSWER, Subject.CLUSTER_ID, Subject.MEMBERSHIP);
            assertThat(check(proof, Subject.MEMBERS_ANSWER).remark()).endsWith("members of another cluster did.");
            assertThat(proof.checks()).as("what the other cluster says proves nothing, either way")
                    .filteredOn(check -> !failed(proof).contains(check.subject()))
                    .allSatisfy(check -> {
                        assertThat(check.outcome()).isEqualTo(Outcome.SKIPPED);
                        assertThat(check.remark()).startsWith("Only members of another cluster answer");
                    });
            assertThat(check(proof, Subject.MEMBERSHIP).remark())
                    .startsWith("Members that are not in the plan answer: ");
        }
    }

    @Test
    void saysOnceWhatToDoAboutMembersThatFailAlike() throws Exception {
        List<Member> members = newMembers();
        RestorePlan plan = Recovery.plan(Path.of("src/test/samples/kubernetes.db"), EtcdVersion.V3_6, members,
                "token", 0);

        Proof proof = Prover.prove(new ProofRequest(plan, Recovery.connection(members), false, Duration.ZERO),
                check -> {}, Progress.NONE);

        assertThat(check(proof, Subject.MEMBERS_ANSWER).remark()).containsOnlyOnce("The host is up")
                .contains(members.stream().map(member -> member.clientUrl().getAuthority()).toList());
    }

    /** The others know no client URL of a member before its first start, but the plan does. */
    @Test
    void saysOfAMemberThatNeverStartedWhatIsAtItsClientUrl() throws Exception {
        EtcdVersion version = EtcdVersion.V3_6;
        List<Member> members = newMembers();
        RestorePlan plan = Recovery.restore(snapshot(version, "sound.db", 5), version, members, "token", 0);
        try (RealCluster cluster = RealCluster.start(version, members.subList(0, 2))) {
            cluster.awaitHealthy();

            Proof proof = Prover.prove(new ProofRequest(plan, Recovery.connection(members), false, Duration.ZERO),
                    check -> {}, Progress.NONE);

            assertThat(check(proof, Subject.MEMBERS_ANSWER).remark())
                    .contains("Nothing listens on " + members.get(2).clientUrl().getAuthority())
                    .doesNotContain("published");
        }
    }

    private static Member elsewhere(Member member) {
        return new Member(member.name(), member.dataDir().resolveSibling(member.name() + ".never"), member.peerUrl(),
                member.clientUrl(), List.of());
    }

    private static void restore(RestorePlan plan) throws Exception {
        Restorer.restore(plan, Progress.NONE);
    }

    /** Writes the directories of some members of a cluster, and those of the others elsewhere. */
    private void restoreOnly(Path snapshot, EtcdVersion version, List<Member> all, List<Member> some) throws Exception {
        List<Member> targets = all.stream()
                .map(member -> some.contains(member)
                        ? member
                        : new Member(member.name(), directory.resolve(snapshot.getFileName() + "." + member.name()),
                                member.peerUrl(), member.clientUrl(), List.of()))
                .toList();
        Recovery.restore(snapshot, version, targets, "token", 0);
    }

    private static Proof prove(RestorePlan plan, RealCluster cluster, int seconds) throws Exception {
        return Prover.prove(new ProofRequest(plan, Recovery.connection(cluster), false, Duration.ofSeconds(seconds)),
                check -> {}, Progress.NONE);
    }

    private static Proof without(RestorePlan plan, RealCluster cluster, Set<String> leftOut) throws Exception {
        return Prover.prove(new ProofRequest(plan, Recovery.connection(cluster), false, Duration.ofSeconds(5),
                SnapshotOpener.plain(), leftOut), check -> {}, Progress.NONE);
    }

    private static List<Subject> failed(Proof proof) {
        return proof.checks()
                .stream()
                .filter(check -> check.outcome() == Outcome.FAILED)
                .map(ProofCheck::subject)
                .toList();
    }

    private static ProofCheck check(Proof proof, Subject subject) {
        return proof.checks().stream().filter(check -> check.subject() == subject).findAny().orElseThrow();
    }

    /** Changes a value to another of the same length, as a bad disk or a person might. */
    private static void tamper(Member member) throws Exception {
        Path db = member.dataDir().resolve("member/snap/db");
        String text = Files.readString(db, StandardCharsets.ISO_8859_1);
        assertThat(text).contains("value7.");
        Files.writeString(db, text.replace("value7.", "value8."), StandardCharsets.ISO_8859_1);
    }

    private Path snapshot(EtcdVersion version, String name, int keys) throws Exception {
        Path target = directory.resolve(name);
        try (RealCluster cluster = RealCluster.fresh(version,
                Files.createDirectory(directory.resolve(name + ".cluster")),
                1)) {
            fill(cluster.gateway(), keys);
            Recovery.save(endpoint(cluster), target);
        }
        return target;
    }

    private static void fill(Gateway gateway, int keys) {
        gateway.grantLease(7, 600);
        gateway.put("/one/leased".getBytes(StandardCharsets.UTF_8), new byte[3], 7);
        // Overwritten below, so that a compaction removes something.
        gateway.put("/one/key0", "first");
        for (int i = 0; i < keys; i++) {
            gateway.put("/one/key" + i, "value" + i + ".");
        }
    }

    private static Endpoint endpoint(RealCluster cluster) throws Exception {
        return Endpoint.parse(cluster.member(0).member().clientUrl().toString(), false);
    }

    private List<Member> newMembers() throws Exception {
        return Member.onFreePorts(Files.createDirectories(directory.resolve("new")), 3);
    }
}
