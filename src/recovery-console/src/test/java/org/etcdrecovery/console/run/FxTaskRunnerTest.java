package org.etcdrecovery.console.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import org.etcdrecovery.console.testing.ScreenTest;
import org.junit.jupiter.api.Test;

class FxTaskRunnerTest extends ScreenTest {
    private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final List<String> seen = new ArrayList<>();
    private final List<Throwable> unexpected = new ArrayList<>();

    @Test
    void showsWhatIsPublishedInItsOrderAndTheEndLast() throws TimeoutException {
        run(reporter -> {
            for (int i = 0; i < 3; i++) {
                String update = "update " + i;
                reporter.publish(() -> seen.add(update));
            }
            return "end";
        });

        assertThat(seen).containsExactly("update 0", "update 1", "update 2", "end");
    }

    @Test
    void letsOtherEventsComeBetweenSlowUpdates() throws TimeoutException {
        run(reporter -> {
            reporter.publish(() -> {
                Platform.runLater(() -> seen.add("key"));
                beBusy();
                seen.add("slow update");
            });
            reporter.publish(() -> seen.add("next update"));
            return "end";
        });

        assertThat(seen).containsExactly("slow update", "key", "next update", "end");
    }

    @Test
    void tellsOfAFaultOfTheProgramAsWell() throws TimeoutException {
        run(_ -> {
            throw new IllegalStateException("a fault");
        });

        assertThat(seen).containsExactly("failed: a fault");
        assertThat(unexpected).singleElement().isInstanceOf(IllegalStateException.class);
    }

    private void run(Job<String> job) throws TimeoutException {
        Activity activity = new Activity();
        try (FxTaskRunner runner = onFx(() -> new FxTaskRunner(unexpected::add))) {
            doOnFx(() -> runner.run(activity, job, seen::add, thrown -> seen.add("failed: " + thrown.getMessage())));
            await(() -> !activity.isRunning());
        }
    }

    /** Takes longer than one event may spend on updates. */
    private static void beBusy() {
        long began = System.nanoTime();
        while (System.nanoTime() - began < SLOW_NANOS) {
            Thread.onSpinWait();
        }
    }
}
