package org.etcdrecovery.core.url;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.etcdrecovery.core.text.UrlText;
import org.jspecify.annotations.Nullable;

/**
 * A URL as Go's {@code net/url} parses and prints it. A member ID is a hash over the printed form, so every byte must
 * match.
 *
 * <pre>
 * scheme ":" ( opaque | [ "//" [ user "@" ] host ] path ) [ "?" query ] [ "#" fragment ]
 * </pre>
 *
 * <p>Go works on bytes. Texts here hold one char per byte: the UTF-8 bytes of the input read as ISO 8859-1. Only
 * {@link #print()} and messages convert them back. Source: Go 1.26 net/url; older releases are less strict about colons
 * and brackets in hosts.
 *
 * @param scheme   the scheme in lower case; empty if there is none
 * @param opaque   the rest of a URL whose scheme is not followed by a slash
 * @param user     name and password, escaped; null if there is no {@code @}
 * @param host     host and port, not escaped
 * @param hostless whether a single slash follows the scheme
 * @param path     the path, escaped
 * @param query    the part after the question mark; null if there is none
 * @param fragment the part after the number sign, escaped
 */
record GoUrl(String scheme, String opaque, @Nullable String user, String host, boolean hostless, String path,
        @Nullable String query, String fragment) {
    private static final String SCHEME = "it does not begin with http:// or https://";

    /**
     * Parses a text.
     *
     * @throws InvalidUrlException with the message of Go's {@code url.Parse}
     */
    static GoUrl parse(String text) throws InvalidUrlException {
        String bytes = new String(text.getBytes(UTF_8), ISO_8859_1);
        int mark = bytes.indexOf('#');
        String main = mark < 0 ? bytes : bytes.substring(0, mark);
        GoUrl url = withParsePrefix(main, () -> parseMain(main));
        String fragment = mark < 0 ? "" : bytes.substring(mark + 1);
        return url.withFragment(withParsePrefix(bytes, () -> UrlPart.FRAGMENT.normalise(fragment)));
    }

    /** Converts a text of one char per byte to ordinary text. */
    static String toText(String bytes) {
        return new String(bytes.getBytes(ISO_8859_1), UTF_8);
    }

    /** The canonical text, {@code URL.String()} in Go. The URL must have a scheme. */
    String print() {
        StringBuilder out = new StringBuilder(scheme).append(':');
        if (!opaque.isEmpty()) {
            out.append(opaque);
        } else {
            boolean nothing = host.isEmpty() && user == null;
            if (!nothing || (!hostless && !path.isEmpty())) {
                out.append("//");
            }
            if (user != null) {
                out.append(user).append('@');
            }
            out.append(UrlPart.HOST.escape(host)).append(path);
        }
        if (query != null) {
            out.append('?').append(query);
        }
        if (!fragment.isEmpty()) {
            out.append('#').append(fragment);
        }
        return toText(out.toString());
    }

    private GoUrl withFragment(String newFragment) {
        return new GoUrl(scheme, opaque, user, host, hostless, path, query, newFragment);
    }

    private static GoUrl parseMain(String text) throws InvalidUrlException {
        if (text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw new InvalidUrlException("net/url: invalid control character in URL",
                    "it contains a control character");
        }
        int colon = schemeEnd(text);
        String scheme = text.substring(0, Math.max(colon, 0)).toLowerCase(Locale.ROOT);
        String rest = text.substring(colon + 1);
        int mark = rest.indexOf('?');
        String query = mark < 0 ? null : rest.substring(mark + 1);
        rest = mark < 0 ? rest : rest.substring(0, mark);
        if (!scheme.isEmpty() && !rest.startsWith("/")) {
            return new GoUrl(scheme, rest, null, "", false, "", query, "");
        }
        if (scheme.isEmpty() && rest.split("/", 2)[0].contains(":")) {
            throw new InvalidUrlException("first path segment in URL cannot contain colon", SCHEME);
        }
        boolean authority = rest.startsWith("//") && (!scheme.isEmpty() || !rest.startsWith("///"));
        if (!authority) {
            return new GoUrl(scheme, "", null, "", true, UrlPart.PATH.normalise(rest), query, "");
        }
        int slash = rest.indexOf('/', 2);
        String path = slash < 0 ? "" : rest.substring(slash);
        String place = rest.substring(2, slash < 0 ? rest.length() : slash);
        int at = place.lastIndexOf('@');
        String host = UrlHost.parse(scheme, place.substring(at + 1));
        String user = at < 0 ? null : parseUser(place.substring(0, at));
        return new GoUrl(scheme, "", user, host, false, UrlPart.PATH.normalise(path), query, "");
    }

    /** The index of the colon after the scheme, or -1 if the text has no scheme. */
    private static int schemeEnd(String text) throws InvalidUrlException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            boolean inner = i > 0 && ((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.');
            if (c == ':' && i == 0) {
                throw new InvalidUrlException("missing protocol scheme", SCHEME);
            }
            if (c == ':') {
                return i;
            }
            if (!letter && !inner) {
                return -1;
            }
        }
        return -1;
    }

    private static String parseUser(String text) throws InvalidUrlException {
        boolean valid = text.chars()
                .allMatch(c -> c < 0x80 && (Character.isLetterOrDigit(c) || "-._:~!$&'()*+,;=%@".indexOf(c) >= 0));
        if (!valid) {
            throw new InvalidUrlException("net/url: invalid userinfo", "the part before the @ is not valid");
        }
        int colon = text.indexOf(':');
        String name = text.substring(0, colon < 0 ? text.length() : colon);
        String user = UrlPart.USER.escape(UrlPart.USER.unescape(name));
        return colon < 0
                ? user
                : user + ':' + UrlPart.USER.escape(UrlPart.USER.unescape(text.substring(colon + 1)));
    }

    private interface Step<T> {
        T run() throws InvalidUrlException;
    }

    private static <T> T withParsePrefix(String text, Step<T> step) throws InvalidUrlException {
        try {
            return step.run();
        } catch (InvalidUrlException e) {
            throw e.after("parse " + GoQuote.quote(UrlText.of(toText(text))) + ": ");
        }
    }
}
