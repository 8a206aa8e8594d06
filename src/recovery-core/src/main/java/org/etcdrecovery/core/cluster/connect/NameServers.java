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
 * Queries the name servers of this host as Go's resolver does for etcdctl. It applies the search domains and
 * {@code ndots} of resolv.conf, tries the next server if one fails or does not answer, and the next name if a search
 * domain does not have the records. Answers are not cached.
 *
 * <p>An instance serves one discovery, and its lookups share one deadline. An answer has at most 64 KiB, the greatest
 * length that DNS can state.
 */
final class NameServers implements AutoCloseable {
    /** glibc's and Go's limits on the servers in resolv.conf and on the rounds through them. */
    private static final int MOST_SERVERS = 3;
    private static final int ROUNDS = 2;
    /** Short enough for two rounds through three servers within {@link #PATIENCE}. */
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /**
     * Where names are looked up.
     *
     * @param servers the addresses of the name servers, in the order in which they are tried
     * @param search  the domains to append to a name that has no dot at its end
     * @param ndots   the number of dots from which on a name is tried without a search domain first
     */
    record Setup(List<InetSocketAddress> servers, List<Name> search, int ndots) {
        static Setup ofThisHost() {
            // dnsjava reads resolv.conf only once, but a laptop may change networks while the console runs.
            ResolverConfig.refresh();
            ResolverConfig host = ResolverConfig.getCurrentConfig();
            return new Setup(host.servers(), host.searchPath(), host.ndots());
        }
    }

    private final Setup setup;
    /** The server that answered last is the first. */
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

    /** No server answers, or none completely in time. The message is a sentence without its full stop. */
    static final class SilentException extends Exception {
        private static final long serialVersionUID = 1L;

        SilentException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * Looks up the SRV records of a name.
     *
     * @return the records; empty if the name does not exist or has none
     * @throws FailedException if servers report a failure, or answer with a malformed message
     * @throws SilentException if they do not answer
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
                // A failure for one search domain must not prevent the lookup of the other names.
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
            // DNS cannot have a name of this length.
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
     * Closes every connection to a name server. dnsjava times out a TCP query only if nothing arrives, so a server that
     * sends a byte now and then could keep one open for hours. This also breaks off the attempts of other instances,
     * which then try again.
     */
    @Override
    public void close() {
        NioClient.close();
    }
}
