package org.etcdrecovery.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotaTest {
    private static final long MIB = 1 << 20;

    @Test
    void theDefaultLeavesRoomBelowEightyPercent() {
        long fourFifths = (2L << 30) / 5 * 4;
        assertThat(Quota.DEFAULT.summary(fourFifths - MIB)).isEmpty();
        assertThat(Quota.neededFor(fourFifths - MIB)).isEmpty();
        assertThat(Quota.DEFAULT.summary(fourFifths + MIB)).hasValueSatisfying(
                summary -> assertThat(summary).contains("takes up to 1.7 GB, most of etcd's default quota of 2 GiB"));
        assertThat(Quota.DEFAULT.summary((2L << 30) + 1)).hasValueSatisfying(
                summary -> assertThat(summary).contains("more than etcd's default quota"));
    }

    @ParameterizedTest
    @CsvSource({"1740, 8192", "2049, 8192", "6144, 8192", "6145, 8192", "6554, 9216", "7168, 9216", "10240, 13312"})
    void theQuotaThatIsNeededLeavesAQuarterMore(long size, long quota) {
        assertThat(Quota.neededFor(size * MIB)).contains(new Quota(quota * MIB));
    }

    @Test
    void aQuotaThatIsGivenCounts() {
        assertThat(new Quota(16L << 30).summary(4L << 30)).isEmpty();
        assertThat(new Quota(MIB).summary(2 * MIB).orElseThrow()).endsWith("more than the quota of 1.0 MB");
        assertThat(Quota.DEFAULT.advice(7L << 30)).contains("--quota-backend-bytes=9663676416");
        assertThatIllegalArgumentException().isThrownBy(() -> new Quota(0));
    }

    @Test
    void theLargestSizeHasAQuota() {
        assertThat(Quota.neededFor(Long.MAX_VALUE / 2).orElseThrow().bytes()).isPositive();
        assertThat(Quota.DEFAULT.summary(Long.MAX_VALUE)).isPresent();
    }
}
