package org.etcdrecovery.core.rescue.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.keyspace.ApplyRules;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.rescue.DirectoryAssessor;
import org.etcdrecovery.core.snapshot.Verdict;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Member;
import org.etcdrecovery.core.testing.RealCluster;
import org.etcdrecovery.core.testing.Records;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Members that were killed while their database lagged far behind their log: what is rescued from a copy equals, record for
 * record, what the server itself makes of another copy.
 */
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
            Files.copy(database(member), early);
            cluster.member(0).restart();
            cluster.awaitHealthy();
            load.keys(150);
            load.expire();
            load.alarm();
            load.keys(60);
            load.auth();
            cluster.member(0).kill();
        }
        Files.copy(early, database(member), StandardCopyOption.REPLACE_EXISTING);
        Path out = directory.resolve("rescued.db");
        ReplayResult result = rescue(version, member, out);

        Path judged = judge(version, copyOf(member, "judge"));

        assertThat(result.rejected().count()).isPositive();
        assertNamed(version, result, differences(Records.of(out), Records.of(judged)));
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
        Files.delete(database(member));
        Path out = directory.resolve("rescued.db");
        ReplayResult result = rescue(version, member, out);

        Path judged = judge(version, copyOf(member, "judge"));

        assertThat(result.base()).isEmpty();
        assertNamed(version, result, differences(Records.of(out), Records.of(judged)));
    }

    /**
     * That nothing differs but what no log determines: the passwords of 3.4, which are named, and whether the server had
     * stored its storage version, which it does on a timer.
     */
    private static void assertNamed(EtcdVersion version, ReplayResult result, List<String> differences) {
        boolean passwords = version == EtcdVersion.V3_4;
        assertThat(result.uncertain())
                .allMatch(entry -> passwords && entry.uncertain().equals(Set.of(ReplayCode.PASSWORDS)));
        assertThat(differences)
                .allMatch(
                        name -> name.startsWith("meta/storageVersion") || (passwords && name.startsWith("authUsers/")));
        assertThat(result.findings()).noneMatch(finding -> finding.severity() == Severity.CARE
                && finding.code() != ReplayCode.PASSWORDS);
    }

    private static Path database(Member member) {
        return member.dataDir().resolve("member/snap/db");
    }

    private ReplayResult rescue(EtcdVersion version, Member member, Path out) throws IOException {
        Member copy = copyOf(member, "rescue");
        try (Replay replay = Replay.of(DirectoryAssessor.assess(copy.dataDir(), Progress.NONE),
                new ReplayOptions(false, ApplyRules.parse(version.full())), Progress.NONE)) {
            RescuedSnapshot written = replay.write(out);
            assertThat(written.inspection().verdict()).isIn(Verdict.RESTORABLE, Verdict.RESTORABLE_WITH_CARE);
            return replay.result();
        }
    }

    /** Lets the server recover and stop, and returns its database. */
    private static Path judge(EtcdVersion version, Member copy) {
        try (RealCluster cluster = RealCluster.start(version, List.of(copy))) {
            cluster.member(0).stop();
        }
        return database(copy);
    }

    private static final Set<String> MOVING = Set.of("meta/consistent_index", "meta/term");

    static List<String> differences(Records rescued, Records judged) {
        Map<String, String> left = flat(rescued);
        Map<String, String> right = flat(judged);
        Set<String> all = new TreeSet<>(left.keySet());
        all.addAll(right.keySet());
        List<String> differences = new ArrayList<>();
        for (String name : all) {
            if (!MOVING.contains(name) && !left.getOrDefault(name, "-").equals(right.getOrDefault(name, "-"))) {
                differences.add(name + ": rescued " + left.get(name) + ", server " + right.get(name));
            }
        }
        return differences;
    }

    private static Map<String, String> flat(Records records) {
        Map<String, String> flat = new TreeMap<>();
        for (String bucket : records.names()) {
            records.bucket(bucket)
                    .forEach((key, value) -> flat.put(
                            bucket + "/" + (bucket.equals("key") || bucket.equals("lease")
                                    ? HexFormat.of().formatHex(key)
                                    : new String(key, UTF_8)),
                            HexFormat.of().formatHex(value)));
        }
        return flat;
    }

    private Member copyOf(Member member, String name) throws IOException {
        Path target = directory.resolve(name + ".etcd");
        try (Stream<Path> files = Files.walk(member.dataDir())) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(member.dataDir().relativize(file).toString()));
            }
        }
        return new Member(member.name(), target, member.peerUrl(), member.clientUrl(), member.flags());
    }
}
