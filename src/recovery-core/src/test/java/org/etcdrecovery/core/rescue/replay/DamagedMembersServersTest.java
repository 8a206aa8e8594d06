package org.etcdrecovery.core.rescue.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.keyspace.ApplyRules;
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
 * the server serves, a rescue brings back no less, and where nothing is found to be wrong, exactly what the server has.
 * Where it ends, or waits for entries that its log has lost, something is found.
 */
class DamagedMembersServersTest {
    private static final String SEGMENT = "member/wal/0000000000000000-0000000000000000.wal";
    private static final int LOADS = LongRun.times(1, 3);
    private static final int DAMAGES = LongRun.times(2, 30);
    private static final int FLIPS = LongRun.times(1, 8);

    @TempDir
    private Path directory;

    private final SoftAssertions soft = new SoftAssertions();

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
                compare(version, dead, load + " damage " + seed);
            }
            Files.write(segment, whole);
            damageDatabase(version, dead, load);
        }
        soft.assertAll();
    }

    /** The log goes back to entry 1, so whatever is wrong with the database, nothing is lost. */
    private void damageDatabase(EtcdVersion version, Member dead, int load) throws IOException {
        Path database = Judge.database(dead);
        byte[] whole = Files.readAllBytes(database);
        Records intact = rescue(version, dead).orElseThrow();
        for (int seed = 0; seed < DAMAGES; seed++) {
            byte[] damaged = damaged(whole, new Random(1000L * load + seed));
            Files.write(database, damaged);
            String what = version + " load " + load + ", database damage " + seed;
            Optional<Records> rescued = rescue(version, dead);
            soft.assertThat(rescued).as(what).isPresent();
            rescued.ifPresent(records -> soft.assertThat(Judge.differences(records, intact))
                    .as(what)
                    .allMatch(name -> isUndetermined(version, name)));
        }
        Files.write(database, whole);
    }

    private static byte[] damaged(byte[] database, Random random) {
        int page = random.nextInt(database.length / 4096) * 4096;
        byte[] damaged = database.clone();
        switch (random.nextInt(4)) {
            case 0 -> Arrays.fill(damaged, page, page + 4096, (byte) 0);
            case 1 -> damaged[page + random.nextInt(64)] ^= (byte) (1 << random.nextInt(8));
            case 2 -> damaged = Arrays.copyOf(damaged, page + random.nextInt(4096));
            default -> {
                byte[] noise = new byte[512];
                random.nextBytes(noise);
                System.arraycopy(noise, 0, damaged, page + 512 * random.nextInt(8), noise.length);
            }
        }
        return damaged;
    }

    private static boolean isUndetermined(EtcdVersion version, String name) {
        return name.startsWith("meta/storageVersion")
                || (version == EtcdVersion.V3_4 && name.startsWith("authUsers/"));
    }

    private Optional<Records> rescue(EtcdVersion version, Member dead) throws IOException {
        return rescue(version, DirectoryAssessor.assess(dead.dataDir(), Progress.NONE));
    }

    private Optional<Records> rescue(EtcdVersion version, MemberDirectory found) throws IOException {
        Path out = directory.resolve("rescued.db");
        Files.deleteIfExists(out);
        try (Replay replay = Replay.of(found, new ReplayOptions(false, ApplyRules.parse(version.full())),
                Progress.NONE)) {
            if (replay.result().isImpossible()) {
                return Optional.empty();
            }
            replay.write(out);
            return Optional.of(Records.of(out));
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
                soft.assertThat(DirectoryAssessor.assess(dead.dataDir(), Progress.NONE).findings())
                        .as(what)
                        .anyMatch(finding -> isAboutLog(finding));
                compare(version, dead, what);
            }
        }
        soft.assertAll();
    }

    private void compare(EtcdVersion version, Member dead, String what) throws IOException {
        MemberDirectory found = DirectoryAssessor.assess(dead.dataDir(), Progress.NONE);
        Optional<Records> rescued = rescue(version, found);
        Member judge = Judge.copyOf(dead, "judge");
        Judge.Outcome outcome = Judge.start(version, judge);
        if (outcome == Judge.Outcome.SERVES) {
            Records served = Records.of(Judge.database(judge));
            soft.assertThat(rescued.map(Judge::revision).orElse(0L))
                    .as("%s %s: %s", version, what, found.findings())
                    .isGreaterThanOrEqualTo(Judge.revision(served));
            if (rescued.isPresent() && found.findings().stream().noneMatch(DamagedMembersServersTest::isAboutLog)) {
                soft.assertThat(Judge.differences(rescued.get(), served))
                        .as("%s %s", version, what)
                        .allMatch(name -> isUndetermined(version, name));
            }
        } else {
            soft.assertThat(found.findings())
                    .as("%s %s: the server %s", version, what, outcome)
                    .anyMatch(DamagedMembersServersTest::isAboutLog);
        }
        delete(judge.dataDir());
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
