package org.etcdrecovery.console.run;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.progress.Work;

/** The progress of one stage of the work. */
public final class StageProgress {
    /** Earlier than this a rate is only noise. */
    private static final Duration SETTLED = Duration.ofMillis(500);

    private final Stage stage;
    private final String subject;
    private final long total;
    private final LongAdder counted = new LongAdder();
    private final long startNanos = System.nanoTime();
    private volatile boolean closed;
    private long seenNanos = startNanos;
    private final ReadOnlyLongWrapper done = new ReadOnlyLongWrapper();
    private final ReadOnlyBooleanWrapper ended = new ReadOnlyBooleanWrapper();

    StageProgress(Stage stage, String subject, long total) {
        this.stage = stage;
        this.subject = subject;
        this.total = total;
    }

    /** The stage that this is the progress of. */
    public Stage stage() {
        return stage;
    }

    /** What the stage works on: a file, a member, an endpoint. */
    public String subject() {
        return subject;
    }

    /** How much there is to do, in the unit of the stage; negative if unknown. */
    public long total() {
        return total;
    }

    /** How much is done, in the unit of the stage. */
    public ReadOnlyLongProperty done() {
        return done.getReadOnlyProperty();
    }

    /** Whether the stage has ended, successfully or not. */
    public ReadOnlyBooleanProperty ended() {
        return ended.getReadOnlyProperty();
    }

    /** The fraction done, 0 to 1; negative if unknown. */
    public double fraction() {
        if (ended.get()) {
            return 1;
        }
        return total <= 0 ? -1 : Math.min(1, (double) done.get() / total);
    }

    /** The average rate so far, in units of the stage per second; empty while it means nothing. */
    public Optional<Double> rate() {
        Duration elapsed = Duration.ofNanos(seenNanos - startNanos);
        return elapsed.compareTo(SETTLED) < 0 || done.get() == 0
                ? Optional.empty()
                : Optional.of(done.get() / (elapsed.toNanos() / 1e9));
    }

    /** The time left at that rate; empty if unknown. */
    public Optional<Duration> timeLeft() {
        return total <= 0 || ended.get()
                ? Optional.empty()
                : rate().map(
                        perSecond -> Duration.ofMillis((long) (Math.max(0, total - done.get()) / perSecond * 1000)));
    }

    Work work() {
        return new Work() {
            @Override
            public void advance(long amount) {
                counted.add(amount);
            }

            @Override
            public void close() {
                closed = true;
            }
        };
    }

    void refresh() {
        if (!ended.get()) {
            seenNanos = System.nanoTime();
            // Taken first, so that whatever is counted from here on shows in the next refresh.
            boolean last = closed;
            done.set(counted.sum());
            ended.set(last);
        }
    }
}
