package org.etcdrecovery.core.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.etcdrecovery.core.bolt.ImageEditor;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.plan.PlanResult;
import org.etcdrecovery.core.plan.Planner;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.plan.RestoreRequest;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.DatabaseDigest;
import org.etcdrecovery.core.snapshot.EtcdFile;
import org.etcdrecovery.core.snapshot.KeyBucket;
import org.etcdrecovery.core.snapshot.KeyHistory;
import org.etcdrecovery.core.snapshot.SnapshotFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reading back accepts what was meant, and nothing else: whether the disk changed it, or it went wrong before. */
class ReadBackTest {
    /** Where the bucket stands among those of {@link EtcdFile}. */
    private static final int KEY = 5;

    /** How many records {@link EtcdFile#usual} has there. */
    private static final int RECORDS = 43;

    @TempDir
    private Path dir;

    /** Snapshots that differ in which of their records count. */
    static Stream<EtcdFile> snapshots() {
        byte[] compacted = new Revision(20, 0).toKey();
        return Stream.of(EtcdFile.usual(), EtcdFile.usual().record("meta", "scheduledCompactRev", compacted),
                // What an earlier restore with a bump has left, and a server has written on.
                bumped(EtcdFile.usual()), bumped(EtcdFile.usual()).put("after", "1"),
                new EtcdFile().put("a", "1").delete("a"), new EtcdFile().put("a", "1"));
    }

    private static EtcdFile bumped(EtcdFile file) {
        byte[] bump = new Revision(file.revision(), 0).toKey();
        return file.record("key", bump, new byte[0]).record("meta", "scheduledCompactRev", bump);
    }

    @ParameterizedTest
    @MethodSource("snapshots")
    void whatWasMeantIsAccepted(EtcdFile file) throws IOException {
        Path snapshot = file.writeTo(dir);
        for (long bump : new long[]{0, 1000}) {
            RestoreRequest.Builder request = RestoreRequest
                    .builder(List.of(RestoreFixture.member(0, dir.resolve("draft" + bump))), "token-of-the-test")
                    .revisionBump(bump)
                    .markCompacted(bump > 0);
            try (SnapshotFile opened = SnapshotFile.open(snapshot);
                    DraftRestore draft = new DraftRestore(request.build(), opened, Progress.NONE)) {
                PlanResult plan = Planner.plan(request.build(), draft.inspect().facts().orElseThrow());
                assertThatCode(() -> draft.carryOut(((PlanResult.Accepted) plan).plan())).doesNotThrowAnyException();
            }
            RestorePlan plan = RestoreFixture.plan(snapshot,
                    List.of(RestoreFixture.member(0, dir.resolve("plan" + bump))),
                    planned -> planned.revisionBump(bump).markCompacted(bump > 0));
            assertThatCode(() -> Restorer.restore(plan, Progress.NONE)).doesNotThrowAnyException();
        }
    }

    /** One restored member, which is read back again after something has happened to it. */
    private final class Written {
        private final RestorePlan plan;
        private final MemberStaging member;
        private final Content content;
        private final int checksum;

        Written(EtcdFile file) throws IOException {
            plan = RestoreFixture.plan(file.writeTo(dir), dir, 1);
            Restorer.restore(plan, Progress.NONE);
            member = MemberStaging.found(plan.writtenMembers().getFirst(), new StagingNames());
            checksum = checksum();
            try (ByteSource source = ByteSource.open(member.database())) {
                KeyHistory history = KeyHistory.findingNewest(KeyBucket.refusing(source));
                KeyBucket.open(source).walk(history, Progress.NONE);
                BitSet newest = history.newest();
                content = new Content(DatabaseDigest.read(source, newest, Progress.NONE).hash(), newest);
            }
        }

        ImageEditor image() throws IOException {
            return new ImageEditor(Files.readAllBytes(member.database()));
        }

        int checksum() throws IOException {
            CRC32C crc = new CRC32C();
            byte[] image = Files.readAllBytes(member.database());
            assertThat(image.length).isLessThan(ImageFiles.BLOCK);
            crc.update(image);
            return (int) crc.getValue();
        }

        void write(ImageEditor image) throws IOException {
            Files.write(member.database(), image.image());
        }

