package org.etcdrecovery.core.rescue.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.keyspace.ApplyRules;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.rescue.DirectoryAssessor;
import org.etcdrecovery.core.rescue.MemberDirectory;
import org.etcdrecovery.core.rescue.Ranker;
import org.etcdrecovery.core.snapshot.Verdict;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Member;
import org.etcdrecovery.core.testing.MemberProcess;
import org.etcdrecovery.core.testing.RealCluster;
import org.etcdrecovery.core.testing.Records;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Members that were killed while their database lagged far behind their log: what is rescued from a copy equals, record for
 * record, what the server itself makes of another copy.
 */
@Execution(ExecutionMode.CONCURRENT)
class RescuedMemberTest {
    @TempDir
    private Path directory;

    /** The database is that of a moment long before, as after a crash of a server that had not written to it since. */
    @ParameterizedTest
    @EnumSource
    void equalsWhatTheServerMakesOfTheSameDirectory(EtcdVersion version) throws IOException {
        Member member = Member.onFreePorts(directory, 1).getFirst();
        Path early = directory.resolve("early.db");
        try (RealCluster cluster = RealCluster.start(version, List.of(member))) {
            ReplayLoad load = new ReplayLoad(cluster.gateway(), 1, 30_000);
            load.keys(60);
            cluster.member(0).stop();
            Files.copy(Judge.database(member), early);
            cluster.member(0).restart();
            cluster.awaitHealthy();
            load.keys(150);
            load.expire();
            load.alarm();
            load.keys(60);
            load.auth();
            cluster.member(0).kill();
        }
        Files.copy(early, Judge.database(member), StandardCopyOption.REPLACE_EXISTING);
        Path out = directory.resolve("rescued.db");
        ReplayResult result = rescue(version, member, out);

        Path judged = Judge.recovered(version, List.of(Judge.copyOf(member, "judge")));

        assertThat(result.rejected().count()).isPositive();
        assertNamed(version, result, Judge.differences(Records.of(out), Records.of(judged)));
    }

    @ParameterizedTest
    @EnumSource
    void equalsWhatTheServerMakesOfTheLogAlone(EtcdVersion version) throws IOException {
        Member member = Member.onFreePorts(directory, 1).getFirst();
        try (RealCluster cluster = RealCluster.start(version, List.of(member))) {
            ReplayLoad load = new ReplayLoad(cluster.gateway(), 2, 2000);
            load.keys(200);
            load.expire();
            load.auth();
            cluster.member(0).kill();
        }
        Files.delete(Judge.database(member));
        Path out = directory.resolve("rescued.db");
        ReplayResult result = rescue(version, member, out);

        Path judged = Judge.recovered(version, List.of(Judge.copyOf(member, "judge")));

        assertThat(result.base()).isEmpty();
        assertNamed(version, result, Judge.differences(Records.of(out), Records.of(judged)));
    }

    /** What only the newest log holds is there, and a cluster restored from it has every acknowledged write. */
    @ParameterizedTest
    @EnumSource
    void equalsWhatThreeMembersMakeOfTheirDirectories(EtcdVersion version) throws IOException {
        List<Member> members = Member.onFreePorts(directory, 3);
        List<Path> early = new ArrayList<>();
        try (RealCluster cluster = RealCluster.start(version, members)) {
            ReplayLoad load = new ReplayLoad(cluster.gateway(), 3, 100_000);
            load.keys(40);
            for (int i = 0; i < members.size(); i++) {
                cluster.member(i).stop();
                early.add(Files.copy(Judge.database(members.get(i)), directory.resolve("early" + i)));
            }
            cluster.members().forEach(MemberProcess::restart);
            cluster.awaitHealthy();
            load.keys(120);
            load.expire();
            load.auth();
            cluster.members().forEach(MemberProcess::kill);
        }
        for (int i = 0; i < members.size(); i++) {
            Files.copy(early.get(i), Judge.database(members.get(i)), StandardCopyOption.REPLACE_EXISTING);
        }
        List<Member> copies = copies(members, "rescue-");
        List<MemberDirectory> directories = new ArrayList<>();
        for (Member copy : copies) {
            directories.add(DirectoryAssessor.assess(copy.dataDir(), Progress.NONE));
        }
        ChosenMember chosen = ChosenMember.choose(Ranker.rank(directories, Optional.empty())).orElseThrow();
        Path out = directory.resolve("rescued.db");
        ReplayResult result = rescue(version, chosen.member().directory(), out);

        Records judged = Records.of(Judge.recovered(version, copies(members, "judge-")));

        assertThat(chosen.overwritten()).isFalse();
        assertNamed(version, result, Judge.differences(Records.of(out), judged));
    }

    /**
     * That nothing differs but what no log determines: the passwords of 3.4, which are named, and whether the server had
     * stored its storage version, which it does on a timer. The judge was restarted, like the servers that the replay
     * follows where ranges in transactions are concerned.
     */
    private static void assertNamed(EtcdVersion version, ReplayResult result, List<String> differences) {
        boolean passwords = version == EtcdVersion.V3_4;
        Set<ReplayCode> named = EnumSet.noneOf(ReplayCode.class);
        result.uncertain().forEach(entry -> named.addAll(entry.uncertain()));
        assertThat(named).isSubsetOf(passwords ? ReplayCode.PASSWORDS : ReplayCode.TXN_RANGES, ReplayCode.TXN_RANGES);
        assertThat(differences)
                .allMatch(
                        name -> name.startsWith("meta/storageVersion") || (passwords && name.startsWith("authUsers/")));
        assertThat(result.findings()).noneMatch(finding -> finding.severity() == Severity.CARE
                && !named.contains(finding.code()));
    }

    private ReplayResult rescue(EtcdVersion version, Member member, Path out) throws IOException {
        Member copy = Judge.copyOf(member, "rescue");
        return rescue(version, DirectoryAssessor.assess(copy.dataDir(), Progress.NONE), out);
    }

    private static ReplayResult rescue(EtcdVersion version, MemberDirectory dead, Path out) throws IOException {
        try (Replay replay = Replay.of(dead, new ReplayOptions(false, ApplyRules.parse(version.full())),
                Progress.NONE)) {
            RescuedSnapshot written = replay.write(out, _ -> "{}");
            assertThat(written.inspection().verdict()).isIn(Verdict.RESTORABLE, Verdict.RESTORABLE_WITH_CARE);
            return replay.result();
        }
    }

    private static List<Member> copies(List<Member> members, String prefix) throws IOException {
        List<Member> copies = new ArrayList<>();
        for (Member member : members) {
            copies.add(Judge.copyOf(member, prefix + member.name()));
        }
        return copies;
    }
}
