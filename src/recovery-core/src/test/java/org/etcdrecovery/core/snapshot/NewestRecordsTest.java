package org.etcdrecovery.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.contents.LeaseFilter;
import org.etcdrecovery.core.contents.LeasedKeys;
import org.etcdrecovery.core.contents.SnapshotContents;
import org.etcdrecovery.core.progress.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an inspection found out about the keys is used only for the same, unchanged file. */
class NewestRecordsTest {
    @TempDir
    private Path directory;

    private final AtomicInteger passes = new AtomicInteger();
    private final Progress counting = (stage, subject, total) -> {
        passes.incrementAndGet();
        return Progress.NONE.begin(stage, subject, total);
    };

    @Test
    void keysAreListedInOnePassAsInTwo() throws IOException {
        Path file = EtcdFile.usual().put("/key/5", "", 0x77).writeTo(directory);
        Inspection inspected = Inspections.of(file);

        LeasedKeys listing = LeasedKeys.read(SnapshotOpener.plain(), inspected, LeaseFilter.any(), 100, counting);

        assertThat(passes).hasValue(1);
        assertThat(listing).usingRecursiveComparison()
                .isEqualTo(
                        LeasedKeys.read(SnapshotOpener.plain(), inspected.name(), LeaseFilter.any(), 100, counting));
        assertThat(passes).hasValueGreaterThan(2);
        assertThat(listing.matches()).isEqualTo(2);
    }

    @Test
    void contentsAreTheSame() throws IOException {
        Path file = EtcdFile.usual().writeTo(directory);

        SnapshotContents contents = SnapshotContents.read(SnapshotOpener.plain(), Inspections.of(file), Progress.NONE);

        assertThat(contents)
                .isEqualTo(SnapshotContents.read(SnapshotOpener.plain(), SnapshotName.of(file), Progress.NONE));
        assertThat(contents.leases()).singleElement().satisfies(lease -> assertThat(lease.keys()).isPositive());
    }

    @Test
    void anotherFileInTheSamePlaceIsReadAnew() throws IOException {
        Path file = new EtcdFile().put("a", "1").put("b", "1").put("c", "1").writeTo(directory);
        Inspection inspected = Inspections.of(file);
        byte[] other = new EtcdFile().put("a", "1").put("a", "2").put("a", "3", 7).snapshot();
        Files.delete(file);
        Files.write(file, other);
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));

        assertThat(LeasedKeys.read(SnapshotOpener.plain(), inspected, LeaseFilter.any(), 9, counting).rows())
                .singleElement()
                .satisfies(row -> assertThat(row.modRevision()).isEqualTo(4));
        assertThat(passes).hasValue(2);
    }

    @Test
    void theSameFileIsAnotherOnceItWasWrittenTo() throws IOException {
        Path file = EtcdFile.usual().writeTo(directory);
        Inspection inspected = Inspections.of(file);
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));

        assertThat(LeasedKeys.read(SnapshotOpener.plain(), inspected, LeaseFilter.any(), 100, counting).matches())
                .isOne();
        assertThat(passes).hasValue(2);
    }

    @Test
    void aBumpPutsTheEmptyKeyBehindAllOthers() throws IOException {
        EtcdFile file = EtcdFile.usual();
        for (long bump : new long[]{1000, 2000}) {
            NewestRecords before = Inspections.of(file.writeTo(directory)).newest();
            file.bump(bump);
            assertThat(before.afterBump()).isEqualTo(Inspections.of(file.writeTo(directory)).newest().records());
        }
    }

    @Test
    void ofAFileWithoutFactsNothingIsKnown() throws IOException {
        Inspection inspected = Inspections.of(new EtcdFile().without("key").writeTo(directory));

        assertThat(inspected.newest()).isSameAs(NewestRecords.UNKNOWN);
        assertThatThrownBy(
                () -> LeasedKeys.read(SnapshotOpener.plain(), inspected, LeaseFilter.any(), 9, Progress.NONE))
                .isInstanceOf(MalformedDataException.class);
    }
}
