package org.etcdrecovery.core.cluster.save;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StallWindowTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final StallWindow window = new StallWindow(Duration.ofSeconds(30), 0);

    @Test
    void isPatientForAWindow() {
        assertThat(window.isStalled(0, 30 * SECOND - 1)).isFalse();
        assertThat(window.isStalled(0, 30 * SECOND)).isTrue();
    }

    @Test
    void wantsTheMinimumInEveryWindow() {
        assertThat(window.isStalled(StallWindow.MINIMUM, 30 * SECOND)).isFalse();
        assertThat(window.isStalled(2 * StallWindow.MINIMUM - 1, 60 * SECOND)).isTrue();
    }

    @Test
    void hasNoLimitForTheWhole() {
        for (int i = 1; i <= 100_000; i++) {
            assertThat(window.isStalled((long) i * StallWindow.MINIMUM, 30 * SECOND * i)).isFalse();
        }
    }

    @Test
    void doesNotCountTheTimeInWhichTheReceiverWasBusy() {
        window.restart(0, 29 * SECOND);
        assertThat(window.isStalled(0, 58 * SECOND)).isFalse();
        assertThat(window.isStalled(0, 59 * SECOND)).isTrue();
    }
}
