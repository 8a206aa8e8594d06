package org.etcdrecovery.core.rescue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.rescue.DumpedRecord.RecordType;
import org.etcdrecovery.core.rescue.LogFacts.End;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Gateway;
import org.etcdrecovery.core.testing.Member;
import org.etcdrecovery.core.testing.RealCluster;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The log of a killed member, damaged in several ways, and what real servers make of it: each starts on a copy of its
 * own, which it changes. Where a server starts with less than the log holds, and says nothing, the assessment must say
 * so; where it says that nothing is lost, the server must have everything.
 */
@Execution(ExecutionMode.CONCURRENT)
class DamagedLogServersTest {
    private static final String NO_COMMITS = "--backend-batch-interval=1h";
    private static final String SEGMENT = "member/wal/0000000000000000-0000000000000000.wal";
    private static final int WRITES = 30;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void serversMakeOfDamageWhatTheAssessmentSays(EtcdVersion version) throws IOException {
        Killed killed = new Killed(version, directory);

        assertThat(killed.assess(killed.log).log().orElseThrow().end()).isEqualTo(End.WHOLE);
        killed.aTornWriteLosesNothing();
        killed.aZeroedLengthHidesTheRest();
        killed.aZeroedRecordEndsTheLog();
        killed.aZeroedSectorEndsTheLogAndLeavesACopy();
        killed.aFlippedBitIsRefused();
        killed.bytesBehindTheEndAreOverwritten();
    }

    /** The member, and what becomes of copies of it. */
    private static final class Killed {
        private final EtcdVersion version;
        private final Path directory;
        private final Member dead;
        private final byte[] log;
        private final long revision;
        private final List<DumpedRecord> entries = new ArrayList<>();

        Killed(EtcdVersion version, Path directory) throws IOException {
            this.version = version;
            this.directory = directory;
            dead = Member.onFreePorts(directory, 1).getFirst();
            try (RealCluster cluster = RealCluster.start(version, List.of(dead), NO_COMMITS)) {
                Gateway etcd = cluster.gateway();
                for (int i = 0; i < WRITES; i++) {
                    etcd.put("key" + i, "v".repeat(1500));
                }
                revision = etcd.revision();
                cluster.member(0).kill();
            }
            LogDump.dump(dead.dataDir(), false, record -> {
                if (record.type() == RecordType.ENTRY) {
                    entries.add(record);
                }
            }, Progress.NONE);
            byte[] segment = Files.readAllBytes(dead.dataDir().resolve(SEGMENT));
            log = Arrays.copyOf(segment, endOfRecords(segment) + 8192);
        }

        void aTornWriteLosesNothing() throws IOException {
            int offset = (int) entries.getLast().offset();
            byte[] torn = log.clone();
            Arrays.fill(torn, (offset / 512 + 2) * 512, torn.length, (byte) 0);

            MemberDirectory found = assess(torn);

            assertThat(found.log().orElseThrow().end()).isEqualTo(End.TORN);
            assertThat(found.needsCare()).as("only because the log holds more than the database").isTrue();
            assertThat(reached(found)).isEqualTo(revision - 1).isEqualTo(served("torn", torn));
        }

        void aZeroedLengthHidesTheRest() throws IOException {
            byte[] damaged = log.clone();
            int offset = (int) middle().offset();
            Arrays.fill(damaged, offset, offset + 8, (byte) 0);

            MemberDirectory found = assess(damaged);

            assertThat(codes(found)).contains("rescue.record-healed");
            assertThat(reached(found)).isEqualTo(revision);
            assertThat(served("length", damaged)).as("a server drops acknowledged writes").isLessThan(revision);
        }

        void aZeroedRecordEndsTheLog() throws IOException {
            byte[] damaged = log.clone();
            Arrays.fill(damaged, (int) middle().offset(), (int) next(middle()).offset(), (byte) 0);

            MemberDirectory found = assess(damaged);

            assertDamaged(found);
            assertThat(served("record", damaged)).isEqualTo(reached(found));
        }

