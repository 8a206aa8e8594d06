package org.etcdrecovery.core.keyspace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class GoQuoteTest {
    @Test
    void whatCanBePrintedStaysAsItIs() {
        assertThat(escape("/registry/pods/default/web-0")).isEqualTo("/registry/pods/default/web-0");
        assertThat(escape("größe \"世界\" 🚒")).isEqualTo("größe \"世界\" 🚒");
        assertThat(escape("")).isEmpty();
    }

    @Test
    void whatCannotIsEscapedAsGoDoes() {
        assertThat(escape("a\\b\n\t\u0007\u0000\u007f")).isEqualTo("a\\\\b\\n\\t\\a\\x00\\x7f");
        assertThat(escape("\u00a0\u200b\ufeff\ue000")).isEqualTo("\\u00a0\\u200b\\ufeff\\ue000");
        assertThat(escape("\udb40\udc01")).isEqualTo("\\U000e0001");
    }

    /** A lone continuation, a start without its continuation, an overlong form, a surrogate, a truncated end. */
    @Test
    void whatIsNoUtf8IsEscapedByteByByte() {
        assertThat(GoQuote.escape(bytes(0xBC, 'a'))).isEqualTo("\\xbca");
        assertThat(GoQuote.escape(bytes(0xC3, 'a'))).isEqualTo("\\xc3a");
        assertThat(GoQuote.escape(bytes(0xC0, 0x80))).isEqualTo("\\xc0\\x80");
        assertThat(GoQuote.escape(bytes(0xED, 0xA0, 0x80))).isEqualTo("\\xed\\xa0\\x80");
        assertThat(GoQuote.escape(bytes('a', 0xE4, 0xB8))).isEqualTo("a\\xe4\\xb8");
        assertThat(GoQuote.escape(bytes(0xFF, 0xE4, 0xB8, 0x96, 0xFE))).isEqualTo("\\xff世\\xfe");
    }

    @Property
    void differentBytesGiveDifferentTexts(@ForAll byte[] bytes) {
        assertThat(GoQuote.unescape(GoQuote.escape(bytes))).isEqualTo(bytes);
    }

    @Test
    void quotesATextForMessages() {
        assertThat(GoQuote.quote("m1 \"x\"\n")).isEqualTo("\"m1 \\\"x\\\"\\n\"");
    }

    private static String escape(String text) {
        return GoQuote.escape(text.getBytes(UTF_8));
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
