package org.etcdrecovery.core.cluster.connect;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.NioClient;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.WireParseException;
import org.xbill.DNS.lookup.LookupFailedException;
import org.xbill.DNS.lookup.LookupSession;
import org.xbill.DNS.lookup.NoSuchDomainException;
import org.xbill.DNS.lookup.NoSuchRRSetException;
import org.xbill.DNS.lookup.ServerFailedException;

/**
 * The name servers of this host, asked as Go's resolver asks them for etcdctl: search domains and {@code ndots} of
 * resolv.conf apply, a server that fails or is silent is followed by the next one, and a search domain without the
 * records by the next name. Answers are not cached.
 *
 * <p>An instance serves one question of the operator and shares the time for it between all lookups. An answer has at
 * most 64 KiB, which is what DNS can state as a length.
 */
final class NameServers implements AutoCloseable {
    /** As many as resolv.conf may name, and rounds through them: glibc's and Go's limits. */
    private static final int MOST_SERVERS = 3;
    private static final int ROUNDS = 2;
    /** Two rounds through three servers end within the patience. */
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /**
     * Where names are looked up.
     *
     * @param servers the addresses of the name servers, in the order in which they are asked
     * @param search  the domains that complete a name without a dot at its end
     * @param ndots   from how many dots on a name is first looked up as it is
     */
    record Setup(List<InetSocketAddress> servers, List<Name> search, int ndots) {
        static Setup ofThisHost() {
            // dnsjava reads resolv.conf once; a laptop changes networks while the console runs.
            ResolverConfig.refresh();
            ResolverConfig host = ResolverConfig.getCurrentConfig();
            return new Setup(host.servers(), host.searchPath(), host.ndots());
        }
    }

    private final Setup setup;
    /** The one that answered last comes first. */
    private final Deque<InetSocketAddress> servers;
    private final Duration timeout;
    private final Duration patience;
    private final long deadline;

    NameServers(Setup setup) {
        this(setup, TIMEOUT, PATIENCE);
    }

    /**
     * @param timeout  how long each attempt waits
     * @param patience how long all lookups together may take
     */
    NameServers(Setup setup, Duration timeout, Duration patience) {
        this.setup = setup;
        this.servers = new ArrayDeque<>(setup.servers().stream().limit(MOST_SERVERS).toList());
        this.timeout = timeout;
        this.patience = patience;
        this.deadline = System.nanoTime() + patience.toNanos();
    }

    /** The name cannot be looked up. */
    static final class FailedException extends Exception {
        private static final long serialVersionUID = 1L;

        FailedException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** No server answers, or none to the end in time. The message is a sentence without its full stop. */
    static final class SilentException extends Exception {
        private static final long serialVersionUID = 1L;

        SilentException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * The SRV records of a name; none where it does not exist or has no such records.
     *
     * @throws FailedException when servers answer that they cannot look it up, or with what cannot be an answer
     * @throws SilentException when they do not answer
     */
    List<SRVRecord> srv(String name) throws FailedException, SilentException {
        FailedException failure = null;
        for (Name each : expand(name)) {
            try {
                List<SRVRecord> records = lookUp(each);
                if (!records.isEmpty()) {
                    return records;
                }
            } catch (FailedException e) {
                // A search domain that its servers fail at does not keep the other names from being looked up.
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return List.of();
    }

    private List<Name> expand(String text) throws FailedException {
        Name name;
        try {
            name = Name.fromString(text);
        } catch (TextParseException e) {
            throw new FailedException("this is not a domain name", e);
        }
        if (name.isAbsolute()) {
            return List.of(name);
        }
        List<Name> names = new ArrayList<>();
        for (Name domain : setup.search()) {
            append(name, domain, names);
        }
        append(name, Name.root, names);
        if (name.labels() > setup.ndots()) {
            names.addFirst(names.removeLast());
        }
        return names.stream().distinct().toList();
    }

    private static void append(Name name, Name domain, List<Name> names) {
        try {
            names.add(Name.concatenate(name, domain));
        } catch (NameTooLongException _) {
            // There is no such name in DNS.
        }
    }

    private List<SRVRecord> lookUp(Name name) throws FailedException, SilentException {
        FailedException failure = null;
        IOException silence = null;
        int attempts = ROUNDS * servers.size();
        for (int attempt = 0; attempt < attempts; attempt++) {
            try {
                return ask(servers.getFirst(), name);
            } catch (FailedException e) {
                failure = e;
            } catch (IOException e) {
                silence = e;
            }
            servers.addLast(servers.removeFirst());
        }
        if (failure != null) {
            throw failure;
        }
        throw new SilentException("The name servers of this host do not answer, asked for " + name.toString(true),
                silence);
    }

    private List<SRVRecord> ask(InetSocketAddress server, Name name)
            throws FailedException, IOException, SilentException {
        SimpleResolver resolver = new SimpleResolver(server);
        resolver.setTimeout(timeout);
        try {
            return LookupSession.builder()
                    .resolver(resolver)
                    .build()
                    .lookupAsync(name, Type.SRV, DClass.IN)
                    .toCompletableFuture()
                    .get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)
                    .getRecords()
                    .stream()
                    .filter(SRVRecord.class::isInstance)
                    .map(SRVRecord.class::cast)
                    .toList();
        } catch (TimeoutException e) {
            throw new SilentException("The name servers of this host did not answer completely within "
                    + Failure.seconds(patience) + ", asked for " + name.toString(true), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (CancellationException) new CancellationException("interrupted").initCause(e);
        } catch (ExecutionException e) {
            return switch (e.getCause()) {
                case NoSuchDomainException _,NoSuchRRSetException _ -> List.of();
                case ServerFailedException failed ->
                    throw new FailedException("the name server reports a failure (SERVFAIL)", failed);
                case LookupFailedException failed ->
                    throw new FailedException(String.valueOf(failed.getMessage()), failed);
                case WireParseException malformed ->
                    throw new FailedException("the name server answers with a message that cannot be read", malformed);
                case IOException io -> throw io;
                case null, default -> throw new IllegalStateException(e.getCause());
            };
        }
    }

    /**
     * Closes every connection to a name server. dnsjava ends a TCP query only while nothing arrives: a server that sends
     * a byte now and then would keep it for hours. Lookups of another instance repeat the attempt that this ends.
     */
    @Override
    public void close() {
        NioClient.close();
    }
}
