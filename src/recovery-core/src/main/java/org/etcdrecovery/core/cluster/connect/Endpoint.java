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
 * @param host a DNS name, an IPv4 address, or an IPv6 address without brackets
 * @param port the TCP port
 * @param tls  whether the connection is encrypted
 */
public record Endpoint(String host, int port, boolean tls) implements Comparable<Endpoint> {
    /** The port of etcd's clients, used when an endpoint names none. */
    public static final int DEFAULT_PORT = 2379;

    /** The last TCP port. */
    public static final int HIGHEST_PORT = 65_535;

    /**
     * Parses a list of endpoints as etcdctl takes it, each {@code host}, {@code host:port} or a URL of scheme http or
     * https. Blanks around them and empty items are ignored, and so is a repetition.
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
                if (text.contains("://")) {
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
            throw new SettingsException(String.join("\n", problems));
        }
        return List.copyOf(endpoints);
    }

    /**
     * Parses one endpoint.
     *
     * @param text         {@code host}, {@code host:port} or a URL of scheme http or https
     * @param tlsByDefault what holds when there is no scheme
     * @throws SettingsException when it is none of these
     */
    public static Endpoint parse(String text, boolean tlsByDefault) throws SettingsException {
        String shown = UrlText.of(text);
        boolean hasScheme = text.contains("://");
        String scheme = hasScheme ? schemeOf(text) : tlsByDefault ? "https" : "http";
        if (scheme.startsWith("unix")) {
            throw new SettingsException(
                    "Endpoint " + shown + ": Unix sockets are not supported. Use the client URL with a TCP port.");
        }
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new SettingsException("Endpoint " + shown + ": the scheme must be http or https.");
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

    /** {@code host:port}, an IPv6 address in brackets. */
    public String authority() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /** The URL, as operators write it. */
    public String url() {
        return (tls ? "https://" : "http://") + authority();
    }

    /** Whether this means another host wherever it is used: a loopback address, or the one that means all. */
    public boolean isLocal() {
        return host.equals("localhost") || host.equals("::1") || host.startsWith("127.") || host.equals("0.0.0.0")
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
