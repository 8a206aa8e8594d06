package org.etcdrecovery.core.cluster.connect;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.etcdrecovery.core.text.UrlText;
import org.jspecify.annotations.Nullable;

/**
 * Where one member listens for clients.
 *
 * @param host   a DNS name, an IPv4 address, or an IPv6 address without brackets; for a Unix socket the name that a
 *               certificate must cover, which etcdctl takes from the last part of the path
 * @param port   the TCP port; 0 for a Unix socket
 * @param tls    whether the connection is encrypted
 * @param socket the path of a Unix socket on this host, perhaps a relative one; empty for TCP
 */
public record Endpoint(String host, int port, boolean tls, String socket) implements Comparable<Endpoint> {
    /** The port of etcd's clients, used when an endpoint names none. */
    public static final int DEFAULT_PORT = 2379;

    /** The last TCP port. */
    public static final int HIGHEST_PORT = 65_535;

    /** An endpoint that is reached by TCP. */
    public Endpoint(String host, int port, boolean tls) {
        this(host, port, tls, "");
    }

    /**
     * Parses a list of endpoints as etcdctl takes it, each as {@link #parse} does. Blanks around them and empty items are ignored, and so is a repetition.
     *
     * @param texts        the endpoints; an item may itself be a comma separated list
     * @param tlsByDefault what holds for those without a scheme
     * @throws SettingsException naming everything that is wrong with the list
     */
    public static List<Endpoint> parseAll(List<String> texts, boolean tlsByDefault) throws SettingsException {
        Set<Endpoint> endpoints = new LinkedHashSet<>();
        List<String> problems = new ArrayList<>();
        Set<String> schemes = new LinkedHashSet<>();
        String all = String.join(",", texts);
        if (all.contains("@")) {
            // Not taken apart: a comma may be in the password.
            throw new SettingsException("Endpoint " + UrlText.of(all) + ": only a host and a port are expected, without"
                    + " user and password. The user and the password have options and fields of their own.");
        }
        for (String text : all.split(",", -1)) {
            if (text.isBlank()) {
                continue;
            }
            try {
                endpoints.add(parse(text.strip(), tlsByDefault));
                if (text.strip().startsWith("http")) {
                    schemes.add(schemeOf(text.strip()));
                }
            } catch (SettingsException e) {
                problems.add(e.getMessage());
            }
        }
        if (schemes.size() > 1) {
            problems.add("The list mixes http:// and https:// endpoints. The members of one cluster serve their clients"
                    + " one way; name all of them with the same scheme.");
        }
        if (endpoints.isEmpty() && problems.isEmpty()) {
            problems.add("No endpoint is given. Name the client URL of at least one member.");
        }
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        return List.copyOf(endpoints);
    }

    /**
     * Parses one endpoint. A path behind {@code unix://} is relative where no further slash follows, and is taken as it
     * is written, as in etcd client/v3/internal/endpoint/endpoint.go.
     *
     * @param text         {@code host}, {@code host:port}, a URL of scheme http or https, or a Unix socket as
     *                     {@code unix://path} or {@code unix:path}, with {@code unixs} for TLS
     * @param tlsByDefault what holds when there is no scheme
     * @throws SettingsException when it is none of these
     */
    public static Endpoint parse(String text, boolean tlsByDefault) throws SettingsException {
        if (text.startsWith("unix:") || text.startsWith("unixs:")) {
            return parseSocket(text);
        }
        String shown = UrlText.of(text);
        boolean hasScheme = text.contains("://");
        String scheme = hasScheme ? schemeOf(text) : tlsByDefault ? "https" : "http";
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new SettingsException("Endpoint " + shown + ": the scheme must be http, https, unix or unixs.");
        }
        URI uri = parseUri(text, hasScheme ? text : scheme + "://" + text);
        String path = uri.getRawPath();
        boolean hasPath = path != null && !path.isEmpty() && !path.equals("/");
        if (hasPath || uri.getRawQuery() != null
                || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new SettingsException(
                    "Endpoint " + shown + ": only a host and a port are expected, as in " + scheme + "://host:2379.");
        }
        int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
        if (port == 0 || port > HIGHEST_PORT) {
            throw new SettingsException("Endpoint " + shown + ": " + port + " is not a TCP port.");
        }
        return new Endpoint(withoutBrackets(uri.getHost()), port, scheme.equals("https"));
    }

    private static Endpoint parseSocket(String text) throws SettingsException {
        String path = text.substring(text.indexOf(':') + 1);
        path = path.startsWith("//") ? path.substring(2) : path;
        if (path.startsWith("@")) {
            throw new SettingsException("Endpoint " + text
                    + ": etcd does not listen on abstract sockets; its server makes"
                    + " a file of this name in its working directory. Write unix:// and the path of that file.");
        }
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (name.isEmpty() || path.indexOf('\0') >= 0) {
            throw new SettingsException(
                    "Endpoint " + text + ": expected is the file of a socket, as in unix:///run/etcd.sock.");
        }
        int colon = name.lastIndexOf(':');
        return new Endpoint(colon > 0 ? name.substring(0, colon) : name, 0, text.startsWith("unixs:"), path);
    }

    /**
     * The endpoints of client or peer URLs that come from a list of members or a plan.
     *
     * @param urls those that this program cannot use are left out
     */
    public static List<Endpoint> readable(List<String> urls) {
        List<Endpoint> endpoints = new ArrayList<>();
        for (String url : urls) {
            try {
                endpoints.add(parse(url, false));
            } catch (SettingsException e) {
                // As good as no URL.
            }
        }
        return List.copyOf(endpoints);
    }

    private static URI parseUri(String text, String url) throws SettingsException {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            // The cause would show the whole text.
            throw new SettingsException("Endpoint " + UrlText.of(text) + " cannot be read: " + e.getReason() + ".");
        }
        if (uri.getHost() == null) {
            throw new SettingsException("Endpoint " + UrlText.of(text) + ": " + hostHint(uri.getRawAuthority()));
        }
        return uri;
    }

    private static String hostHint(@Nullable String authority) {
        boolean looksLikeIpv6 = authority != null && authority.chars().filter(c -> c == ':').count() > 1;
        return looksLikeIpv6
                ? "an IPv6 address stands in brackets, as in [::1]:2379."
                : "no host can be made out; expected is host:port.";
    }

    private static String schemeOf(String text) {
        return text.substring(0, text.indexOf("://")).toLowerCase(Locale.ROOT);
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** Whether this is a Unix socket. */
    public boolean isSocket() {
        return !socket.isEmpty();
    }

    /** {@code host:port}, an IPv6 address in brackets; for a Unix socket its path. */
    public String authority() {
        if (isSocket()) {
            return socket;
        }
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /** The URL, as operators write it. */
    public String url() {
        if (isSocket()) {
            return (tls ? "unixs://" : "unix://") + socket;
        }
        return (tls ? "https://" : "http://") + authority();
    }

    /** Whether this means another host wherever it is used: a socket, a loopback address, or the one that means all. */
    public boolean isLocal() {
        return isSocket() || host.equals("localhost") || host.equals("::1") || host.startsWith("127.")
                || host.equals("0.0.0.0")
                || host.equals("::");
    }

    @Override
    public int compareTo(Endpoint other) {
        return url().compareTo(other.url());
    }

    @Override
    public String toString() {
        return url();
    }
}
