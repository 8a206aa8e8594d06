package org.etcdrecovery.core.restore;

import java.util.concurrent.atomic.AtomicInteger;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Work;

/** A progress that runs an action at one of its reports. */
final class Reports {
    private Reports() {}

    /** Counts the reports, and acts at one of them. */
    static Progress at(int report, AtomicInteger counter, Runnable action) {
        Runnable count = () -> {
            if (counter.incrementAndGet() == report) {
                action.run();
            }
        };
        return (stage, subject, total) -> {
            count.run();
            return new Work() {
                @Override
                public void advance(long amount) {
                    count.run();
                }

                @Override
                public void close() {
                    // Nothing is shown.
                }
            };
        };
    }
}
