package org.etcdrecovery.core.cluster.connect;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.etcdrecovery.core.cluster.connect.NameServers.FailedException;
import org.etcdrecovery.core.cluster.connect.NameServers.SilentException;
import org.etcdrecovery.core.text.UrlText;
import org.xbill.DNS.SRVRecord;

/**
 * Finds the endpoints of a cluster by DNS SRV records, as etcdctl's {@code --discovery-srv} does:
 * {@code _etcd-client-ssl._tcp.DOMAIN} lists those with TLS, {@code _etcd-client._tcp.DOMAIN} those without.
 * Source: etcd client/pkg/v3/srv.
 */
public final class SrvDiscovery {
    private static final String INSTEAD = " Check the domain, or name the endpoints instead.";

    /** The name of some SRV records, and whether their endpoints use TLS. */
    private record Query(String name, boolean tls) {}

    private SrvDiscovery() {}

    /**
     * Looks up the endpoints, using the name servers of this host.
     *
     * @param domain   the domain of the cluster
     * @param service  a suffix of the records' names, for several clusters in one domain; may be empty
     * @param insecure whether to include endpoints without TLS
     * @throws DiscoveryException if there are no such records, or too many, or DNS fails or does not answer
     * @throws SettingsException  if a name is a URL
     */
    public static List<Endpoint> find(String domain, String service, boolean insecure) throws SettingsException {
        refuseUrl(domain);
        refuseUrl(service);
        try (NameServers servers = new NameServers(NameServers.Setup.ofThisHost())) {
            return find(servers, domain, service, insecure);
        }
    }

    /** Keeps a password in a URL that was typed here by mistake away from name servers and out of messages. */
    private static void refuseUrl(String name) throws SettingsException {
        if (name.contains("@") || name.contains("/")) {
            throw new SettingsException("DNS has no SRV records for " + UrlText.of(name)
                    + ": only a name is expected, without scheme, user and password." + INSTEAD);
        }
    }

    static List<Endpoint> find(NameServers servers, String domain, String service, boolean insecure)
            throws DiscoveryException {
        String suffix = (service.isEmpty() ? "" : "-" + service) + "._tcp." + domain;
        List<Query> queries = insecure
                ? List.of(new Query("_etcd-client-ssl" + suffix, true), new Query("_etcd-client" + suffix, false))
                : List.of(new Query("_etcd-client-ssl" + suffix, true));
        TreeSet<Endpoint> endpoints = new TreeSet<>();
        DiscoveryException failure = null;
        for (Query query : queries) {
            try {
                for (SRVRecord record : servers.srv(query.name())) {
                    endpoints.add(endpoint(record, query.tls()));
                }
            } catch (SilentException e) {
                throw new DiscoveryException(e.getMessage() + ". Name the endpoints instead.", e);
            } catch (FailedException e) {
                // Like etcdctl, ignore a failure for one of the names if the other one has records.
                failure = new DiscoveryException("DNS fails at " + query.name() + ": " + e.getMessage() + "." + INSTEAD,
                        e);
            }
        }
        if (endpoints.isEmpty()) {
            throw failure != null
                    ? failure
                    : new DiscoveryException("DNS has no SRV records " + queries.stream()
                            .map(Query::name)
                            .collect(Collectors.joining(" or ")) + "." + INSTEAD);
        }
        if (endpoints.size() > Limits.MEMBERS) {
            throw new DiscoveryException("DNS names " + endpoints.size() + " endpoints for " + domain + ", and at most "
                    + Limits.MEMBERS + " are accepted. Name those of the cluster instead.");
        }
        return List.copyOf(endpoints);
    }

    private static Endpoint endpoint(SRVRecord record, boolean tls) throws DiscoveryException {
        try {
            return Endpoint.parse((tls ? "https://" : "http://") + record.getTarget().toString(true) + ":"
                    + record.getPort(), tls);
        } catch (SettingsException e) {
            throw new DiscoveryException(
                    "DNS answers with an SRV record that cannot be read: " + record.rdataToString(),
                    e);
        }
    }
}
