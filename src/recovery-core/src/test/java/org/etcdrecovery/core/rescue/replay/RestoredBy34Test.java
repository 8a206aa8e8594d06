package org.etcdrecovery.core.rescue.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.SoftAssertions;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.rescue.Agreement;
import org.etcdrecovery.core.rescue.DirectoryAssessor;
import org.etcdrecovery.core.rescue.MemberDirectory;
import org.etcdrecovery.core.rescue.Ranker;
import org.etcdrecovery.core.rescue.RescueCode;
import org.etcdrecovery.core.rescue.Triage;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Judges;
import org.etcdrecovery.core.testing.LongRun;
import org.etcdrecovery.core.testing.Member;
import org.etcdrecovery.core.testing.RealSnapshot;
import org.etcdrecovery.core.testing.SnapshotContent;
import org.etcdrecovery.core.testing.Snapshots;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Members that etcdctl 3.4 restored: their databases still list the members of the cluster before. */
class RestoredBy34Test {
    @TempDir
    private Path directory;

    @Test
    void theMembersAreThoseOfTheLog() throws IOException {
        List<Member> members = Member.onFreePorts(directory, 3);
        restore(members);

        List<MemberDirectory> found = new ArrayList<>();
        for (Member member : members) {
            found.add(DirectoryAssessor.assess(member.dataDir(), Progress.NONE));
        }

        for (int i = 0; i < found.size(); i++) {
            MemberDirectory directory = found.get(i);
            assertThat(directory.findings()).extracting(Finding::code).doesNotContain(RescueCode.NOT_A_MEMBER);
            assertThat(directory.member().orElseThrow().name()).isEqualTo(members.get(i).name());
            assertThat(directory.db().orElseThrow().members()).hasSize(3);
        }
        assertThat(Ranker.rank(found, Optional.empty()).notices())
                .noneMatch(notice -> notice.startsWith("No directory of"));
        Agreement agreement = Triage.of(found, Progress.NONE).agreement().orElseThrow();
        assertThat(agreement.groups()).singleElement().satisfies(group -> assertThat(group.voters()).isEqualTo(3));
        assertThat(agreement.ignored()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"V3_4", "V3_5"})
    void aKilledOneIsRescuedAsItsServerRecoversIt(EtcdVersion version) throws IOException {
        assumeTrue(version == EtcdVersion.V3_4 || LongRun.times(0, 1) == 1, "a part of packaging/test --long");
        Member member = Member.onFreePorts(directory, 1).getFirst();
        restore(List.of(member));
        SoftAssertions soft = new SoftAssertions();

        KilledMember dead = KilledMember.of(version, member, KilledMember.DATABASE_LAGS,
                cluster -> new ReplayLoad(cluster.gateway(), 7, 300).keys(30), soft);

        MemberDirectory found = dead.compare("restored by 3.4");
        soft.assertThat(found.findings()).extracting(Finding::code).doesNotContain(RescueCode.NOT_A_MEMBER);
        soft.assertThat(found.isOnlyVoter()).isTrue();
        soft.assertAll();
    }

    private static void restore(List<Member> members) {
        RealSnapshot snapshot = Snapshots.of(EtcdVersion.V3_4, SnapshotContent.HISTORY);
        for (Member member : members) {
            Judges.snapshotTool(EtcdVersion.V3_4)
                    .run("snapshot", "restore", snapshot.file(), "--data-dir", member.dataDir(), "--name",
                            member.name(), "--initial-cluster", Member.initialCluster(members),
                            "--initial-advertise-peer-urls", member.peerUrl())
                    .ok();
        }
    }
}
