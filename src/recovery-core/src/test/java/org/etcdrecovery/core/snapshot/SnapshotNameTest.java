package org.etcdrecovery.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.nio.file.Path;
import java.util.Optional;
import org.etcdrecovery.core.progress.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of files that are not on this machine. */
class SnapshotNameTest {
    @ParameterizedTest
    @CsvSource({"s3://bucket/a/b.db, s3://bucket/a/b.db, b.db", "s3://bucket/a@b.db, s3://bucket/a@b.db, a@b.db",
            "S3://bucket/a?b.db, S3://bucket/a?b.db, a_b.db", "s3://bucket/a/, s3://bucket/a/, snapshot",
            "s3://bucket/.., s3://bucket/.., snapshot..", "https://host/a.db?secret=1, https://host/a.db?***, a.db",
            "https://user:secret@host/a.db, https://***@host/a.db, a.db",
            "https://host/a b/c d, https://host/a b/c d, c_d"})
    void anAddressIsShownWithoutSecretsAndNamesAFile(String address, String shown, String file) {
        SnapshotName name = SnapshotName.at(address, Optional.empty());

        assertThat(SnapshotName.isAddress(address)).isTrue();
        assertThat(name.shown()).isEqualTo(shown);
        assertThat(name.file()).isEqualTo(Path.of(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.db", "/s3://a", "s3:/a/b", "s3:", "./https://x", "ftp://host/x", "", "s3://"})
    void everythingElseIsAPath(String path) {
        assertThat(SnapshotName.isAddress(path)).isFalse();
    }

    @Test
    void withoutAFetcherNothingIsFetched() {
        SnapshotName name = SnapshotName.at("s3://bucket/a.db", Optional.empty());

        assertThatThrownBy(() -> SnapshotOpener.plain().open(name, Progress.NONE))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessageContaining("s3://bucket/a.db is not on this machine");
    }
}
