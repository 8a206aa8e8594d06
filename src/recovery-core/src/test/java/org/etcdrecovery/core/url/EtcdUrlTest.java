package org.etcdrecovery.core.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * All expected texts and error messages come from {@code types.NewURLs([]string{in})} of go.etcd.io/etcd/client/pkg/v3
 * v3.6.16, compiled with Go 1.26.8, and {@code URL.String()} of its result.
 */
class EtcdUrlTest {
    static Stream<Arguments> accepted() {
        return Stream.of(
                arguments("http://127.0.0.1:2380", "http://127.0.0.1:2380"),
                arguments("HTTPS://[::1]:2380", "https://[::1]:2380"),
                arguments("http://[fe80::1%25en0]:2380", "http://[fe80::1%25en0]:2380"),
                arguments("http://[fe80::1%25e%20n0]:1", "http://[fe80::1%25e%20n0]:1"),
                arguments("unix://m0", "unix://m0"),
                arguments("unix:///var/run/x", "unix:///var/run/x"),
                arguments("unix:/x", "unix:/x"),
                arguments("unix:", "unix:"),
                arguments("unix://", "unix:"),
                arguments("http://u:p@a:1", "http://u:p@a:1"),
                arguments("http://u%40:p%3a@a:1?x=\u00e9#fr%41g", "http://u%40:p%3A@a:1?x=\u00e9#fr%41g"),
                arguments("http://a:1?", "http://a:1?"),
                arguments("http://a:1??", "http://a:1??"),
                arguments("http://\u00e9.x:1", "http://%C3%A9.x:1"),
                arguments("unix://a:1:2", "unix://a:1:2"),
                arguments("http://[::ffff:1.2.3.4]:1", "http://[::ffff:1.2.3.4]:1"),
                arguments("http://a_b-c~:1", "http://a_b-c~:1"),
                arguments(" http://a:1\t", "http://a:1"),
                arguments("\u00a0http://a:1\u2003", "http://a:1"),
                arguments("http://a<b>:1", "http://a<b>:1"),
                arguments("unix://x/a b", "unix://x/a%20b"),
                arguments("unix://x/[a]", "unix://x/[a]"),
                arguments("unix://x/\u00e9", "unix://x/%C3%A9"),
                arguments("unix://x/%e9!(*)'", "unix://x/%e9!(*)'"),
                arguments("http://a:1#", "http://a:1"),
                arguments("http://a:1#\u00e9 b", "http://a:1#%C3%A9%20b"),
                arguments("http://a:", "http://a:"),
                arguments("http://:1", "http://:1"),
                arguments("http://a,b:1", "http://a,b:1"),
                arguments("http://@a:1", "http://@a:1"),
                arguments("http://:@a:1", "http://:@a:1"),
                arguments("http://a@b@c:1", "http://a%40b@c:1"),
                arguments("http://[1:2:3:4:5:6:7:8]:1", "http://[1:2:3:4:5:6:7:8]:1"),
                arguments("http://[1:2:3:4:5:6:7::]:1", "http://[1:2:3:4:5:6:7::]:1"),
                arguments("http://[0:0:0:0:0:0:0:1]:1", "http://[0:0:0:0:0:0:0:1]:1"),
                arguments("http://a:1?q=[x y]#a?b", "http://a:1?q=[x y]#a?b"),
                arguments("unix://u@/p", "unix://u@/p"),
                arguments("unix://?x", "unix:?x"),
                arguments("unix:?", "unix:?"),
                arguments("unix:#f", "unix:#f"),
                arguments("http://a:99999999", "http://a:99999999"),
                arguments("http://\ud83d\ude00:1", "http://%F0%9F%98%80:1"),
                arguments("unix://\ud83d\ude00/\u200b", "unix://%F0%9F%98%80/%E2%80%8B"));
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments("127.0.0.1:2380", "parse \"127.0.0.1:2380\": first path segment in URL cannot contain colon"),
                arguments("a.b:2380", "URL scheme must be http, https, unix, or unixs: a.b:2380"),
                arguments("localhost", "URL scheme must be http, https, unix, or unixs: localhost"),
                arguments("http://a:1/", "URL must not contain a path: http://a:1/"),
                arguments("http://%41:1", "parse \"http://%41:1\": invalid URL escape \"%41\""),
                arguments("http://[fe80::1%25e%40]:1",
                        "parse \"http://[fe80::1%25e%40]:1\": invalid URL escape \"%40\""),
                arguments("http://a:b", "parse \"http://a:b\": invalid port \":b\" after host"),
                arguments("http://a:1:2", "parse \"http://a:1:2\": invalid port \":1:2\" after host"),
                arguments("unix://a:x", "parse \"unix://a:x\": invalid port \":x\" after host"),
                arguments("http://[::1", "parse \"http://[::1\": missing ']' in host"),
                arguments("http://[1.2.3.4]:1", "parse \"http://[1.2.3.4]:1\": invalid IP-literal"),
                arguments("http://[::ffff:1.2.3.256]:1",
                        "parse \"http://[::ffff:1.2.3.256]:1\": invalid host: ParseAddr(\"::ffff:1.2.3.256\")"),
                arguments("http://x[::1]:1", "parse \"http://x[::1]:1\": invalid IP-literal"),
                arguments(":", "parse \":\": missing protocol scheme"),
                arguments("", "URL scheme must be http, https, unix, or unixs: "),
                arguments("//a:1", "URL scheme must be http, https, unix, or unixs: //a:1"),
                arguments("/x:y", "URL scheme must be http, https, unix, or unixs: /x:y"),
                arguments("x/y:z", "URL scheme must be http, https, unix, or unixs: x/y:z"),
                arguments("ftp://a:1", "URL scheme must be http, https, unix, or unixs: ftp://a:1"),
                arguments("http:a:1", "URL address does not have the form \"host:port\": http:a:1"),
                arguments("http:/a:1", "URL address does not have the form \"host:port\": http:/a:1"),
                arguments("http:///a:1", "URL address does not have the form \"host:port\": http:///a:1"),
                arguments("http://a b:1", "parse \"http://a b:1\": invalid character \" \" in host name"),
                arguments("http://a:1\u007f", "parse \"http://a:1\\x7f\": net/url: invalid control character in URL"),
                arguments("http://a:\"1", "parse \"http://a:\\\"1\": invalid port \":\\\"1\" after host"),
                arguments("unix://x/%zz", "parse \"unix://x/%zz\": invalid URL escape \"%zz\""),
                arguments("http://a:1#%4", "parse \"http://a:1#%4\": invalid URL escape \"%4\""),
                arguments("http://::1:2", "parse \"http://::1:2\": invalid port \"::1:2\" after host"),
                arguments("h+t-p.://a:1", "URL scheme must be http, https, unix, or unixs: h+t-p.://a:1"),
                arguments("http://\u00fc@c:1",
                        "parse \"http://***@c:1\": it contains a user name or password, or what looks like one"),
                arguments("http://a\\b:1", "parse \"http://a\\\\b:1\": invalid character \"\\\\\" in host name"),
                arguments("http://[::1%25]:1", "parse \"http://[::1%25]:1\": invalid host: ParseAddr(\"::1%\")"),
                arguments("http://[::1%]:1", "parse \"http://[::1%]:1\": invalid URL escape \"%\""),
                arguments("http://[1::2::3]:1", "parse \"http://[1::2::3]:1\": invalid host: ParseAddr(\"1::2::3\")"),
                arguments("http://[1:2:3:4:5:6:7:8::]:1",
                        "parse \"http://[1:2:3:4:5:6:7:8::]:1\": invalid host: ParseAddr(\"1:2:3:4:5:6:7:8::\")"),
                arguments("http://[::1]2", "parse \"http://[::1]2\": invalid port \"2\" after host"),
                arguments("http://[[::1]]:1", "parse \"http://[[::1]]:1\": invalid IP-literal"),
                arguments("http://[]:1", "parse \"http://[]:1\": invalid host: ParseAddr(\"\")"),
                arguments("http://a:1%31", "parse \"http://a:1%31\": invalid port \":1%31\" after host"),
                arguments("http://a%3a1", "parse \"http://a%3a1\": invalid URL escape \"%3a\""),
                arguments("\ud83d\ude00://",
                        "parse \"\ud83d\ude00://\": first path segment in URL cannot contain colon"),
                arguments("\u200bhttp://a:1",
                        "parse \"\\u200bhttp://a:1\": first path segment in URL cannot contain colon"));
    }

    /** Operators do not know the words of Go's parser. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http://a:b | URL http://a:b: “b” is not a port
            http://::1:2 | URL http://::1:2: an IPv6 address goes in brackets, as in [::1]:2380
            http://[::1 | URL http://[::1: only an IPv6 address goes in brackets, as in [::1]:2380
            http://[1.2.3.4]:1 | URL http://[1.2.3.4]:1: an IPv4 address has no brackets
            127.0.0.1:2380 | URL 127.0.0.1:2380: it does not begin with http:// or https://
            http://a b:1 | URL http://a b:1: no host name contains “ ”
            http://a%3a1 | URL http://a%3a1: the percent sign in it is not part of an escape such as %41
            http://a:1/ | URL must not contain a path: http://a:1/""")
    void saysPlainlyWhatIsWrong(String input, String words) {
        assertThatThrownBy(() -> EtcdUrl.parse(input)).isInstanceOfSatisfying(InvalidUrlException.class,
                wrong -> assertThat(wrong.plainly(input)).isEqualTo(words));
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void printsAsEtcdDoes(String input, String text) throws Exception {
        assertThat(EtcdUrl.parse(input).text()).isEqualTo(text);
        assertThat(EtcdUrl.parse(text).text()).as("the printed form is canonical").isEqualTo(text);
    }

    /** Go's message also names the fault within an IPv6 address; ours ends after the address. */
    @ParameterizedTest
    @MethodSource("refused")
    void refusesWithTheSentenceOfEtcd(String input, String sentence) {
        assertThatThrownBy(() -> EtcdUrl.parse(input)).isInstanceOf(InvalidUrlException.class).hasMessage(sentence);
    }

    @Test
    void knowsItsParts() throws Exception {
        assertThat(EtcdUrl.parse("https://u@[fe80::1%25en0]:2380")).isEqualTo(
                new EtcdUrl("https://u@[fe80::1%25en0]:2380", "https", "fe80::1%en0", "2380", "", true));
        assertThat(EtcdUrl.parse("unixs:///run/etcd.sock"))
                .isEqualTo(new EtcdUrl("unixs:///run/etcd.sock", "unixs", "", "", "/run/etcd.sock", false));
        assertThat(EtcdUrl.parse("https://a:1").isEncrypted()).isTrue();
        assertThat(EtcdUrl.parse("unix://a:1").isEncrypted()).isFalse();
        assertThat(EtcdUrl.parse("unixs://a:1").isUnixSocket()).isTrue();
    }

    @Test
    void knowsWhatAServerCanListenOn() throws Exception {
        for (String text : new String[]{"http://127.0.0.1:1", "http://[::1]:1", "http://localhost:1", "unix://m0"}) {
            assertThat(EtcdUrl.parse(text).canBind()).as(text).isTrue();
        }
        for (String text : new String[]{"http://m0.example:1", "http://127.0.0.256:1", "http://:1"}) {
            assertThat(EtcdUrl.parse(text).canBind()).as(text).isFalse();
        }
    }

    @Test
    void sortsByBytesAsGoDoes() throws Exception {
        // In UTF-16 the emoji would come first, but its UTF-8 bytes are larger.
        EtcdUrl privateUse = EtcdUrl.parse("http://a:1?\uf8ff");
        EtcdUrl emoji = EtcdUrl.parse("http://a:1?\ud83d\ude00");
        assertThat(privateUse).isLessThan(emoji);
    }

    @Provide
    Arbitrary<String> almostUrls() {
        Arbitrary<String> parts = Arbitraries.of("http", "unix", ":", "//", "[", "]", "::1", "a", "%25", "%41", "%e9",
                "@", "?", "#", "/", "\u00e9", " ", "2380", "127.0.0.1", "\"", "<", "+");
        return parts.list().ofMaxSize(9).map(list -> String.join("", list));
    }

    @Property(tries = 2000)
    void refusesOnlyWithASentenceAndPrintsCanonically(@ForAll("almostUrls") String input) throws Exception {
        EtcdUrl url;
        try {
            url = EtcdUrl.parse(input);
        } catch (InvalidUrlException e) {
            assertThat(e.sentence()).isNotBlank();
            return;
        }
        assertThat(EtcdUrl.parse(url.text())).isEqualTo(url);
    }
}
