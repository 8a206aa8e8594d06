package org.etcdrecovery.core.cluster.connect;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Hashtable;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javax.naming.CommunicationException;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.DirContext;
import javax.naming.directory.InitialDirContext;
import org.etcdrecovery.core.text.UrlText;

/**
 * Finds the endpoints of a cluster by DNS SRV records, as etcdctl's {@code --discovery-srv} does:
 * {@code _etcd-client-ssl._tcp.DOMAIN} for those with TLS, {@code _etcd-client._tcp.DOMAIN} for those without.
 * Source: etcd client/pkg/v3/srv.
 *
 * <p>Java asks for SRV records only through JNDI. The danger that Error Prone warns of lies in looking up objects; the
 * provider for DNS is named here, and asked for attributes, which it gives as text.
 */
@SuppressWarnings({"BanJNDI", "JdkObsolete"})
public final class SrvDiscovery {
    /** The name servers that this host is configured with. */
    private static final String SYSTEM_SERVERS = "dns:";
    /** How long the first attempt waits, in milliseconds; each further one waits twice as long. */
    private static final int TIMEOUT = 1000;
    private static final int ATTEMPTS = 3;
    /** How long everything may take: longer than all attempts at two name servers. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String INSTEAD = " Check the domain, or name the endpoints instead.";

    /** The name of records, and whether the endpoints behind them have TLS. */
    private record Query(String name, boolean tls) {}

    private SrvDiscovery() {}

    /**
     * Asks DNS.
     *
     * @param domain   the domain of the cluster
     * @param service  a suffix of the records' names, for several clusters in one domain; may be empty
     * @param insecure whether endpoints without TLS are taken
     * @throws SettingsException when there are no such records, or DNS does not answer
     */
    public static List<Endpoint> find(String domain, String service, boolean insecure) throws SettingsException {
        refuseUrl(domain);
        refuseUrl(service);
        return within(PATIENCE, domain, () -> find(SYSTEM_SERVERS, ATTEMPTS, domain, service, insecure));
    }

    /** Name servers are not to hear of a password that somebody typed here, nor is a message to show it. */
    private static void refuseUrl(String name) throws SettingsException {
        if (name.contains("@") || name.contains("/")) {
            throw new SettingsException("DNS has no SRV records for " + UrlText.of(name)
                    + ": only a name is expected, without scheme, user and password." + INSTEAD);
        }
    }

    /**
     * Ends after a time whatever happens: JNDI bounds how long it waits for a packet, not how long a name server may go
     * on sending a few bytes at a time over TCP.
     */
    static List<Endpoint> within(Duration patience, String domain, Callable<List<Endpoint>> question)
            throws SettingsException {
        FutureTask<List<Endpoint>> answer = new FutureTask<>(question);
        Thread.ofPlatform().daemon().name("dns").start(answer);
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new SettingsException("The name servers of this host did not answer completely within "
                    + Failure.seconds(patience) + ", asked for the endpoints of " + domain
                    + ". Name the endpoints instead.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (CancellationException) new CancellationException("interrupted").initCause(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SettingsException wrong) {
                throw wrong;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    /** Asks a server such as {@code dns://127.0.0.1:5353} so many times. */
    static List<Endpoint> find(String server, int attempts, String domain, String service, boolean insecure)
            throws SettingsException {
        String suffix = (service.isEmpty() ? "" : "-" + service) + "._tcp." + domain;
        List<Query> queries = insecure
                ? List.of(new Query("_etcd-client-ssl" + suffix, true), new Query("_etcd-client" + suffix, false))
                : List.of(new Query("_etcd-client-ssl" + suffix, true));
        TreeSet<Endpoint> endpoints = new TreeSet<>();
        SettingsException failure = null;
        for (Query query : queries) {
            try {
                endpoints.addAll(ask(server, attempts, query));
            } catch (CommunicationException e) {
                throw new SettingsException("The name servers of this host do not answer, asked for " + query.name()
                        + ". Name the endpoints instead.", e);
            } catch (NamingException e) {
                // As etcdctl does: that one of the names cannot be looked up is no matter when the other one can.
                failure = new SettingsException("DNS fails at " + query.name() + ": " + e.getMessage() + "." + INSTEAD,
                        e);
            }
        }
        if (endpoints.isEmpty()) {
            throw failure != null
                    ? failure
                    : new SettingsException("DNS has no SRV records " + queries.stream()
                            .map(Query::name)
                            .collect(Collectors.joining(" or ")) + "." + INSTEAD);
        }
        if (endpoints.size() > Limits.MEMBERS) {
            throw new SettingsException("DNS names " + endpoints.size() + " endpoints for " + domain + ", and at most "
                    + Limits.MEMBERS + " are accepted. Name those of the cluster instead.");
        }
        return List.copyOf(endpoints);
    }

    private static List<Endpoint> ask(String server, int attempts, Query query)
            throws NamingException, SettingsException {
        DirContext dns = new InitialDirContext(environment(server, attempts));
        try {
            return records(dns, query);
        } finally {
            dns.close();
        }
    }

    private static Hashtable<String, String> environment(String server, int attempts) {
        Hashtable<String, String> environment = new Hashtable<>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        environment.put(Context.PROVIDER_URL, server);
        environment.put("com.sun.jndi.dns.timeout.initial", String.valueOf(TIMEOUT));
        environment.put("com.sun.jndi.dns.timeout.retries", String.valueOf(attempts));
        return environment;
    }

    private static List<Endpoint> records(DirContext dns, Query query)
            throws NamingException, SettingsException {
        Attribute records;
        try {
            records = dns.getAttributes(query.name(), new String[]{"SRV"}).get("SRV");
        } catch (NameNotFoundException e) {
            return List.of();
        }
        if (records == null) {
            return List.of();
        }
        List<Endpoint> endpoints = new ArrayList<>();
        NamingEnumeration<?> values = records.getAll();
        for (Object value : Collections.list(values)) {
            endpoints.add(parse(String.valueOf(value), query.tls()));
        }
        return endpoints;
    }

    /** A record: priority, weight, port and target. */
    private static Endpoint parse(String record, boolean tls) throws SettingsException {
        String[] fields = record.split(" ", -1);
        try {
            String host = fields[3].endsWith(".") ? fields[3].substring(0, fields[3].length() - 1) : fields[3];
            return Endpoint.parse((tls ? "https://" : "http://") + host + ":" + fields[2], tls);
        } catch (IndexOutOfBoundsException | SettingsException e) {
            throw new SettingsException("DNS answers with an SRV record that cannot be read: " + record, e);
        }
    }
}
