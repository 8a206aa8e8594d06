package org.etcdrecovery.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.zip.CRC32C;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class Crc32cTest {
    @Property(tries = 200)
    void goesOnWhereTheChecksumOfThePlatformEnded(@ForAll byte[] first, @ForAll byte[] second) {
        CRC32C whole = new CRC32C();
        whole.update(first);
        int running = (int) whole.getValue();
        whole.update(second);
        assertThat(Crc32c.update(running, second)).isEqualTo((int) whole.getValue());
        assertThat(Crc32c.update(Crc32c.update(0, first), second)).isEqualTo((int) whole.getValue());
    }
}
