package org.etcdrecovery.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.etcdrecovery.core.bytes.DirectBuffers;
import org.junit.jupiter.api.Test;

class KeyFingerprintTest {
    private record Fingerprint(long high, int low) {}

    /** Keys that differ in little but their length: a key may begin with NUL bytes, or consist of them. */
    @Test
    void noTwoShortKeysShareOne() {
        for (int seed = 0; seed < 20; seed++) {
            KeyFingerprint fingerprint = new KeyFingerprint();
            Set<Fingerprint> seen = new HashSet<>();
            int keys = 0;
            for (int length = 0; length <= 20; length++) {
                byte[] key = new byte[length];
                assertThat(seen.add(of(fingerprint, key))).isTrue();
                keys++;
                for (int last = 1; last < 256 && length > 0; last++, keys++) {
                    key[length - 1] = (byte) last;
                    assertThat(seen.add(of(fingerprint, key))).as(Arrays.toString(key)).isTrue();
                }
            }
            assertThat(seen).hasSize(keys);
        }
    }

    private static Fingerprint of(KeyFingerprint fingerprint, byte[] key) {
        fingerprint.take(DirectBuffers.copyOf(key), 0, key.length);
        return new Fingerprint(fingerprint.high(), fingerprint.low());
    }
}
