package org.etcdrecovery.core.cluster.connect;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Hashtable;
import java.util.List;
import java.util.TreeSet;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.DirContext;
import javax.naming.directory.InitialDirContext;

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
    private static final String TIMEOUT_MILLIS = "1000";
    private static final String ATTEMPTS = "3";

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
        return find(SYSTEM_SERVERS, domain, service, insecure);
    }

    /** The same, asking a server such as {@code dns://127.0.0.1:5353}. */
    static List<Endpoint> find(String server, String domain, String service, boolean insecure)
            throws SettingsException {
        String suffix = service.isEmpty() ? "" : "-" + service;
        TreeSet<Endpoint> endpoints = new TreeSet<>();
        try {
            DirContext dns = new InitialDirContext(environment(server));
            try {
                endpoints.addAll(records(dns, "_etcd-client-ssl" + suffix + "._tcp." + domain, true));
                if (insecure) {
                    endpoints.addAll(records(dns, "_etcd-client" + suffix + "._tcp." + domain, false));
                }
            } finally {
                dns.close();
            }
        } catch (NamingException e) {
            throw new SettingsException("DNS does not answer for " + domain + ": " + e.getMessage()
                    + ". Name the endpoints instead.", e);
        }
        if (endpoints.isEmpty()) {
            throw new SettingsException("DNS has no SRV records _etcd-client-ssl" + suffix + "._tcp." + domain
                    + (insecure ? " or _etcd-client" + suffix + "._tcp." + domain : "")
                    + ". Check the domain, or name the endpoints instead.");
        }
        return List.copyOf(endpoints);
    }

    private static Hashtable<String, String> environment(String server) {
        Hashtable<String, String> environment = new Hashtable<>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        environment.put(Context.PROVIDER_URL, server);
        environment.put("com.sun.jndi.dns.timeout.initial", TIMEOUT_MILLIS);
        environment.put("com.sun.jndi.dns.timeout.retries", ATTEMPTS);
        return environment;
    }

    private static List<Endpoint> records(DirContext dns, String name, boolean tls)
            throws NamingException, SettingsException {
        Attribute records;
        try {
            records = dns.getAttributes(name, new String[]{"SRV"}).get("SRV");
        } catch (NameNotFoundException e) {
            return List.of();
        }
        if (records == null) {
            return List.of();
        }
        List<Endpoint> endpoints = new ArrayList<>();
        NamingEnumeration<?> values = records.getAll();
        for (Object value : Collections.list(values)) {
            endpoints.add(parse(String.valueOf(value), tls));
        }
        return endpoints;
    }

    /** A record: priority, weight, port and target. */
    private static Endpoint parse(String record, boolean tls) throws SettingsException {
        String[] fields = record.split(" ", -1);
        try {
            String host = fields[3].endsWith(".") ? fields[3].substring(0, fields[3].length() - 1) : fields[3];
            return new Endpoint(host, Integer.parseInt(fields[2]), tls);
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            throw new SettingsException("DNS answers with an SRV record that cannot be read: " + record, e);
        }
    }
}
