package org.etcdrecovery.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlTextTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://a:2379                    | https://a:2379
            a:2379                            | a:2379
            http://root:secret@a:2379         | http://***@a:2379
            root:secret@a:2379                | ***@a:2379
            http://root@a                     | http://***@a
            http://r:se/cret@a                | http://***@a
            http://r:se?cret#x@a              | http://***@a
            http://r:secr@et@a                | http://***@a
            http://r:secret,secret@a,http://b | http://***@a,http://b
            http://a?token=secret             | http://a?***
            http://r:secret@a?token=secret    | http://***@a?***
            unix://secret@a:0                 | unix://***@a:0
            """)
    void hidesWhatMayBeSecret(String url, String shown) {
        assertThat(UrlText.of(url)).isEqualTo(shown);
        assertThat(UrlText.of(List.of(url, url))).containsExactly(shown, shown);
    }

    @Test
    void hidesInSentencesWhatWasTyped() {
        assertThat(UrlText.inSentence("Unmatched argument at index 2: 'http://r:secret@a:1'"))
                .isEqualTo("Unmatched argument at index 2: '***@a:1'");
        assertThat(UrlText.inSentence("unknown flag: --endpoint=r:sec,ret@a"))
                .isEqualTo("unknown flag: --endpoint=***@a");
        assertThat(UrlText.inSentence("nothing to hide")).isEqualTo("nothing to hide");
    }

    @Test
    void hidesLoginsAndLeavesNamesOfFiles() {
        assertThat(UrlText.withoutLogins("http://r:se@cret@h/x.db and http:/r:secret@h/x.db are missing"))
                .isEqualTo("http://***@h/x.db and http:/***@h/x.db are missing");
        assertThat(UrlText.withoutLogins("/data/etcd@1/x.db is missing")).isEqualTo("/data/etcd@1/x.db is missing");
    }

    @Test
    void leavesTheEmptyText() {
        assertThat(UrlText.of("")).isEmpty();
    }
}
