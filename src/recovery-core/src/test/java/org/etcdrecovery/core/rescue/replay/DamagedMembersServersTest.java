package org.etcdrecovery.core.rescue.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.keyspace.ApplyRules;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.rescue.DirectoryAssessor;
import org.etcdrecovery.core.rescue.DumpedRecord;
import org.etcdrecovery.core.rescue.LogDump;
import org.etcdrecovery.core.rescue.MemberDirectory;
import org.etcdrecovery.core.rescue.RescueCode;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.LongRun;
import org.etcdrecovery.core.testing.Member;
import org.etcdrecovery.core.testing.RealCluster;
import org.etcdrecovery.core.testing.Records;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Killed members with several kinds of load, whole and damaged at random, each beside a server that starts on a copy: where
 * a server starts, a rescue brings back no less, and where nothing is found to be wrong, exactly what the server has. Where
 * a server does not start, something is found.
 */
class DamagedMembersServersTest {
    private static final String SEGMENT = "member/wal/0000000000000000-0000000000000000.wal";
    private static final int LOADS = LongRun.times(1, 3);
    private static final int DAMAGES = LongRun.times(2, 12);
    private static final int FLIPS = LongRun.times(1, 3);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void aRescueBringsBackNoLessThanTheServer(EtcdVersion version) throws IOException {
        for (int load = 0; load < LOADS; load++) {
            Member dead = killed(version, load);
            compare(version, dead, load + " whole");
            Path segment = dead.dataDir().resolve(SEGMENT);
            if (!Files.exists(segment)) {
                continue;
            }
            byte[] whole = Files.readAllBytes(segment);
            List<DumpedRecord> records = records(dead);
            for (int seed = 0; seed < DAMAGES; seed++) {
                Files.write(segment, damaged(whole, records, new Random(100L * load + seed)));
                if (!mayEndBeforeDatabase(dead)) {
                    compare(version, dead, load + " damage " + seed);
                }
            }
            Files.write(segment, whole);
        }
    }

    /** Bits of the types of the records with which a log begins, which no CRC covers. */
    @ParameterizedTest
    @EnumSource
    void aFlippedBitAtTheBeginningIsFound(EtcdVersion version) throws IOException {
        Member dead = killed(version, 0);
        Path segment = dead.dataDir().resolve(SEGMENT);
        byte[] whole = Files.readAllBytes(segment);
        for (DumpedRecord record : records(dead).subList(0, 3)) {
            for (int i = 0; i < FLIPS; i++) {
                int at = (int) record.offset() + 9;
                byte[] flipped = whole.clone();
                flipped[at] ^= (byte) (1 << i);
                Files.write(segment, flipped);
                String what = "byte " + at + ", bit " + i;
                assertThat(DirectoryAssessor.assess(dead.dataDir(), Progress.NONE).findings())
                        .as(what)
                        .anyMatch(finding -> isAboutLog(finding));
                compare(version, dead, what);
            }
        }
    }

    /**
     * Whether a server may cut the log off before the end of the database. Then it starts, but is not ready until new writes
     * have taken the indices that are missing.
     */
    private static boolean mayEndBeforeDatabase(Member dead) throws IOException {
        return DirectoryAssessor.assess(dead.dataDir(), Progress.NONE)
                .findings()
                .stream()
                .map(Finding::code)
                .anyMatch(
                        EnumSet.of(RescueCode.DATABASE_AHEAD, RescueCode.LOG_FLAW, RescueCode.RECORD_HEALED)::contains);
    }

    private void compare(EtcdVersion version, Member dead, String what) throws IOException {
        MemberDirectory found = DirectoryAssessor.assess(dead.dataDir(), Progress.NONE);
        Path out = directory.resolve("rescued.db");
        Files.deleteIfExists(out);
        Optional<Records> rescued = Optional.empty();
        try (Replay replay = Replay.of(found, new ReplayOptions(false, ApplyRules.parse(version.full())),
                Progress.NONE)) {
            if (!replay.result().isImpossible()) {
                replay.write(out);
                rescued = Optional.of(Records.of(out));
            }
        }
        Member judge = Judge.copyOf(dead, "judge");
        try {
            Records served = Records.of(Judge.recovered(version, List.of(judge)));
            assertThat(rescued.map(DamagedMembersServersTest::revision).orElse(0L)).as("%s: %s", what, found.findings())
                    .isGreaterThanOrEqualTo(revision(served));
            if (rescued.isPresent() && found.findings().stream().noneMatch(DamagedMembersServersTest::isAboutLog)) {
                assertThat(Judge.differences(rescued.get(), served)).as(what)
                        .allMatch(name -> name.startsWith("meta/storageVersion")
                                || (version == EtcdVersion.V3_4 && name.startsWith("authUsers/")));
            }
        } catch (AssertionError e) {
            if (e.getMessage() == null || !e.getMessage().contains("ended with exit code")) {
                throw e;
            }
            assertThat(found.findings()).as("%s: %s", what, e.getMessage())
                    .anyMatch(DamagedMembersServersTest::isAboutLog);
        } finally {
            delete(judge.dataDir());
        }
    }

    private static long revision(Records records) {
        long[] last = {0};
        records.bucket("key")
                .forEach((key, _) -> last[0] = Math.max(last[0], Revision.mainOf(ByteBuffer.wrap(key), 0)));
        return last[0];
    }

    private static boolean isAboutLog(Finding finding) {
        return finding.severity() != Severity.NOTE && finding.code() instanceof RescueCode;
    }

    private Member killed(EtcdVersion version, int load) throws IOException {
        Path place = Files.createDirectories(directory.resolve("load" + load));
        Member member = Member.onFreePorts(place, 1).getFirst();
        List<String> flags = new ArrayList<>(List.of("--backend-batch-interval=1h", "--backend-batch-limit=1000000"));
        if (load == 1) {
            flags.add("--snapshot-count=50");
        }
        try (RealCluster cluster = RealCluster.start(version, List.of(member), flags.toArray(String[]::new))) {
            ReplayLoad requests = new ReplayLoad(cluster.gateway(), 40L + load, load == 2 ? 900_000 : 3000);
            requests.keys(90);
            if (load != 1) {
                requests.expire();
                requests.auth();
            }
            cluster.member(0).kill();
        }
        return member;
    }

    private static List<DumpedRecord> records(Member dead) throws IOException {
        List<DumpedRecord> records = new ArrayList<>();
        LogDump.dump(dead.dataDir().resolve(SEGMENT), false, records::add, Progress.NONE);
        return records;
    }

    /** Damages the log at a record or anywhere. */
    private static byte[] damaged(byte[] whole, List<DumpedRecord> records, Random random) {
        int end = (int) records.getLast().offset();
        int at = random.nextBoolean()
                ? (int) records.get(random.nextInt(records.size())).offset()
                : random.nextInt(end);
        byte[] damaged = whole.clone();
        switch (random.nextInt(6)) {
            case 0 -> damaged[at + random.nextInt(16)] ^= (byte) (1 << random.nextInt(8));
            case 1 -> Arrays.fill(damaged, at, damaged.length, (byte) 0);
            case 2 -> Arrays.fill(damaged, at / 4096 * 4096, at / 4096 * 4096 + 4096, (byte) 0);
            case 3 -> Arrays.fill(damaged, at, at + 8, (byte) 0);
            case 4 -> damaged = Arrays.copyOf(damaged, at);
            default -> {
                byte[] noise = new byte[1 + random.nextInt(600)];
                random.nextBytes(noise);
                System.arraycopy(noise, 0, damaged, at, noise.length);
            }
        }
        return damaged;
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