        void aZeroedSectorEndsTheLogAndLeavesACopy() throws IOException {
            byte[] damaged = log.clone();
            int sector = ((int) middle().offset() / 512 + 1) * 512;
            Arrays.fill(damaged, sector, sector + 512, (byte) 0);

            MemberDirectory found = assess(damaged);

            assertDamaged(found);
            assertThat(served("sector", damaged)).isEqualTo(reached(found));
            MemberDirectory repaired = DirectoryAssessor.assess(directory.resolve("sector"), Progress.NONE);
            assertThat(codes(repaired)).contains("rescue.broken-segment");
        }

        void aFlippedBitIsRefused() throws IOException {
            byte[] damaged = log.clone();
            damaged[(int) middle().offset() + 300] ^= 4;

            assertDamaged(assess(damaged));
            assertThatThrownBy(() -> served("bit", damaged)).hasMessageContaining("ended with exit code");
        }

        void bytesBehindTheEndAreOverwritten() throws IOException {
            byte[] damaged = log.clone();
            Arrays.fill(damaged, damaged.length - 1000, damaged.length - 900, (byte) 0x5a);

            MemberDirectory found = assess(damaged);

            assertThat(codes(found)).contains("rescue.foreign-bytes");
            assertThat(reached(found)).isEqualTo(revision).isEqualTo(served("foreign", damaged));
        }

        void assertDamaged(MemberDirectory found) {
            assertThat(found.log().orElseThrow().end()).isEqualTo(End.DAMAGED);
            assertThat(codes(found)).contains("rescue.log-damaged");
            BehindDamage lost = found.lost().orElseThrow();
            assertThat(lost.lastGood()).isEqualTo(middle().index() - 1);
            assertThat(lost.lostTo()).isBetween(middle().index(), middle().index() + 1);
            assertThat(lost.lastIndex()).isEqualTo(entries.getLast().index());
            assertThat(lost.acknowledged()).isTrue();
        }

        private DumpedRecord middle() {
            return entries.get(entries.size() - WRITES / 2);
        }

        private DumpedRecord next(DumpedRecord entry) {
            return entries.get(entries.indexOf(entry) + 1);
        }

        private static int endOfRecords(byte[] segment) {
            int end = segment.length;
            while (segment[end - 1] == 0) {
                end--;
            }
            return end;
        }

        MemberDirectory assess(byte[] segment) throws IOException {
            return DirectoryAssessor.assess(copy("assessed", segment), Progress.NONE);
        }

        private static long reached(MemberDirectory found) {
            return found.tail().orElseThrow().afterAll().orElseThrow().exact().orElseThrow();
        }

        /** The revision with which a server starts on a copy. */
        private long served(String name, byte[] segment) throws IOException {
            Member copy = new Member(dead.name(), copy(name, segment), dead.peerUrl(), dead.clientUrl(), dead.flags());
            try (RealCluster cluster = RealCluster.start(version, List.of(copy))) {
                return cluster.gateway().revision();
            }
        }

        private Path copy(String name, byte[] segment) throws IOException {
            Path target = directory.resolve(name);
            try (Stream<Path> files = Files.walk(dead.dataDir())) {
                for (Path file : files.toList()) {
                    Path to = target.resolve(dead.dataDir().relativize(file).toString());
                    if (Files.isDirectory(file)) {
                        Files.createDirectories(to);
                    } else if (file.endsWith(SEGMENT)) {
                        Files.write(to, segment);
                    } else if (!file.toString().endsWith(".tmp")) {
                        Files.write(to, Files.readAllBytes(file));
                    }
                }
            }
            return target;
        }

        private static List<String> codes(MemberDirectory found) {
            return found.findings().stream().map(finding -> finding.code().text()).toList();
        }
    }
}
