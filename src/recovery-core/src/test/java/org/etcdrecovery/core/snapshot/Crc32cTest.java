package org.etcdrecovery.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.zip.CRC32C;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class Crc32cTest {
    @Property(tries = 200)
    void putsTwoTogether(@ForAll byte[] first, @ForAll byte[] second) {
        assertThat(Crc32c.concat(of(first), of(second), second.length)).isEqualTo(of(first, second));
    }

    @Property(tries = 20)
    void putsLongOnesTogether(@ForAll byte[] first, @ForAll @IntRange(max = 3 << 20) int length) {
        byte[] zeros = new byte[length];
        assertThat(Crc32c.concat(of(first), of(zeros), length)).isEqualTo(of(first, zeros));
    }

    @Test
    void putsTogetherWhatIsLongerThanAnArray() {
        byte[] part = new byte[1 << 20];
        Arrays.fill(part, (byte) 7);
        CRC32C whole = new CRC32C();
        int sum = 0;
        for (int i = 0; i < 4100; i++) {
            whole.update(part);
            sum = Crc32c.concat(of(part), sum, (long) i << 20);
        }
        assertThat(sum).isEqualTo((int) whole.getValue());
    }

    @Property(tries = 200)
    void goesOnWhereTheChecksumOfThePlatformEnded(@ForAll byte[] first, @ForAll byte[] second) {
        CRC32C whole = new CRC32C();
        whole.update(first);
        int running = (int) whole.getValue();
        whole.update(second);
        assertThat(Crc32c.update(running, second)).isEqualTo((int) whole.getValue());
        assertThat(Crc32c.update(Crc32c.update(0, first), second)).isEqualTo((int) whole.getValue());
    }

    private static int of(byte[]... parts) {
        CRC32C crc = new CRC32C();
        for (byte[] part : parts) {
            crc.update(part);
        }
        return (int) crc.getValue();
    }
}
