package org.etcdrecovery.core.rescue.salvage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.bolt.TreeVisitor;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.finding.Code;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.origin.RecordedOrigin;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.Inspections;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.etcdrecovery.core.snapshot.Verdict;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.SnapshotContent;
import org.etcdrecovery.core.testing.Snapshots;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Salvages damaged copies of a sound file. */
abstract class SalvageTest {
    static final Set<SalvageCode> ALL = EnumSet.allOf(SalvageCode.class);
    static final HexFormat HEX = HexFormat.of();
    static final int PAGE = 4096;

    @TempDir
    Path directory;

    byte[] sound = {};
    Map<String, String> records = Map.of();

    @BeforeEach
    void read() throws IOException {
        sound = Files.readAllBytes(Snapshots.of(EtcdVersion.V3_6, SnapshotContent.COMPACTED).file());
        records = records(sound);
    }

    static List<Code> codes(SalvageReport report) {
        return report.findings().stream().map(Finding::code).toList();
    }

    final SalvageReport survey(byte[] bytes) throws IOException {
        Path file = Files.write(directory.resolve("damaged.db"), bytes);
        return Salvager.survey(SnapshotOpener.plain(), SnapshotName.of(file), Progress.NONE);
    }

    /** Writes the file, asserts that it is sound, and returns its records but those of the mark. */
    final Map<String, String> salvage(SalvageReport report) throws IOException {
        Path file = directory.resolve("salvaged.db");
        write(report, file, ALL, Progress.NONE);
        Inspection inspection = Inspections.of(file);
        assertThat(inspection.verdict()).as("%s", inspection.findings())
                .isIn(Verdict.RESTORABLE, Verdict.RESTORABLE_WITH_CARE);
        Map<String, String> kept = records(Files.readAllBytes(file));
        Files.delete(file);
        return kept;
    }

    static void write(SalvageReport report, Path target, Set<SalvageCode> accepted, Progress progress)
            throws IOException {
        Salvager.write(report, SnapshotOpener.plain(), SnapshotName.of(Path.of(report.file())), target, accepted,
                _ -> "{}",
                progress);
        Files.delete(RecordedOrigin.manifestOf(target));
    }

    /** The page of a leaf in the middle of the keyspace that holds nothing else. */
    final int leafOfKeys() throws IOException {
        int[] found = {0};
        long[] count = {0};
        BoltFile.open(ByteSource.of("sound", sound)).walk(bucket -> bucket.name().equals("key") ? leaf -> {
            if (count[0]++ == 2) {
                found[0] = (int) (leaf.offset(0) / PAGE);
            }
        } : null, Progress.NONE);
        assertThat(found[0]).isPositive();
        return found[0];
    }

    /** All records but the compaction marks, by bucket and key. */
    static Map<String, String> records(byte[] image) throws IOException {
        Map<String, String> records = new TreeMap<>();
        BoltFile.open(ByteSource.of("image", image)).walk(collecting(records), Progress.NONE);
        return records;
    }

    /** Where the bucket “key” begins in the newest state of an image. */
    static int rootOfKeys(byte[] image) throws IOException {
        int root = (int) BoltFile.open(ByteSource.of("image", image)).meta().root();
        ByteBuffer bytes = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
        int count = bytes.getShort(root * PAGE + 10);
        for (int i = 0; i < count; i++) {
            int element = root * PAGE + 16 + i * 16;
            int key = element + bytes.getInt(element + 4);
            int length = bytes.getInt(element + 8);
            if (new String(image, key, length, ISO_8859_1).equals("key")) {
                return (int) bytes.getLong(key + length);
            }
        }
        throw new AssertionError("no bucket “key”");
    }

    static TreeVisitor collecting(Map<String, String> records) {
        return bucket -> leaf -> {
            for (int i = 0; i < leaf.count(); i++) {
                if (!new String(leaf.key(i), ISO_8859_1).endsWith("CompactRev")) {
                    records.put(bucket.name() + " " + HEX.formatHex(leaf.key(i)), HEX.formatHex(leaf.value(i)));
                }
            }
        };
    }

    /** The revision of a record of the keyspace. */
    static long main(String name) {
        return Revision.mainOf(ByteBuffer.wrap(HEX.parseHex(name.substring("key ".length()))), 0);
    }
}
