package org.etcdrecovery.core.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.testing.FailingFileSystem;
import org.etcdrecovery.core.testing.SpecialFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A target that cannot be written to is described, and nothing happens to it. */
@Timeout(120)
class TargetRulesTest {
    @TempDir
    Path dir;

    @ParameterizedTest
    @EnumSource
    void aSpecialFileIsRefusedUntouched(SpecialFile special) throws IOException {
        for (String name : new String[]{"m0.etcd", "wal"}) {
            RestorePlan plan = RestoreFixture.planWithWalDir(RestoreFixture.SAMPLE, dir);
            Path target = special.at(dir.resolve(name));
            Object before = SpecialFile.identity(target);
            assertThatThrownBy(() -> Restorer.restore(plan, Progress.NONE)).isInstanceOf(RestoreException.class)
                    .hasMessageContainingAll(target.toString(), special.words());
            assertThat(SpecialFile.identity(target)).isEqualTo(before);
            Files.delete(target);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FIFO", "SOCKET", "DEVICE"})
    void aSpecialFileInTheWayToATargetIsRefusedUntouched(SpecialFile special) throws IOException {
        Path out = special.at(dir.resolve("out"));
        Object before = SpecialFile.identity(out);
        RestorePlan plan = RestoreFixture.plan(RestoreFixture.SAMPLE, out, 1);
        assertThatThrownBy(() -> Restorer.restore(plan, Progress.NONE))
                .hasMessageContaining(out + " is not a directory");
        assertThat(SpecialFile.identity(out)).isEqualTo(before);
    }

    @Test
    void aDirectoryThatCannotBeListedIsNamedWithTheReason() throws IOException {
        Path failing = FailingFileSystem.listingFails(dir, "Input/output error");
        Files.createDirectories(dir.resolve("m0.etcd"));
        RestorePlan plan = RestoreFixture.plan(RestoreFixture.SAMPLE, failing, 1);
        assertThat(TargetRules.problems(plan)).singleElement()
                .asString()
                .contains(dir.resolve("m0.etcd").toString(), "input/output error")
                .doesNotContain("fault of the program");
        assertThatThrownBy(() -> Leftovers.find(plan)).isInstanceOf(FileSystemException.class);
        assertThatThrownBy(() -> RestorePreview.of(plan)).isInstanceOf(FileSystemException.class);
    }

    @Test
    void aFileSystemThatIsReadOnlyIsCalledThat() throws IOException {
        Path readOnly = FailingFileSystem.writingFails(dir, "Read-only file system");
        assertThat(TargetRules.problems(RestoreFixture.plan(RestoreFixture.SAMPLE, readOnly, 1))).singleElement()
                .asString()
                .contains("m0.etcd cannot be created", "that file system is read-only");
        Files.createDirectories(dir.resolve("m0.etcd"));
        assertThat(TargetRules.problems(RestoreFixture.plan(RestoreFixture.SAMPLE, readOnly, 1))).singleElement()
                .asString()
                .contains("m0.etcd cannot be written", "that file system is read-only");
    }
}
