package org.etcdrecovery.core.cluster.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointTest {
    @ParameterizedTest
    @CsvSource({
            "etcd1.example:2379, false, http://etcd1.example:2379", "etcd1.example, true, https://etcd1.example:2379",
            "https://10.0.0.1:1234, false, https://10.0.0.1:1234", "HTTP://[::1]:1, true, http://[::1]:1",
            "[fe80::1]:2379, true, https://[fe80::1]:2379", "http://host:2379/, false, http://host:2379",})
    void readsWhatOperatorsWrite(String text, boolean tlsByDefault, String url) throws Exception {
        assertThat(Endpoint.parse(text, tlsByDefault).url()).isEqualTo(url);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ::1:2379 | Endpoint ::1:2379: an IPv6 address stands in brackets, as in [::1]:2379.
            ftp://host:1 | Endpoint ftp://host:1: the scheme must be http or https.
            unix:///tmp/x | Endpoint unix:///tmp/x: Unix sockets are not supported. Use the client URL with a TCP port.
            host:70000 | Endpoint host:70000: 70000 is not a TCP port.
            http://host:1/x | Endpoint http://host:1/x: only a host and a port are expected, as in http://host:2379.
            """)
    void saysWhatIsWrong(String text, String message) {
        assertThatThrownBy(() -> Endpoint.parse(text, false)).isInstanceOf(SettingsException.class).hasMessage(message);
    }

    @Test
    void readsListsAndNamesAllThatIsWrongWithThem() throws Exception {
        assertThat(Endpoint.parseAll(List.of(" a:1 , b:2,,a:1", "c:3"), false)).extracting(Endpoint::authority)
                .containsExactly("a:1", "b:2", "c:3");
        assertThatThrownBy(() -> Endpoint.parseAll(List.of("http://a:1,https://b:2,ftp://c"), false))
                .hasMessageContaining("the scheme must be http or https")
                .hasMessageContaining("mixes http:// and https://");
        assertThatThrownBy(() -> Endpoint.parseAll(List.of(""), false)).hasMessageStartingWith("No endpoint is given.");
    }
}
