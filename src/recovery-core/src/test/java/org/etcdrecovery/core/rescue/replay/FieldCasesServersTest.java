package org.etcdrecovery.core.rescue.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.etcdrecovery.core.finding.Code;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.rescue.DirectoryAssessor;
import org.etcdrecovery.core.rescue.DumpedRecord;
import org.etcdrecovery.core.rescue.LogFacts.End;
import org.etcdrecovery.core.rescue.MemberDirectory;
import org.etcdrecovery.core.rescue.Ranker;
import org.etcdrecovery.core.rescue.RankingCode;
import org.etcdrecovery.core.rescue.RescueCode;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Gateway;
import org.etcdrecovery.core.testing.Judges;
import org.etcdrecovery.core.testing.LongRun;
import org.etcdrecovery.core.testing.Member;
import org.etcdrecovery.core.testing.RealCluster;
import org.etcdrecovery.core.testing.Records;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Directories after trouble that operators reported, made anew with servers of every version, each in several ways. */
class FieldCasesServersTest {
    private static final int PAGE = 4096;
    private static final int SECTOR = 512;
    private static final int TAILS = 10;
    /** Of this length, 180 take three segments of 64 MB. */
    private static final int LARGE = 900_000;
    private static final int FILLING = 180;

    @TempDir
    private Path directory;

    private final SoftAssertions soft = new SoftAssertions();

    @BeforeEach
    void onlyInLongRuns() {
        assumeTrue(LongRun.times(0, 1) == 1, "this whole campaign is a part of packaging/test --long");
    }

    /** A write that ended anywhere in the last records, with zeros behind it or with the file's end. */
    @ParameterizedTest
    @EnumSource
    void tornTails(EtcdVersion version) throws IOException {
        KilledMember dead = killed(version, "torn", KilledMember.DATABASE_LAGS);
        Path segment = dead.segments().getFirst();
        byte[] whole = Files.readAllBytes(segment);
        List<DumpedRecord> records = dead.records();
        int first = (int) records.get(records.size() - 9).offset();
        int end = (int) records.getLast().offset();
        for (int seed = 0; seed < TAILS; seed++) {
            int at = first + new Random(seed).nextInt(end - first);
            Files.write(segment, zeroed(whole, at, whole.length - at));
            dead.compare("zeros from " + at);
            int sector = at / SECTOR * SECTOR;
            Files.write(segment, zeroed(whole, sector, whole.length - sector));
            MemberDirectory torn = dead.compare("zeros from the sector at " + sector);
            soft.assertThat(torn.log().orElseThrow().end()).as("sector at " + sector).isNotEqualTo(End.DAMAGED);
            Files.write(segment, Arrays.copyOf(whole, at));
            dead.compare("the end at " + at);
        }
        soft.assertAll();
    }

    @ParameterizedTest
    @EnumSource
    void missingSegments(EtcdVersion version) throws IOException {
        KilledMember dead = KilledMember.of(version, directory.resolve("large"), KilledMember.DATABASE_LAGS,
                cluster -> fill(cluster.gateway()), soft);
        List<Path> segments = dead.segments();
        assertThat(segments).hasSizeGreaterThanOrEqualTo(3);
        for (Path segment : segments) {
            Path away = Files.move(segment, directory.resolve("away"));
            MemberDirectory found = dead.compare("without " + segment.getFileName());
            if (!segment.equals(segments.getLast())) {
                soft.assertThat(codes(found))
                        .as("%s", segment)
                        .containsAnyOf(RescueCode.SEGMENT_MISSING, RescueCode.ENTRIES_MISSING,
                                RescueCode.NOTHING_TO_START_FROM);
            }
            Files.move(away, segment);
        }
        soft.assertAll();
    }

    private static void fill(Gateway etcd) {
        byte[] value = new byte[LARGE];
        new Random(1).nextBytes(value);
        for (int i = 0; i < FILLING; i++) {
            value[0] = (byte) i;
            etcd.put(Gateway.bytes("/large/" + i % 5), value);
        }
    }

    @ParameterizedTest
    @EnumSource
    void lostMetas(EtcdVersion version) throws IOException {
        KilledMember dead = killed(version, "metas", List.of());
        byte[] whole = Files.readAllBytes(dead.database());
        Records intact = dead.rescue().orElseThrow();
        for (int lost = 1; lost <= 3; lost++) {
            for (int flipped = 0; flipped < 2; flipped++) {
                byte[] damaged = whole.clone();
                for (int meta = 0; meta < 2; meta++) {
                    if ((lost & (1 << meta)) != 0 && flipped == 0) {
                        Arrays.fill(damaged, meta * PAGE, (meta + 1) * PAGE, (byte) 0);
                    } else if ((lost & (1 << meta)) != 0) {
                        damaged[meta * PAGE + 40] ^= 1;
                    }
                }
                Files.write(dead.database(), damaged);
                String what = "metas " + lost + (flipped == 0 ? " zeroed" : " flipped");
                dead.compare(what);
                dead.assertRescued(intact, what);
            }
        }
        soft.assertAll();
    }

