package org.etcdrecovery.core.cluster.probe;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Contacts;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.SettingsException;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.progress.Work;
import org.jspecify.annotations.Nullable;

/**
 * Asks every member of a cluster at once.
 *
 * <p>It asks the endpoints that the operator named, and then the members that the returned lists mention and no
 * endpoint led to. So one named endpoint of three is enough to see all three members. A member that does not answer
 * clients is asked at its peer URL. If the first round returns no list, the second one starts by guessing the peer
 * ports.
 */
public final class Prober {
    private static final long PULSE_MILLIS = 25;
    /** Connections at once. Each takes memory, and a server decides how many members there are. */
    private static final int AT_ONCE = 32;

    private final Contacts contacts;
    private final List<Endpoint> named;
    private final Consumer<MemberProbe> listener;
    private final Semaphore slots = new Semaphore(AT_ONCE);
    private final Map<Endpoint, MemberProbe> rows = new LinkedHashMap<>();

    /** Who is asked. */
    public enum Scope {
        /** The named endpoints only. */
        NAMED,
        /** The named endpoints, and the members that they list. */
        CLUSTER
    }

    private Prober(Contacts contacts, Consumer<MemberProbe> listener) {
        this.contacts = contacts;
        this.named = contacts.settings().endpoints();
        this.listener = listener;
    }

    /**
     * Asks the whole cluster.
     *
     * @see #probe(Contacts, Scope, Consumer, Progress)
     */
    public static ProbeReport probe(ConnectionSettings settings, Consumer<MemberProbe> listener, Progress progress)
            throws SettingsException {
        return probe(new Contacts(settings), Scope.CLUSTER, listener, progress);
    }

    /**
     * Asks, and returns once every member has answered or run out of time: a few command timeouts for each of its URLs.
     *
     * @param contacts how to reach the cluster; records the hosts contacted and the tokens issued
     * @param scope    who is asked
     * @param listener receives each row as soon as it is complete, on the calling thread; a later row replaces an
     *                 earlier one of the same endpoint
     * @param progress counts rows
     * @throws SettingsException                                 if certificates or keys cannot be used
     * @throws java.util.concurrent.CancellationException if the progress cancels the work
     */
    public static ProbeReport probe(Contacts contacts, Scope scope, Consumer<MemberProbe> listener, Progress progress)
            throws SettingsException {
        Prober prober = new Prober(contacts, listener);
        try (Work work = progress.begin(Stage.PROBE, prober.subject(), -1);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                prober.ask(scope, threads, work);
            } finally {
                threads.shutdownNow();
            }
        }
        return new ProbeReport(prober.inOrder(), contacts.made());
    }

    private String subject() {
        return String.join(", ", named.stream().map(Endpoint::authority).toList());
    }

    private void ask(Scope scope, ExecutorService threads, Work work) throws SettingsException {
        collect(named.stream()
                .<Callable<MemberProbe>>map(endpoint -> () -> EndpointProber.probe(endpoint, contacts))
                .toList(), threads, work);
        if (scope == Scope.CLUSTER) {
            collect(SilentCluster.questions(List.copyOf(rows.values()), contacts), threads, work);
            collect(SilentMembers.questions(List.copyOf(rows.values()), contacts), threads, work);
        }
    }

    private void collect(List<Callable<MemberProbe>> questions, ExecutorService threads, Work work)
            throws SettingsException {
        CompletionService<MemberProbe> answers = new ExecutorCompletionService<>(threads);
        questions.forEach(question -> answers.submit(() -> inTurn(question)));
        int missing = questions.size();
        while (missing > 0) {
            Future<MemberProbe> answer = poll(answers);
            work.advance(answer == null ? 0 : 1);
            if (answer != null) {
                missing--;
                MemberProbe row = get(answer);
                rows.put(row.endpoint(), row);
                listener.accept(row);
            }
        }
    }

    private MemberProbe inTurn(Callable<MemberProbe> question) throws Exception {
        slots.acquire();
        try {
            return question.call();
        } finally {
            slots.release();
        }
    }

    private static @Nullable Future<MemberProbe> poll(CompletionService<MemberProbe> answers) {
        try {
            return answers.poll(PULSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (CancellationException) new CancellationException("interrupted").initCause(e);
        }
    }

    private static MemberProbe get(Future<MemberProbe> answer) throws SettingsException {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            throw new IllegalStateException("a completed future does not block", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SettingsException wrong) {
                throw wrong;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** The named endpoints in the operator's order, then the others by member name. */
    private List<MemberProbe> inOrder() {
        Comparator<MemberProbe> order = Comparator.<MemberProbe>comparingInt(
                row -> named.indexOf(row.endpoint()) & Integer.MAX_VALUE).thenComparing(MemberProbe::name);
        return rows.values().stream().sorted(order).toList();
    }
}
