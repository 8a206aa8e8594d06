package org.etcdrecovery.core.url;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.etcdrecovery.core.text.UrlText;

/**
 * A peer or client URL as etcd accepts it: {@code http} or {@code https} with host and port and no path, or
 * {@code unix} or {@code unixs}. Source: etcd client/pkg/types/urls.go, the same since 3.5. etcd 3.4 requires host,
 * port and no path for Unix sockets too.
 *
 * <p>No name is resolved. Two URLs are equal if their texts are; different URLs may still lead to the same
 * {@link #place()}.
 *
 * @param text   the canonical text, from which member IDs are computed
 * @param scheme the scheme in lower case
 * @param host   the host without brackets; empty if the scheme does not require one
 * @param port   the port as text; etcd accepts an empty one
 * @param path   the path; only a Unix socket may have one
 * @param user   whether it contains a user name or password
 */
public record EtcdUrl(String text, String scheme, String host, String port, String path, boolean user)
        implements
            Comparable<EtcdUrl> {

    /**
     * Parses a text as etcd does, ignoring white space around it.
     *
     * @throws InvalidUrlException with etcd's error message
     */
    public static EtcdUrl parse(String input) throws InvalidUrlException {
        String text = trim(input);
        String shown = UrlText.of(text);
        GoUrl url = parseGo(text);
        UrlHost host = UrlHost.split(url.host()).orElse(null);
        switch (url.scheme()) {
            case "http", "https" -> {
                if (host == null) {
                    throw new InvalidUrlException("URL address does not have the form \"host:port\": " + shown);
                }
                if (!url.path().isEmpty()) {
                    throw new InvalidUrlException("URL must not contain a path: " + shown);
                }
            }
            case "unix", "unixs" -> {
            }
            default -> throw new InvalidUrlException("URL scheme must be http, https, unix, or unixs: " + shown);
        }
        return new EtcdUrl(url.print(), url.scheme(), host == null ? "" : GoUrl.toText(host.host()),
                host == null ? "" : host.port(), url.path(), url.user() != null);
    }

    /** Go's message quotes the place of the fault, which may be within a password. */
    private static GoUrl parseGo(String text) throws InvalidUrlException {
        try {
            return GoUrl.parse(text);
        } catch (InvalidUrlException e) {
            throw text.contains("@")
                    ? new InvalidUrlException("parse " + GoQuote.quote(UrlText.of(text))
                            + ": it contains a user name or password, or what looks like one",
                            "it contains a user name or password, or what looks like one")
                    : e;
        }
    }

    /**
     * The URLs of a plan, all of which were valid when it was made.
     *
     * @throws IllegalArgumentException if one is not a valid URL
     */
    public static List<EtcdUrl> parsePlanned(List<String> urls) {
        return urls.stream().map(EtcdUrl::parsePlanned).toList();
    }

    private static EtcdUrl parsePlanned(String url) {
        try {
            return parse(url);
        } catch (InvalidUrlException e) {
            throw new IllegalArgumentException("not a URL of a plan: " + UrlText.of(url), e);
        }
    }

    /** Whether it may contain a secret: a user name, a password or a query. */
    public boolean mayContainSecret() {
        return user || text.contains("?");
    }

    /** The canonical text without anything that may be secret. */
    public String shown() {
        return UrlText.of(text);
    }

    /**
     * Whether only its own host can reach it. Names are not resolved: {@code localhost} is the only name that
     * qualifies.
     */
    public boolean isLoopback() {
        return isUnixSocket() || host.equals("localhost")
                || address().filter(InetAddress::isLoopbackAddress).isPresent();
    }

    /** Whether it means every address of a host: a server can listen on it, but a client cannot connect to it. */
    public boolean isAnyAddress() {
        return !isUnixSocket() && (host.isEmpty() || address().filter(InetAddress::isAnyLocalAddress).isPresent());
    }

    /**
     * Where a connection to it leads, whatever the scheme: a numeric address in canonical form or a name in lower case,
     * with the port as a number, or the name of the socket. etcd compares URLs this way after resolving them:
     * pkg/netutil.
     */
    public String place() {
        if (isUnixSocket()) {
            return text.substring(scheme.length());
        }
        String zone = host.contains("%") ? host.substring(host.indexOf('%')) : "";
        String digits = port.replaceFirst("^0+(?=\\d)", "");
        return address().map(found -> found.getHostAddress() + zone).orElse(host.toLowerCase(Locale.ROOT)) + " "
                + digits;
    }

    private Optional<InetAddress> address() {
        int zone = host.indexOf('%');
        String literal = zone < 0 ? host : host.substring(0, zone);
        return UrlHost.isAddress(literal) ? Optional.of(InetAddress.ofLiteral(literal)) : Optional.empty();
    }

    /** Whether a server can listen on it: true for sockets, addresses and {@code localhost}, but for no other name. */
    public boolean canBind() {
        return isUnixSocket() || host.equals("localhost") || UrlHost.isAddress(host);
    }

    /** Whether it is a Unix socket. */
    public boolean isUnixSocket() {
        return scheme.startsWith("unix");
    }

    /** Whether it uses TLS. */
    public boolean isEncrypted() {
        return scheme.equals("https") || scheme.equals("unixs");
    }

    /** Orders as Go orders strings: by their UTF-8 bytes. */
    @Override
    public int compareTo(EtcdUrl other) {
        return Arrays.compareUnsigned(text.getBytes(UTF_8), other.text.getBytes(UTF_8));
    }

    /** The canonical text. */
    @Override
    public String toString() {
        return text;
    }

    /** Strips what Go's {@code strings.TrimSpace} strips, which is a little more than {@link String#strip()}. */
    private static String trim(String input) {
        int start = 0;
        int end = input.length();
        while (start < end && isSpace(input.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(input.charAt(end - 1))) {
            end--;
        }
        return input.substring(start, end);
    }

    private static boolean isSpace(char c) {
        return Character.isSpaceChar(c) || (c >= '\t' && c <= '\r') || c == '\u0085';
    }
}
