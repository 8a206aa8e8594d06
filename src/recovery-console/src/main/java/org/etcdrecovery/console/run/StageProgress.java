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

/** How far one stage of the work has come. */
public final class StageProgress {
    /** Before that a rate is only noise. */
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

    /** What is done. */
    public Stage stage() {
        return stage;
    }

    /** What it is done to: a file, a member, an endpoint. */
    public String subject() {
        return subject;
    }

    /** How much there is to do, in the unit of the stage; negative when that is not known. */
    public long total() {
        return total;
    }

    /** How much is done. */
    public ReadOnlyLongProperty done() {
        return done.getReadOnlyProperty();
    }

    /** Whether the stage has ended, one way or the other. */
    public ReadOnlyBooleanProperty ended() {
        return ended.getReadOnlyProperty();
    }

    /** The part that is done, 0 to 1; negative when it cannot be told. */
    public double fraction() {
        if (ended.get()) {
            return 1;
        }
        return total <= 0 ? -1 : Math.min(1, (double) done.get() / total);
    }

    /** How much is done in a second, on the average so far; empty while that says nothing. */
    public Optional<Double> rate() {
        Duration elapsed = Duration.ofNanos(seenNanos - startNanos);
        return elapsed.compareTo(SETTLED) < 0 || done.get() == 0
                ? Optional.empty()
                : Optional.of(done.get() / (elapsed.toNanos() / 1e9));
    }

    /** How long it will go on at that rate; empty when nobody can tell. */
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
            // First, so that what is counted after it only shows next time.
            boolean last = closed;
            done.set(counted.sum());
            ended.set(last);
        }
    }
}
