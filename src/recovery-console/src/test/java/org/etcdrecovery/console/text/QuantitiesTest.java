package org.etcdrecovery.console.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantitiesTest {
    private static final Instant NOW = Instant.parse("2026-11-24T22:00:00Z");

    @Test
    void groupsNumbersWithoutABreak() {
        assertThat(Quantities.number(1_000_485_261L)).isEqualTo("1\u00a0000\u00a0485\u00a0261");
        assertThat(Quantities.number(999)).isEqualTo("999");
    }

    @ParameterizedTest
    @CsvSource({"0,0 s", "59,59 s", "60,1 min", "360,6 min", "5399,90 min", "5400,2 h", "7200,2 h", "172800,2 days"})
    void tellsHowLongAtAGlance(long seconds, String words) {
        assertThat(Quantities.span(Duration.ofSeconds(seconds)).replace('\u00a0', ' ')).isEqualTo(words);
    }

    @Test
    void neverTellsAFutureAsAPast() {
        assertThat(Quantities.span(Duration.ofSeconds(-5))).isEqualTo("0\u00a0s");
    }

    @Test
    void saysTheDayAsPeopleDo() {
        assertThat(Quantities.day(Instant.parse("2026-11-24T02:10:00Z"), NOW, ZoneOffset.UTC)).isEqualTo("today 02:10");
        assertThat(Quantities.day(Instant.parse("2026-11-23T23:51:00Z"), NOW, ZoneOffset.UTC))
                .isEqualTo("yesterday 23:51");
        assertThat(Quantities.day(Instant.parse("2026-11-20T02:10:00Z"), NOW, ZoneOffset.UTC))
                .isEqualTo("20 Nov 2026 02:10");
        // In Auckland it is already the 25th.
        assertThat(Quantities.day(Instant.parse("2026-11-24T02:10:00Z"), NOW, ZoneId.of("Pacific/Auckland")))
                .isEqualTo("yesterday 15:10");
    }

    @Test
    void writesTimesWithTheirOffset() {
        assertThat(Quantities.time(NOW, ZoneId.of("Europe/Berlin"))).isEqualTo("24 Nov 2026 23:00 +01:00");
    }

    @Test
    void groupsTheFiguresOfASentence() {
        assertThat(Quantities.figures("Its database ends at revision 1000000153."))
                .isEqualTo("Its database ends at revision 1\u00a0000\u00a0000\u00a0153.");
        assertThat(Quantities.figures("106 pages of 4096 bytes, at offset 200000; revisions 1000 to 2000"))
                .isEqualTo("106 pages of 4\u00a0096 bytes, at offset 200\u00a0000; revisions 1\u00a0000 to 2\u00a0000");
        assertThat(Quantities.figures("etcd 3.6.1634 at 127.0.0.1:42381, process 123456"))
                .as("neither versions, ports nor process IDs")
                .isEqualTo("etcd 3.6.1634 at 127.0.0.1:42381, process 123456");
    }

    @Test
    void writesTheTimesOfASentenceAsThisHostDoes() {
        Instant time = Instant.parse("2026-11-29T10:01:29Z");
        assertThat(Quantities.figures("Saved from old2, 2026-11-29T10:01:29Z. That member had no leader."))
                .isEqualTo("Saved from old2, " + Quantities.time(time, ZoneId.systemDefault())
                        + ". That member had no leader.");
    }

    @Test
    void printsHashesAsEtcdutlDoes() {
        assertThat(Quantities.hash(0x07b7bf90)).isEqualTo("7b7bf90");
    }
}
