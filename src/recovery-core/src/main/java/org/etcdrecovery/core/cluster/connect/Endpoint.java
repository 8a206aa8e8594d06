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
 * @param host   a DNS name, an IPv4 address, or an IPv6 address without brackets; for a Unix socket the name that the
 *               certificate must cover, which like etcdctl is taken from the last part of the path
 * @param port   the TCP port; 0 for a Unix socket
 * @param tls    whether the connection is encrypted
 * @param socket the path of a Unix socket on this host, absolute or relative; empty for TCP
 */
public record Endpoint(String host, int port, boolean tls, String socket) implements Comparable<Endpoint> {
    /** etcd's client port, used if an endpoint names no port. */
    public static final int DEFAULT_PORT = 2379;

    /** The highest TCP port. */
    public static final int HIGHEST_PORT = 65_535;

    private static final int MOST_DIGITS = 5;
    private static final String FORM = "write host:port or a URL such as https://10.0.0.11:2379.";

    /** An endpoint on TCP. */
    public Endpoint(String host, int port, boolean tls) {
        this(host, port, tls, "");
    }

    /**
     * Parses a list of endpoints as etcdctl accepts it, each as {@link #parse} does. Surrounding blanks, empty items
     * and repeated endpoints are ignored.
     *
     * @param texts        the endpoints; an item may itself be a comma-separated list
     * @param tlsByDefault whether endpoints without a scheme use TLS
     * @throws SettingsException if the list is unusable; the message names everything that is wrong with it
     */
    public static List<Endpoint> parseAll(List<String> texts, boolean tlsByDefault) throws SettingsException {
        Set<Endpoint> endpoints = new LinkedHashSet<>();
        List<String> problems = new ArrayList<>();
        Set<String> schemes = new LinkedHashSet<>();
        String all = String.join(",", texts);
        if (all.contains("@")) {
            // Not split: the password may contain a comma.
            throw new SettingsException("Endpoint " + UrlText.of(all) + ": write only host and port, without user and"
                    + " password. Those have separate options and fields.");
        }
        for (String text : all.split(",", -1)) {
            if (text.isBlank()) {
                continue;
            }
            try {
                endpoints.add(parse(text.strip(), tlsByDefault));
                // A host may be called httpd, and "http" is one that is still being typed.
                if (text.strip().startsWith("http") && text.contains("://")) {
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
     * Parses what was typed: like {@link #parseAll}, but blanks and line breaks separate endpoints, too. Not where a
     * socket is named, whose path may contain a blank.
     *
     * @throws SettingsException if an endpoint is wrong, or none is given
     */
    public static List<Endpoint> parseTyped(String text, boolean tlsByDefault) throws SettingsException {
        boolean sockets = text.contains("unix:") || text.contains("unixs:");
        return parseAll(List.of(sockets ? text : text.strip().replaceAll("[\\s,]+", ",")), tlsByDefault);
    }

    /**
     * Parses one endpoint. A path after {@code unix://} is relative unless another slash follows, and is used as
     * written, as in etcd client/v3/internal/endpoint/endpoint.go.
     *
     * @param text         {@code host}, {@code host:port}, a URL of scheme http or https, or a Unix socket as
     *                     {@code unix://path} or {@code unix:path}, with {@code unixs} for TLS
     * @param tlsByDefault whether an endpoint without a scheme uses TLS
     * @throws SettingsException if the text is not one of these
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
                    "Endpoint " + shown + ": write only host and port, as in " + scheme + "://host:2379.");
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
                    "Endpoint " + text + ": write the path of the socket file, as in unix:///run/etcd.sock.");
        }
        int colon = name.lastIndexOf(':');
        return new Endpoint(colon > 0 ? name.substring(0, colon) : name, 0, text.startsWith("unixs:"), path);
    }

    /**
     * Converts the client or peer URLs of a member list or a plan.
     *
     * @param urls the URLs; those that this program cannot use are left out
     */
    public static List<Endpoint> readable(List<String> urls) {
        List<Endpoint> endpoints = new ArrayList<>();
        for (String url : urls) {
            try {
                endpoints.add(parse(url, false));
            } catch (SettingsException e) {
                // An unusable URL is the same as none.
            }
        }
        return List.copyOf(endpoints);
    }

    private static URI parseUri(String text, String url) throws SettingsException {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException _) {
            // Without the cause, which would show the whole text.
            throw new SettingsException("Endpoint " + UrlText.of(text) + ": " + FORM);
        }
        if (uri.getHost() == null) {
            throw new SettingsException("Endpoint " + UrlText.of(text) + ": " + hostHint(uri.getRawAuthority()));
        }
        return uri;
    }

    private static String hostHint(@Nullable String authority) {
        if (authority == null) {
            return FORM;
        }
        boolean looksLikeIpv6 = authority.chars().filter(c -> c == ':').count() > 1;
        if (looksLikeIpv6 && !authority.startsWith("[")) {
            return "put an IPv6 address in brackets, as in [::1]:2379.";
        }
        int colon = authority.lastIndexOf(':');
        String port = authority.substring(colon + 1);
        boolean isPort = port.isEmpty() || (isNumber(port) && port.length() <= MOST_DIGITS);
        return colon > 0 && !isPort
                ? "“" + port + "” is not a TCP port; etcd’s usual port is " + DEFAULT_PORT + "."
                : FORM;
    }

    private static boolean isNumber(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
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

    /** {@code host:port} with an IPv6 address in brackets, or the path of a Unix socket. */
    public String authority() {
        if (isSocket()) {
            return socket;
        }
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /** The URL as operators write it. */
    public String url() {
        if (isSocket()) {
            return (tls ? "unixs://" : "unix://") + socket;
        }
        return (tls ? "https://" : "http://") + authority();
    }

    /** Whether this leads to a different host from each host: a socket, a loopback or an unspecified address. */
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
