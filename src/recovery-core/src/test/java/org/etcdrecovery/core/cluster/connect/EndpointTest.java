package org.etcdrecovery.core.cluster.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointTest {
    @ParameterizedTest
    @CsvSource({
            "etcd1.example:2379, false, http://etcd1.example:2379", "etcd1.example, true, https://etcd1.example:2379",
            "https://10.0.0.1:1234, false, https://10.0.0.1:1234", "HTTP://[::1]:1, true, http://[::1]:1",
            "[fe80::1]:2379, true, https://[fe80::1]:2379", "http://host:2379/, false, http://host:2379",
            "unix:///run/etcd.sock, true, unix:///run/etcd.sock", "unix:/run/etcd.sock, true, unix:///run/etcd.sock",
            "unixs:///run/etcd.sock, false, unixs:///run/etcd.sock", "unix:m1.sock, true, unix://m1.sock",
            "unix://localhost:12, true, unix://localhost:12",})
    void readsWhatOperatorsWrite(String text, boolean tlsByDefault, String url) throws Exception {
        assertThat(Endpoint.parse(text, tlsByDefault).url()).isEqualTo(url);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ::1:2379 | Endpoint ::1:2379: put an IPv6 address in brackets, as in [::1]:2379.
            ftp://host:1 | Endpoint ftp://host:1: the scheme must be http, https, unix or unixs.
            unix:// | Endpoint unix://: write the path of the socket file, as in unix:///run/etcd.sock.
            unixs:/run/ | Endpoint unixs:/run/: write the path of the socket file, as in unix:///run/etcd.sock.
            host:70000 | Endpoint host:70000: 70000 is not a TCP port.
            https://10.0.0.11:abc | Endpoint https://10.0.0.11:abc: “abc” is not a TCP port; etcd’s usual port is 2379.
            host:99999999999 | Endpoint host:99999999999: “99999999999” is not a TCP port; etcd’s usual port is 2379.
            http://[::1 | Endpoint http://[::1: write host:port or a URL such as https://10.0.0.11:2379.
            http:// | Endpoint http://: write host:port or a URL such as https://10.0.0.11:2379.
            10.0.0.11:23\\79 | Endpoint 10.0.0.11:23\\79: write host:port or a URL such as https://10.0.0.11:2379.
            http://host:1/x | Endpoint http://host:1/x: write only host and port, as in http://host:2379.
            """)
    void saysWhatIsWrong(String text, String message) {
        assertThatThrownBy(() -> Endpoint.parse(text, false)).isInstanceOf(SettingsException.class).hasMessage(message);
    }

    /** Source: etcdctl 3.6.16 connects to the abstract socket, and etcd 3.6.16 listens on a file called abs. */
    @Test
    void saysWhereTheSocketOfAnAbstractNameIs() {
        assertThatThrownBy(() -> Endpoint.parse("unix://@abs", false)).isInstanceOf(SettingsException.class)
                .hasMessageContaining("does not listen on abstract sockets");
    }

    /** Source: etcd client/v3/internal/endpoint/endpoint.go. */
    @Test
    void expectsACertificateForTheLastPartOfThePath() throws Exception {
        assertThat(Endpoint.parse("unixs:///run/etcd/m1.sock", false).host()).isEqualTo("m1.sock");
        assertThat(Endpoint.parse("unixs://localhost:2379", false).host()).isEqualTo("localhost");
    }

    @Test
    void readsListsAndNamesAllThatIsWrongWithThem() throws Exception {
        assertThat(Endpoint.parseAll(List.of(" a:1 , b:2,,a:1", "c:3"), false)).extracting(Endpoint::authority)
                .containsExactly("a:1", "b:2", "c:3");
        assertThatThrownBy(() -> Endpoint.parseAll(List.of("http://a:1,https://b:2,ftp://c"), false))
                .hasMessageContaining("the scheme must be http, https, unix or unixs")
                .hasMessageContaining("mixes http:// and https://");
        assertThatThrownBy(() -> Endpoint.parseAll(List.of(""), false)).hasMessageStartingWith("No endpoint is given.");
    }

    @Test
    void readsOrRefusesEveryBeginningOfAListThatIsBeingTyped() throws Exception {
        String list = "http://httpd:2379, https://[::1]:2379,unix:/run/etcd.sock,httpd-2:2379";
        for (int length = 1; length <= list.length(); length++) {
            String typed = list.substring(0, length);
            assertThat(catchThrowable(() -> Endpoint.parseAll(List.of(typed), true))).as(typed)
                    .satisfiesAnyOf(thrown -> assertThat(thrown).isNull(),
                            thrown -> assertThat(thrown).isInstanceOf(SettingsException.class));
        }
        assertThat(Endpoint.parseAll(List.of("httpd:2379"), false)).extracting(Endpoint::url)
                .containsExactly("http://httpd:2379");
    }

    @Test
    void blanksSeparateWhatIsTyped() throws Exception {
        assertThat(Endpoint.parseTyped(" 10.0.0.1:2379 10.0.0.2:2379,\n10.0.0.3:2379 ", false))
                .extracting(Endpoint::authority)
                .containsExactly("10.0.0.1:2379", "10.0.0.2:2379", "10.0.0.3:2379");
        assertThat(Endpoint.parseTyped("unix:///run/my etcd.sock:0", false)).hasSize(1);
    }
}
