package org.etcdrecovery.core.deliver;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Works on all hosts at once. */
final class EachHost {
    private EachHost() {}

    /** What is done with a host. */
    @FunctionalInterface
    interface Task<T, R> {
        R run(T host) throws IOException;
    }

    /**
     * Runs a task for every host, and returns the results in their order once all have ended.
     *
     * @throws CancellationException if one of them was cancelled; the others have ended by then
     */
    static <T, R> List<R> run(List<T> hosts, Task<T, R> task) throws IOException {
        List<Future<R>> futures = new ArrayList<>();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            hosts.forEach(host -> futures.add(executor.submit(() -> task.run(host))));
        }
        List<R> results = new ArrayList<>();
        for (Future<R> future : futures) {
            try {
                results.add(future.get());
            } catch (ExecutionException e) {
                switch (e.getCause()) {
                    case IOException io -> throw io;
                    case RuntimeException runtime -> throw runtime;
                    case Error error -> throw error;
                    case null, default -> throw new IllegalStateException(e);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw (CancellationException) new CancellationException("interrupted").initCause(e);
            }
        }
        return results;
    }
}
