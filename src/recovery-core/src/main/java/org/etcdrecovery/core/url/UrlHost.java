package org.etcdrecovery.core.url;

import java.util.Optional;
import java.util.regex.Pattern;
import org.etcdrecovery.core.keyspace.GoQuote;

/**
 * The host and port of a URL: {@code name}, {@code name:port}, {@code [IPv6]} or {@code [IPv6%zone]:port}. Texts hold
 * one char per byte, as {@link GoUrl} explains.
 *
 * @param host the host without brackets
 * @param port the port; Go allows an empty one
 */
record UrlHost(String host, String port) {
    private static final Pattern OPTIONAL_PORT = Pattern.compile("(:[0-9]*)?");
    private static final Pattern HEX_GROUP = Pattern.compile("[0-9a-fA-F]{1,4}");
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern DOTTED = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final int IPV6_GROUPS = 8;
    private static final String BRACKETS = "only an IPv6 address goes in brackets, as in [::1]:2380";

    /**
     * Checks the host part of a URL and unescapes it.
     *
     * @throws InvalidUrlException with the message of Go's {@code net/url}
     */
    static String parse(String scheme, String text) throws InvalidUrlException {
        int open = text.lastIndexOf('[');
        if (open > 0) {
            throw new InvalidUrlException("invalid IP-literal", BRACKETS);
        }
        if (open == 0) {
            return parseLiteral(text);
        }
        boolean web = scheme.equals("http") || scheme.equals("https");
        int colon = web ? text.indexOf(':') : text.lastIndexOf(':');
        if (colon >= 0) {
            checkPort(text.substring(colon));
        }
        return UrlPart.HOST.unescape(text);
    }

    /** Splits host and port as Go's {@code net.SplitHostPort} does; empty if that returns an error. */
    static Optional<UrlHost> split(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        String host = text.substring(0, colon);
        if (host.startsWith("[")) {
            if (host.indexOf(']') != host.length() - 1) {
                return Optional.empty();
            }
            host = host.substring(1, host.length() - 1);
        } else if (host.contains(":")) {
            return Optional.empty();
        }
        String port = text.substring(colon + 1);
        boolean stray = (host + port).chars().anyMatch(c -> c == '[' || c == ']');
        return stray ? Optional.empty() : Optional.of(new UrlHost(host, port));
    }

    /** Whether a text is an IP address; a server requires one to listen on. */
    static boolean isAddress(String host) {
        return DOTTED.matcher(host).matches() || isIpv6(host);
    }

    private static String parseLiteral(String text) throws InvalidUrlException {
        int close = text.lastIndexOf(']');
        if (close < 0) {
            throw new InvalidUrlException("missing ']' in host", BRACKETS);
        }
        String port = text.substring(close + 1);
        checkPort(port);
        String name = text.substring(1, close);
        int zone = name.indexOf("%25");
        String host = zone < 0
                ? UrlPart.HOST.unescape(name)
                : UrlPart.HOST.unescape(name.substring(0, zone)) + UrlPart.ZONE.unescape(name.substring(zone));
        if (DOTTED.matcher(host).matches()) {
            throw new InvalidUrlException("invalid IP-literal", "an IPv4 address has no brackets");
        }
        int percent = host.indexOf('%');
        boolean emptyZone = percent == host.length() - 1;
        if (emptyZone || !isIpv6(percent < 0 ? host : host.substring(0, percent))) {
            // Go's message also names the fault within the address; the address is short enough without that.
            throw new InvalidUrlException("invalid host: ParseAddr(" + GoQuote.quote(GoUrl.toText(host)) + ")",
                    BRACKETS);
        }
        return "[" + host + "]" + port;
    }

    private static void checkPort(String colonPort) throws InvalidUrlException {
        if (!OPTIONAL_PORT.matcher(colonPort).matches()) {
            String port = GoUrl.toText(colonPort);
            throw new InvalidUrlException("invalid port " + GoQuote.quote(port) + " after host",
                    port.contains("::")
                            ? "an IPv6 address goes in brackets, as in [::1]:2380"
                            : "“" + port.replaceFirst("^:", "") + "” is not a port");
        }
    }

    /** Whether a text is an IPv6 address without a zone, RFC 4291 section 2.2. */
    private static boolean isIpv6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text, true) == IPV6_GROUPS;
        }
        int before = gap == 0 ? 0 : groups(text.substring(0, gap), false);
        String tail = text.substring(gap + 2);
        int after = tail.isEmpty() ? 0 : groups(tail, true);
        return before >= 0 && after >= 0 && before + after < IPV6_GROUPS;
    }

    /** The number of 16-bit groups in the text, or -1 if it is malformed. */
    private static int groups(String text, boolean mayEndDotted) {
        String[] parts = text.split(":", -1);
        int groups = parts.length;
        for (int i = 0; i < parts.length; i++) {
            boolean last = i == parts.length - 1;
            if (last && mayEndDotted && DOTTED.matcher(parts[i]).matches()) {
                groups++;
            } else if (!HEX_GROUP.matcher(parts[i]).matches()) {
                return -1;
            }
        }
        return groups;
    }
}
