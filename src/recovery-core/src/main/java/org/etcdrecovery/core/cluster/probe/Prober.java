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
 * <p>Two rounds: first the endpoints that the operator named, then, from the lists of members that came back, the
 * members that no endpoint led to. Whoever names one endpoint of three hears of all three. A member that answers
 * neither is asked on its peer URL. Between the two, when no list came back at all, the peer ports are guessed.
 */
public final class Prober {
    private static final long PULSE_MILLIS = 25;
    /** Connections at once; each takes memory, and how many members there are is what a server says. */
    private static final int AT_ONCE = 32;

    private final Contacts contacts;
    private final List<Endpoint> named;
    private final Consumer<MemberProbe> listener;
    private final Semaphore slots = new Semaphore(AT_ONCE);
    private final Map<Endpoint, MemberProbe> rows = new LinkedHashMap<>();

    /** Who is asked. */
    public enum Scope {
        /** The named endpoints and nobody else. */
        NAMED,
        /** Also the members that they tell of. */
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
     * Asks, and returns when every member has answered or had its time: a few command timeouts for each URL it may have.
     *
     * @param contacts how to reach the cluster; keeps who was contacted and the tokens that were issued
     * @param scope    who is asked
     * @param listener hears of each row as soon as it is there, on the calling thread; a row of the same endpoint
     *                 replaces the one before
     * @param progress counts rows
     * @throws SettingsException                                 when certificates or keys cannot be used
     * @throws java.util.concurrent.CancellationException when the progress says so
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
            throw new IllegalStateException("an answer that has arrived does not wait", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SettingsException wrong) {
                throw wrong;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** The named endpoints as they were named, then the others by member. */
    private List<MemberProbe> inOrder() {
        Comparator<MemberProbe> order = Comparator.<MemberProbe>comparingInt(
                row -> named.indexOf(row.endpoint()) & Integer.MAX_VALUE).thenComparing(MemberProbe::name);
        return rows.values().stream().sorted(order).toList();
    }
}
