package org.etcdrecovery.core.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.plan.PrepareRequest;
import org.etcdrecovery.core.plan.PrepareResult;
import org.etcdrecovery.core.plan.Problem;
import org.etcdrecovery.core.plan.ProblemCode;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Work;
import org.etcdrecovery.core.rescue.SnapshotOutput.Written;
import org.etcdrecovery.core.snapshot.FindingCode;
import org.etcdrecovery.core.snapshot.Inspector;
import org.etcdrecovery.core.snapshot.SnapshotFacts;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.etcdrecovery.core.snapshot.Verdict;
import org.etcdrecovery.core.testing.Openers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A prepared snapshot is a complete and sound file that says that it is prepared, or there is none. */
class PreparationTest {
    private static final long BUMP = 1_000_000_000;

    @TempDir
    private Path directory;

    private Path target;

    @BeforeEach
    void place() {
        target = directory.resolve("prepared.db");
    }

    @Test
    void raisesTheRevisionAndNothingElse() throws IOException {
        SnapshotFacts source = facts(RestoreFixture.SAMPLE);
        Written written = Preparations.write(RestoreFixture.SAMPLE, target, Preparations.bump(BUMP));

        assertThat(written.inspection().verdict()).isEqualTo(Verdict.RESTORABLE);
        SnapshotFacts facts = facts(target);
        assertThat(facts.hashes().sha256()).isEqualTo(written.sha256());
        assertThat(facts.revisions().current()).isEqualTo(source.revisions().current() + BUMP);
        assertThat(facts.revisions().bumped()).isTrue();
        assertThat(facts.servedKeys()).isEqualTo(source.servedKeys());
        assertThat(facts.leaseCounts()).isEqualTo(source.leaseCounts());
        assertThat(facts.members()).isEqualTo(source.members());
        assertThat(facts.versions()).isEqualTo(source.versions());
        assertThat(facts.status().records()).isEqualTo(source.status().records() + 1);
    }

    @Test
    void isTheSameFileEachTime() throws IOException {
        Path again = directory.resolve("again.db");
        Preparations.write(RestoreFixture.SAMPLE, target, Preparations.bump(BUMP));
        Preparations.write(RestoreFixture.SAMPLE, again, Preparations.bump(BUMP));

        assertThat(again).hasSameBinaryContentAs(target);
    }

    @Test
    void isRecognisedWithoutAManifest() throws IOException {
        Preparations.write(RestoreFixture.SAMPLE, target, Preparations.bump(BUMP));

        assertThat(Inspector.inspect(target, Progress.NONE, _ -> {}).findings())
                .filteredOn(finding -> finding.code() == FindingCode.CLUSTER_BUMPED)
                .extracting(Finding::summary)
                .allSatisfy(summary -> assertThat(summary).contains("already bumped", "1000000226"))
                .hasSize(1);
        PrepareResult unasked = Preparations.plan(target, Preparations.bump(0));
        assertThat(((PrepareResult.Refused) unasked).problems()).extracting(Problem::code)
                .containsExactly(ProblemCode.ALREADY_BUMPED, ProblemCode.PREPARE_NOTHING);
        PrepareResult asked = Preparations.plan(target, Preparations.bump(5));
        assertThat(((PrepareResult.Accepted) asked).plan().warnings()).extracting(Problem::code)
                .containsExactly(ProblemCode.ALREADY_BUMPED);
    }

    /** The sample has no alarms. */
    @Test
    void isNoCopyBecauseAlarmsThatDoNotExistAreLeftOut() throws IOException {
        PrepareRequest clearing = new PrepareRequest(0, false, true, Optional.empty(), Set.of());

        assertThat(((PrepareResult.Refused) Preparations.plan(RestoreFixture.SAMPLE, clearing)).problems())
                .extracting(Problem::code)
                .contains(ProblemCode.PREPARE_NOTHING);
    }

