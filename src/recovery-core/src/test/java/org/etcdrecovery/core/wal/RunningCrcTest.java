package org.etcdrecovery.core.wal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class RunningCrcTest {
    @Property(tries = 200)
    void goesOnFromAnyValue(@ForAll byte[] before, @ForAll byte[] after) {
        RunningCrc whole = new RunningCrc();
        whole.update(ByteString.copyFrom(before));
        RunningCrc restarted = new RunningCrc();
        restarted.restart(whole.value());
        assertThat(restarted.value()).isEqualTo(whole.value());
        whole.update(ByteString.copyFrom(after));
        restarted.update(ByteString.copyFrom(after));
        assertThat(restarted.value()).isEqualTo(whole.value());
    }

    @Property(tries = 200)
    void standsAtTheValueItWasGiven(@ForAll int value) {
        RunningCrc crc = new RunningCrc();
        crc.restart(value);
        assertThat(crc.value()).isEqualTo(value);
    }
}
