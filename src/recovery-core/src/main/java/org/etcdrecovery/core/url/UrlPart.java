package org.etcdrecovery.core.url;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.etcdrecovery.core.keyspace.GoQuote;

/**
 * The parts of a URL, each with the ASCII characters that it may hold unescaped; all others are written as {@code %XX}.
 * Texts hold one char per byte, as {@link GoUrl} explains. Source: Go net/url, {@code shouldEscape}, {@code escape} and
 * {@code unescape}.
 */
enum UrlPart {
    HOST("-_.~$&+,:;=!'()*[]<>\""),
    /** The zone of an IPv6 address, after {@code %25}. */
    ZONE("-_.~$&+,:;=!'()*[]<>\""), USER("-_.~$&+,;="), PATH("-_.~$&+,/:;=@"), FRAGMENT("-_.~$&+,/:;=?@!()*");

    /** Characters that a path or a fragment keeps unescaped if given so, although Go itself would escape them. */
    private static final String KEPT = "!$&'()*+,;=:@[]%";

    private final String plain;

    UrlPart(String plain) {
        this.plain = plain;
    }

    /** Escapes every character that this part may not hold unescaped. */
    String escape(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isPlain(c)) {
                out.append(c);
            } else {
                out.append(String.format("%%%02X", (int) c));
            }
        }
        return out.toString();
    }

    /**
     * Replaces every {@code %XX} with its byte.
     *
     * @throws InvalidUrlException if an escape is malformed or stands for a byte that is not allowed here
     */
    String unescape(String text) throws InvalidUrlException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                c = unescapeAt(text, i);
                i += 2;
            } else if (isHost() && c < 0x80 && !isPlain(c)) {
                throw new InvalidUrlException(
                        "invalid character " + GoQuote.quote(String.valueOf(c)) + " in host name",
                        "no host name contains “" + c + "”");
            }
            out.write(c);
        }
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    /** The text unchanged if it is validly escaped for this part, else as Go escapes it. */
    String normalise(String text) throws InvalidUrlException {
        String unescaped = unescape(text);
        boolean valid = text.chars().allMatch(c -> isPlain((char) c) || KEPT.indexOf(c) >= 0);
        return valid ? text : escape(unescaped);
    }

    private char unescapeAt(String text, int i) throws InvalidUrlException {
        String escape = text.substring(i, Math.min(i + 3, text.length()));
        int high = escape.length() == 3 ? hexDigit(escape.charAt(1)) : -1;
        int low = escape.length() == 3 ? hexDigit(escape.charAt(2)) : -1;
        char value = (char) (high << 4 | low);
        boolean percent = escape.equals("%25");
        boolean refused = switch (this) {
            // A host may only escape non-ASCII bytes, and the percent sign before a zone.
            case HOST -> high < 8 && !percent;
            // Windows zone names may contain spaces.
            case ZONE -> !percent && value != ' ' && !isPlain(value);
            default -> false;
        };
        if (high < 0 || low < 0 || refused) {
            throw new InvalidUrlException("invalid URL escape " + GoQuote.quote(GoUrl.toText(escape)),
                    "the percent sign in it is not part of an escape such as %41");
        }
        return value;
    }

    private boolean isHost() {
        return this == HOST || this == ZONE;
    }

    private boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || plain.indexOf(c) >= 0;
    }

    /** The value of an ASCII hex digit, else -1; {@link Character#digit} would accept digits of other scripts. */
    private static int hexDigit(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }
}
