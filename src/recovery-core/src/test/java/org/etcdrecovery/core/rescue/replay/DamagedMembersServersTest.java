package org.etcdrecovery.core.rescue.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.SoftAssertions;
import org.etcdrecovery.core.rescue.DumpedRecord;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.LongRun;
import org.etcdrecovery.core.testing.Records;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Killed members with several kinds of load, whole and damaged at random, each beside a server that starts on a copy: where
 * the server serves, a rescue brings back no less, and where nothing is found to be wrong, exactly what the server has.
 * Where it ends, or waits for entries that its log has lost, something is found.
 */
@Execution(ExecutionMode.CONCURRENT)
class DamagedMembersServersTest {
    private static final int LOADS = LongRun.times(1, 3);
    private static final int DAMAGES = LongRun.times(1, 30);
    private static final int FLIPS = LongRun.times(1, 8);

    @TempDir
    private Path directory;

    private final SoftAssertions soft = new SoftAssertions();

    @ParameterizedTest
    @EnumSource
    void aRescueBringsBackNoLessThanTheServer(EtcdVersion version) throws IOException {
        for (int load = 0; load < LOADS; load++) {
            KilledMember dead = killed(version, load);
            dead.compare(load + " whole");
            damageLog(dead, load);
            damageDatabase(dead, load);
            KilledMember.delete(dead.dataDir());
        }
        soft.assertAll();
    }

    private static void damageLog(KilledMember dead, int load) throws IOException {
        Path segment = dead.segments().getFirst();
        byte[] whole = Files.readAllBytes(segment);
        List<DumpedRecord> records = dead.records();
        for (int seed = 0; seed < DAMAGES; seed++) {
            Files.write(segment, damaged(whole, records, new Random(100L * load + seed)));
            dead.compare(load + " damage " + seed);
        }
        Files.write(segment, whole);
    }

    /** The log goes back to entry 1, so whatever is found to be wrong with the database, nothing is lost. */
    private static void damageDatabase(KilledMember dead, int load) throws IOException {
        byte[] whole = Files.readAllBytes(dead.database());
        Records intact = dead.rescue().orElseThrow();
        for (int seed = 0; seed < DAMAGES; seed++) {
            Files.write(dead.database(), damaged(whole, new Random(1000L * load + seed)));
            dead.assertRescued(intact, "load " + load + ", database damage " + seed);
        }
        Files.write(dead.database(), whole);
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

    /** Bits of the types of the records with which a log begins, which no CRC covers. */
    @ParameterizedTest
    @EnumSource
    void aFlippedBitAtTheBeginningIsFound(EtcdVersion version) throws IOException {
        KilledMember dead = killed(version, 0);
        Path segment = dead.segments().getFirst();
        byte[] whole = Files.readAllBytes(segment);
        for (DumpedRecord record : dead.records().subList(0, 3)) {
            for (int i = 0; i < FLIPS; i++) {
                int at = (int) record.offset() + 9;
                byte[] flipped = whole.clone();
                flipped[at] ^= (byte) (1 << i);
                Files.write(segment, flipped);
                String what = "byte " + at + ", bit " + i;
                soft.assertThat(dead.compare(what).findings()).as(what).anyMatch(KilledMember::isAboutLog);
            }
        }
        soft.assertAll();
    }

    private KilledMember killed(EtcdVersion version, int load) throws IOException {
        List<String> flags = new ArrayList<>(KilledMember.DATABASE_LAGS);
        if (load == 1) {
            flags.add("--snapshot-count=50");
        }
        return KilledMember.of(version, directory.resolve("load" + load), flags, cluster -> {
            ReplayLoad requests = new ReplayLoad(cluster.gateway(), 40L + load, load == 2 ? 900_000 : 3000);
            requests.keys(90);
            if (load != 1) {
                requests.expire();
                requests.auth();
            }
        }, soft);
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
}
