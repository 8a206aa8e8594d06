package org.etcdrecovery.core.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.junit.jupiter.api.Test;

/** What the journals of an undo say decides whether a later clean deletes without a question. */
class WrittenTest {
    @Test
    void onlyAMajorityCanSayThatNothingWasWritten() {
        assertThat(written(0, true).unsaved()).isEqualTo(Writes.NONE);
        assertThat(written(1, true).unsaved()).isEqualTo(Writes.UNSAVED);
        assertThat(written(0, false).unsaved()).isEqualTo(Writes.UNKNOWN);
    }

    @Test
    void whatIsWrittenDuringTheSaveIsNotSaved() {
        assertThat(written(3, true).saved(Optional.of(written(3, true)))).isEqualTo(Writes.SAVED);
        assertThat(written(3, true).saved(Optional.of(written(4, true)))).isEqualTo(Writes.UNSAVED);
        assertThat(written(3, true).saved(Optional.of(written(3, false)))).isEqualTo(Writes.UNKNOWN);
        assertThat(written(3, true).saved(Optional.empty())).isEqualTo(Writes.UNKNOWN);
        assertThat(written(3, false).saved(Optional.of(written(3, true)))).isEqualTo(Writes.UNKNOWN);
    }

    private static Written written(long revisions, boolean certain) {
        return new Written(revisions, Endpoint.readable(List.of("http://192.0.2.1:2379")).getFirst(), certain);
    }
}
