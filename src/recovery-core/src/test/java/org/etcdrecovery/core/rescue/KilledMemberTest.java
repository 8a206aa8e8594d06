package org.etcdrecovery.core.rescue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.etcdrecovery.core.files.ProcessLock;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.rescue.replay.Replay;
import org.etcdrecovery.core.rescue.replay.ReplayOptions;
import org.etcdrecovery.core.rescue.replay.ReplayResult;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Gateway;
import org.etcdrecovery.core.testing.Member;
import org.etcdrecovery.core.testing.MemberProcess;
import org.etcdrecovery.core.testing.RealCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real members killed before everything reached their databases, and what they hold when they start again. */
class KilledMemberTest {
    /** Nothing is flushed from memory to the database on a timer, so only the log holds the last writes. */
    private static final String NO_COMMITS = "--backend-batch-interval=1h";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void whatOnlyTheLogHoldsComesBackWhenItStarts(EtcdVersion version) throws IOException {
        List<Member> members = Member.onFreePorts(directory, 1);
        found(version, members);
        long revision;
        String id;
        try (RealCluster cluster = RealCluster.start(version, members, NO_COMMITS)) {
            Gateway etcd = cluster.gateway();
            id = etcd.status().get("header").get("member_id").asString();
            write(etcd);
            revision = etcd.revision();
            assertHeld(members.getFirst());
            cluster.member(0).pause();
            assertHeld(members.getFirst());
            cluster.member(0).kill();
        }

        MemberDirectory dead = DirectoryAssessor.assess(members.getFirst().dataDir(), Progress.NONE);

        assertThat(dead.findings()).noneMatch(finding -> !finding.summary().contains("from etcd 3.4"));
        assertThat(Long.toUnsignedString(dead.log().orElseThrow().memberId().value())).isEqualTo(id);
        assertThat(dead.member().orElseThrow().name()).isEqualTo("m1");
        assertThat(dead.isOnlyVoter()).isTrue();
        assertThat(dead.lock().state()).isNotEqualTo(ProcessLock.State.HELD);
        LogTail tail = dead.tail().orElseThrow();
        assertThat(count(tail, EntryKind.PUT)).isEqualTo(40);
        assertThat(count(tail, EntryKind.TXN)).isEqualTo(1);
        assertThat(count(tail, EntryKind.LEASE_GRANT)).isEqualTo(1);
        assertThat(count(tail, EntryKind.UNREADABLE)).isZero();
        assertThat(dead.db().orElseThrow().revision()).isEqualTo(revision - 41);
        assertThat(tail.afterAll().orElseThrow().exact()).isEqualTo(OptionalLong.of(revision));
        Member copy = copyOf(members.getFirst());
        try (RealCluster again = RealCluster.start(version, List.of(copy))) {
            assertThat(again.gateway().revision()).isEqualTo(revision);
        }
    }

    @Test
    void ranksMembersThatStoppedAtDifferentMoments() throws IOException {
        List<Member> members = Member.onFreePorts(directory, 3);
        long early;
        long late;
        try (RealCluster cluster = RealCluster.start(EtcdVersion.V3_6, members)) {
            cluster.gateway().put("early", "1");
            early = cluster.gateway().revision();
            cluster.await("told",
                    () -> cluster.members().stream().allMatch(each -> each.gateway().revision() == early));
            cluster.member(2).stop();
            MemberProcess first = cluster.member(0);
            for (int i = 0; i < 20; i++) {
                first.gateway().put("late" + i, "1");
            }
            first.gateway().delete("late0");
            first.gateway().delete("never there");
            late = first.gateway().revision();
            cluster.member(1).kill();
            first.stop();
        }
        List<MemberDirectory> dead = Stream.of(0, 1, 2).map(i -> assess(members.get(i))).toList();

        Ranking ranking = Ranker.rank(dead, Optional.empty());

        assertThat(dead.get(0).db().orElseThrow().revision()).isEqualTo(late);
        assertThat(dead.get(2).db().orElseThrow().revision()).isEqualTo(early);
        assertThat(ranking.recommended().orElseThrow().directory().db().orElseThrow().revision()).isEqualTo(late);
        assertThat(ranking.members().getLast().name()).isEqualTo("m3.etcd");
        assertThat(ranking.members().getLast().choosing()).isEqualTo(
                "Choosing it would lose 21 revisions: " + (early + 1) + " to " + late + ".");
        RevisionBounds killed = dead.get(1).tail().orElseThrow().afterAll().orElseThrow();
        assertThat(late).isBetween(killed.least(), killed.most());
        assertThat(ranking.notices()).noneMatch(notice -> notice.startsWith("No directory of"));
        assertThat(Ranker.rank(List.of(dead.get(0), dead.get(2)), Optional.empty()).notices())
                .anyMatch(notice -> notice.startsWith("No directory of m2 was given."));
    }

    private static void found(EtcdVersion version, List<Member> members) {
        try (RealCluster cluster = RealCluster.start(version, members)) {
            cluster.gateway().put("in the database", "1");
            if (version.hasStorageVersion()) {
                // Setting it later would flush everything to the database.
                cluster.await("at its storage version",
                        () -> cluster.gateway()
                                .status()
                                .path("storageVersion")
                                .asString("")
                                .startsWith(version.minor()));
            }
            cluster.member(0).stop();
        }
    }

    private static void write(Gateway etcd) {
        for (int i = 0; i < 40; i++) {
            etcd.put("key" + i % 7, "value " + i);
        }
        etcd.grantLease(0x77, 3600);
        etcd.txn(Gateway.putOperation("a", "1"), Gateway.putOperation("b", "2"));
    }

    private static void assertHeld(Member running) throws IOException {
        MemberDirectory found = DirectoryAssessor.assess(running.dataDir(), Progress.NONE);
        if (found.lock().state() != ProcessLock.State.UNKNOWN) {
            assertThat(found.lock().state()).isEqualTo(ProcessLock.State.HELD);
            assertThat(found.lock().pid()).isPositive();
            assertThat(found.findings()).anyMatch(finding -> finding.summary()
                    .equals("The member seems to be running: process " + found.lock().pid()
                            + " holds its database or its log"));
            try (Replay replay = Replay.of(found, ReplayOptions.DEFAULT, Progress.NONE)) {
                ReplayResult result = replay.result();
                assertThat(result.to().revision() - result.from().revision()).isEqualTo(41);
                assertThat(replay.decisions()).extracting(Finding::code).contains(RescueCode.LOCKED);
            }
        }
    }

    private static long count(LogTail tail, EntryKind kind) {
        return Stream.of(tail.committed().kinds(), tail.maybe().kinds())
                .mapToLong((Map<EntryKind, Long> kinds) -> kinds.getOrDefault(kind, 0L))
                .sum();
    }

    private static MemberDirectory assess(Member member) {
        try {
            return DirectoryAssessor.assess(member.dataDir(), Progress.NONE);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Member copyOf(Member member) throws IOException {
        Path target = directory.resolve("copy.etcd");
        try (Stream<Path> files = Files.walk(member.dataDir())) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(member.dataDir().relativize(file).toString()));
            }
        }
        return new Member(member.name(), target, member.peerUrl(), member.clientUrl(), member.flags());
    }
}
