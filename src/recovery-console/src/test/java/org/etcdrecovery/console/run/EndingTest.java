package org.etcdrecovery.console.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.progress.Work;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EndingTest {
    @Test
    void cancelsWhatRunsAndWaitsUntilItHasCleanedUp() throws Exception {
        Ending ending = new Ending();
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean cleaned = new AtomicBoolean();
        CompletableFuture<Void> work = CompletableFuture.runAsync(() -> {
            try {
                ending.run(Progress.NONE, progress -> {
                    try (Work running = progress.begin(Stage.REHEARSE, "", -1)) {
                        begun.countDown();
                        while (true) {
                            running.advance(0);
                            Thread.onSpinWait();
                        }
                    } finally {
                        cleaned.set(true);
                    }
                });
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        begun.await();

        ending.end();

        assertThat(cleaned).isTrue();
        assertThatThrownBy(() -> work.get(30, TimeUnit.SECONDS)).hasRootCauseInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> ending.run(Progress.NONE, progress -> progress.begin(Stage.LIST, "", 1)))
                .as("begun later")
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void waitsForNothingIfNothingRuns() throws Exception {
        Ending ending = new Ending();
        String answer = ending.run(Progress.NONE, _ -> "answer");
        assertThat(answer).isEqualTo("answer");

        ending.end();
    }

    @Test
    void closesWhatIsOpenEvenIfSomethingCannotBeClosed() {
        Ending ending = new Ending();
        AtomicBoolean closed = new AtomicBoolean();
        ending.closes(() -> {
            throw new IOException("gone already");
        });
        ending.closes(() -> closed.set(true));

        ending.end();

        assertThat(closed).isTrue();
    }
}
