package org.etcdrecovery.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HumanSizeTest {
    /** The results of {@code humanize.Bytes} of dustin/go-humanize 1.0.1. */
    @ParameterizedTest
    @CsvSource({"0, 0 B", "9, 9 B", "10, 10 B", "999, 999 B", "1000, 1.0 kB", "1023, 1.0 kB", "1449, 1.4 kB",
            "1450, 1.5 kB", "9949, 9.9 kB", "9950, 10 kB", "20480, 20 kB", "28672, 29 kB", "999499, 1000 kB",
            "999999, 1000 kB", "1000000, 1.0 MB", "1323008, 1.3 MB", "2320000000, 2.3 GB", "8589934592, 8.6 GB",
            "9223372036854775807, 9.2 EB"})
    void saysSizesAsGoHumanizeDoes(long bytes, String words) {
        assertThat(HumanSize.of(bytes)).isEqualTo(words);
    }
}
