package org.etcdrecovery.core.wal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class WalSummaryTest {
    @Test
    void keepsWhatDecidesWhereAServerStarts() throws IOException {
        WalSummary summary = new WalSummary();
        WalFiles.read(WalFiles.cutLog(), summary);
        assertThat(summary.metadata()).hasValue(new WalRecord.Metadata(7, 9));
        assertThat(summary.state()).isEqualTo(new WalRecord.State(3, 7, 59));
        assertThat(summary.lastIndex()).isEqualTo(60);
        // The log also has a snapshot record at 60, beyond the commit index.
        assertThat(summary.validSnapshots()).extracting(WalRecord.Snapshot::index).containsExactly(0L, 30L);
    }

    @Test
    void ofAnEmptyLogKnowsNothing() throws IOException {
        WalSummary summary = new WalSummary();
        WalFiles.read(WalFiles.log(new byte[0]), summary);
        assertThat(summary.metadata()).isEmpty();
        assertThat(summary.state()).isEqualTo(new WalRecord.State(0, 0, 0));
        assertThat(summary.lastIndex()).isZero();
        assertThat(summary.validSnapshots()).isEmpty();
    }
}