        /** As the disk has it, against the checksum of what was written. */
        void readBack() throws IOException {
            ReadBack.ofThisRestore(plan, content, Progress.NONE).compare(List.of(member), checksum);
        }

        /** As if it had been in memory like that before the checksum was taken. */
        void readBackAsWritten() throws IOException {
            ReadBack.ofThisRestore(plan, content, Progress.NONE).compare(List.of(member), checksum());
        }

        void readBackLater() throws IOException {
            ReadBack.ofEarlierRestore(plan, Progress.NONE).compare(List.of(member), checksum());
        }
    }

    @Test
    void noByteOfADatabaseMayChange() throws IOException {
        Written written = new Written(EtcdFile.usual());
        assertThatCode(written::readBack).doesNotThrowAnyException();
        byte[] image = Files.readAllBytes(written.member.database());
        for (int at = 0; at < image.length; at += 97) {
            byte[] changed = image.clone();
            changed[at] ^= 1;
            Files.write(written.member.database(), changed);
            assertThatThrownBy(written::readBack).as("byte %d", at).isInstanceOf(IOException.class);
        }
        for (int length : new int[]{0, 1, 4096, image.length - 1, image.length + 1}) {
            Files.write(written.member.database(), Arrays.copyOf(image, length));
            assertThatThrownBy(written::readBack).as("%d bytes", length).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aRecordThatWentWrongBeforeItWasWrittenIsSeen() throws IOException {
        Written written = new Written(
                EtcdFile.usual().record("meta", "scheduledCompactRev", new Revision(30, 0).toKey()));
        long keys = written.image().rootOf(KEY);
        int superseded = written.image().keyOf(keys, 1) - 1;
        int counted = written.image().keyOf(keys, 38) - 1;
        int member = new String(written.image().image(), StandardCharsets.ISO_8859_1).indexOf("peerURLs");
        byte[] image = written.image().image();
        for (int at : new int[]{superseded, counted, member}) {
            written.write(new ImageEditor(image).set(at, image[at] ^ 1));
            assertThatThrownBy(written::readBackAsWritten).as("byte %d", at)
                    .isInstanceOf(RestoreException.class)
                    .hasMessageContaining("What was written does not come back");
        }
    }

    @Test
    void aRecordThatIsMissingIsSeen() throws IOException {
        Written written = new Written(EtcdFile.usual());
        long keys = written.image().rootOf(KEY);
        written.write(written.image().count(keys, RECORDS - 1));
        assertThatThrownBy(written::readBackAsWritten).isInstanceOf(RestoreException.class);
    }

    @Test
    void aDamagedTreeIsSeen() throws IOException {
        Written written = new Written(EtcdFile.usual());
        written.write(written.image().flags(written.image().rootOf(KEY), 0));
        assertThatThrownBy(written::readBackAsWritten).isInstanceOf(MalformedDataException.class);
        assertThatThrownBy(written::readBackLater).isInstanceOf(MalformedDataException.class);
    }

    @Test
    void ofAnEarlierRestoreItIsFoundOutWhichRecordsCount() throws IOException {
        Written written = new Written(EtcdFile.usual());
        assertThatCode(written::readBackLater).doesNotThrowAnyException();
        ImageEditor image = written.image();
        int value = image.keyOf(image.rootOf(KEY), 38) - 1;
        written.write(image.set(value, image.image()[value] ^ 1));
        assertThatThrownBy(written::readBackLater).isInstanceOf(RestoreException.class)
                .hasMessageContaining("HashKV");
    }

    @Test
    void neitherLogNorRaftSnapshotMayChange() throws IOException {
        Written written = new Written(EtcdFile.usual());
        List<Path> files;
        try (Stream<Path> all = Files.walk(written.member.dataDir())) {
            files = all.filter(file -> file.toString().matches(".*[.](wal|snap)")).toList();
        }
        assertThat(files).hasSize(2);
        for (Path file : files) {
            byte[] bytes = Files.readAllBytes(file);
            byte[] changed = bytes.clone();
            changed[20] ^= 1;
            Files.write(file, changed);
            assertThatThrownBy(written::readBack).as(file.toString()).isInstanceOf(IOException.class);
            Files.write(file, bytes);
        }
        assertThatCode(written::readBack).doesNotThrowAnyException();
    }
}