    /** A follower died after it had received a database and before it put it in place. */
    @ParameterizedTest
    @EnumSource
    void aReceivedDatabaseIsLeft(EtcdVersion version) throws IOException {
        KilledMember dead = killed(version, "received", List.of());
        Records intact = dead.rescue().orElseThrow();
        long index = dead.assess().db().orElseThrow().consistentIndex();
        byte[] whole = Files.readAllBytes(dead.database());
        Files.write(dead.database().resolveSibling("%016x.snap.db".formatted(index)), whole);
        for (int length : new int[]{-1, 0, 5000, whole.length / PAGE / 2 * PAGE}) {
            if (length < 0) {
                Files.delete(dead.database());
            } else {
                Files.write(dead.database(), Arrays.copyOf(whole, length));
            }
            String what = "a received database beside one of " + length + " bytes";
            soft.assertThat(codes(dead.assess())).as(what).contains(RescueCode.DATABASE_RECEIVED);
            dead.assertRescued(intact, what);
        }
        soft.assertAll();
    }

    /** Its log begins with entry 1 as well, but what was restored is only in its database. */
    @ParameterizedTest
    @EnumSource
    void aRestoredMemberWithoutItsDatabase(EtcdVersion version) throws IOException {
        KilledMember old = killed(version, "old", List.of());
        Path snapshot = directory.resolve("snapshot.db");
        assertThat(old.rescue()).isPresent();
        Files.move(old.dataDir().resolveSibling("rescued.db"), snapshot);
        Member member = Member.onFreePorts(directory, 1).getFirst();
        assertThat(Judges.snapshotTool(version)
                .run("snapshot", "restore", snapshot, "--data-dir", member.dataDir(), "--name", member.name(),
                        "--initial-cluster", Member.initialCluster(List.of(member)),
                        "--initial-advertise-peer-urls", member.peerUrl())
                .exitCode()).isZero();
        Path restored = Files.copy(Judge.database(member), directory.resolve("restored.db"));
        long revision;
        try (RealCluster cluster = RealCluster.start(version, List.of(member))) {
            cluster.gateway().put("later", "1");
            revision = cluster.gateway().revision();
            cluster.member(0).kill();
        }
        Files.delete(Judge.database(member));

        MemberDirectory without = DirectoryAssessor.assess(member.dataDir(), Progress.NONE);
        assertThat(codes(without)).contains(RescueCode.RESTORED_HISTORY);
        assertThat(without.source()).isEmpty();
        assertThat(Ranker.rank(List.of(without), Optional.empty()).recommended()).isEmpty();

        Files.copy(restored, Judge.database(member));
        try (Replay replay = Replay.of(DirectoryAssessor.assess(member.dataDir(), Progress.NONE),
                ReplayOptions.DEFAULT, Progress.NONE)) {
            assertThat(replay.result().to().revision()).as("%s", replay.result()).isEqualTo(revision);
        }
    }

    @ParameterizedTest
    @EnumSource
    void directoriesOfTwoClusters(EtcdVersion version) throws IOException {
        KilledMember one = killed(version, "one", List.of());
        KilledMember other = killed(version, "other", List.of());

        assertThat(Ranker.rank(List.of(one.assess(), other.assess()), Optional.empty()).refusal())
                .contains(RankingCode.DIFFERENT_CLUSTERS);
        Files.copy(other.database(), one.database(), StandardCopyOption.REPLACE_EXISTING);
        MemberDirectory mixed = one.assess();
        assertThat(codes(mixed)).containsAnyOf(RescueCode.NOT_A_MEMBER, RescueCode.OTHER_HISTORY);
        assertThat(mixed.needsCare()).isTrue();
    }

    private KilledMember killed(EtcdVersion version, String name, List<String> flags) throws IOException {
        return KilledMember.of(version, directory.resolve(name), flags, cluster -> {
            ReplayLoad load = new ReplayLoad(cluster.gateway(), name.hashCode(), 3000);
            load.keys(100);
        }, soft);
    }

    private static byte[] zeroed(byte[] bytes, int from, int length) {
        byte[] zeroed = bytes.clone();
        Arrays.fill(zeroed, from, from + length, (byte) 0);
        return zeroed;
    }

    private static Stream<Code> codes(MemberDirectory found) {
        return found.findings().stream().map(Finding::code);
    }
}