    @Test
    void canBePreparedOnceMore() throws IOException {
        Path twice = directory.resolve("twice.db");
        Preparations.write(RestoreFixture.SAMPLE, target, Preparations.bump(BUMP));
        Preparations.write(target, twice, Preparations.bump(5));

        SnapshotFacts facts = facts(twice);
        assertThat(facts.revisions().current()).isEqualTo(facts(target).revisions().current() + 5);
        assertThat(facts.servedKeys()).isEqualTo(facts(RestoreFixture.SAMPLE).servedKeys());
    }

    @Test
    void aPlainRestoreOfItIsNoLongerWarnedAbout() throws IOException {
        Preparations.write(RestoreFixture.SAMPLE, target, Preparations.bump(BUMP));

        assertThat(RestoreFixture.plan(RestoreFixture.SAMPLE, directory, 1).warnings())
                .anyMatch(warning -> warning.contains("without a revision bump"));
        assertThat(RestoreFixture.plan(target, directory, 1).warnings())
                .noneMatch(warning -> warning.contains("without a revision bump"))
                .anyMatch(warning -> warning.contains("already bumped"));
    }

    @Test
    void takesAPackedSource() throws IOException {
        Path packed = directory.resolve("backup");
        try (GZIPOutputStream gzip = new GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(RestoreFixture.SAMPLE, gzip);
        }
        Path plain = directory.resolve("plain.db");
        Preparations.write(RestoreFixture.SAMPLE, plain, Preparations.bump(BUMP));
        try (SnapshotOpener opener = Openers.unpackingInto(directory)) {
            Preparations.write(opener, SnapshotName.of(packed), target, Preparations.bump(BUMP), Progress.NONE);
        }

        assertThat(target).hasSameBinaryContentAs(plain);
    }

    @Test
    void leavesAnotherFileOfThatNameAsItIs() throws IOException {
        Files.writeString(target, "mine");

        assertThatThrownBy(() -> Preparations.write(RestoreFixture.SAMPLE, target, Preparations.bump(BUMP)))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(target).hasContent("mine");
    }

    @Test
    void leavesNothingOfADamagedSource() throws IOException {
        byte[] bytes = Files.readAllBytes(RestoreFixture.SAMPLE);
        Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 40_000, (byte) 0x5A);
        Path damaged = Files.write(directory.resolve("damaged.db"), bytes);

        assertThat(Preparations.plan(damaged, Preparations.bump(BUMP))).isInstanceOf(PrepareResult.Unusable.class);
        assertThat(RestoreFixture.tree(directory)).containsExactly("damaged.db");
    }

    @Test
    void cancelledAnywhereItLeavesNothing() throws IOException {
        AtomicInteger reports = new AtomicInteger();
        Preparations.write(SnapshotOpener.plain(), SnapshotName.of(RestoreFixture.SAMPLE), target,
                Preparations.bump(BUMP), cancelling(reports, Integer.MAX_VALUE));
        Files.delete(target);
        int all = reports.get();
        assertThat(all).isGreaterThan(3);
        for (int last = 1; last <= all; last++) {
            Progress progress = cancelling(new AtomicInteger(), last);
            assertThatThrownBy(() -> Preparations.write(SnapshotOpener.plain(), SnapshotName.of(RestoreFixture.SAMPLE),
                    target, Preparations.bump(BUMP), progress)).isInstanceOf(CancellationException.class);
            assertThat(RestoreFixture.tree(directory)).as("cancelled at report " + last).isEqualTo(List.of());
        }
    }

    private static SnapshotFacts facts(Path file) throws IOException {
        return Inspector.inspect(file, Progress.NONE, _ -> {}).facts().orElseThrow();
    }

    /** Cancels at the given report. */
    private static Progress cancelling(AtomicInteger reports, int last) {
        return (_, _, _) -> {
            stopAt(reports, last);
            return new Work() {
                @Override
                public void advance(long amount) {
                    stopAt(reports, last);
                }

                @Override
                public void close() {
                    // Nothing to close.
                }
            };
        };
    }

    private static void stopAt(AtomicInteger reports, int last) {
        if (reports.incrementAndGet() >= last) {
            throw new CancellationException();
        }
    }
}
