package org.etcdrecovery.core.packed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Random;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.SnapshotContent;
import org.etcdrecovery.core.testing.Snapshots;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LostMetasTest {
    private static final int PAGE = 4096;

    @ParameterizedTest
    @EnumSource
    void knowsADatabaseWithoutItsMetaPages(EtcdVersion version) throws IOException {
        byte[] bytes = Files.readAllBytes(Snapshots.of(version, SnapshotContent.COMPACTED).file());
        Arrays.fill(bytes, 0, 2 * PAGE, (byte) 0);

        assertThat(ForeignFile.recognise(ByteSource.of("lost", bytes)).summary())
                .isEqualTo("The file is a database of etcd whose two meta pages are damaged");
    }

    @Test
    void takesNothingElseForOne() throws IOException {
        byte[] bytes = new byte[64 * PAGE];
        new Random(3).nextBytes(bytes);
        System.arraycopy("members_removed".getBytes(StandardCharsets.US_ASCII), 0, bytes, 9 * PAGE + 40, 15);

        assertThat(LostMetas.areIn(ByteSource.of("noise", bytes))).isFalse();
    }
}
