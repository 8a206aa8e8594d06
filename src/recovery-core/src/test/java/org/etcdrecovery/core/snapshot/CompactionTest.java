package org.etcdrecovery.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompactionTest {
    @ParameterizedTest
    @CsvSource({"-1, -1, -1, false", "5, 5, 5, false", "9, 5, 9, true", "9, -1, 9, true", "-1, 5, 5, false",
            "5, 9, 9, false"})
    void theOneThatReachesFurtherCounts(long scheduled, long finished, long revision, boolean pending) {
        Compaction compaction = new Compaction(scheduled, finished);
        assertThat(compaction.revision()).isEqualTo(revision);
        assertThat(compaction.isPending()).isEqualTo(pending);
    }

    @Test
    void anEmptyBucketKnowsNone() {
        assertThat(Compaction.of(new SmallBucket())).isEqualTo(new Compaction(Compaction.NONE, Compaction.NONE));
    }
}
