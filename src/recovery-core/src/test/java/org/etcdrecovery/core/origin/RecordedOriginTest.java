package org.etcdrecovery.core.origin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.keyspace.ClusterId;
import org.etcdrecovery.core.origin.RecordedOrigin.Way;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordedOriginTest {
    private static final Instant TIME = Instant.parse("2026-11-24T21:00:00Z");
    private static final String SAVED = """
            {"sha256": "ab", "time": "2026-11-24T21:00:00Z", "endpoint": "https://a:2379", "memberName": "m1",
             "hadLeader": %s}""";

    private Path snapshot = Path.of("");

    @BeforeEach
    void name(@TempDir Path directory) {
        snapshot = directory.resolve("a.db");
    }

    @Test
    void tellsFromWhichMemberASnapshotWasSaved() throws IOException {
        write(SAVED.formatted("true"));

        RecordedOrigin found = RecordedOrigin.of(snapshot, "ab").orElseThrow();
        assertThat(found).isEqualTo(new RecordedOrigin(Way.SAVE, TIME, "https://a:2379", "m1", Optional.empty(),
                "", List.of()));
        assertThat(found.words()).isEqualTo("saved from m1, https://a:2379, 2026-11-24T21:00:00Z");
        assertThat(found.finding()).isEmpty();
    }

    @Test
    void tellsFromWhichFileASnapshotWasPreparedAndWhatThatLacked() throws IOException {
        write("""
                {"prepared": {"sha256": "ab"}, "time": "2026-11-24T21:00:00Z", "preparedFrom": "/srv/a.db",
                 "memberName": "m1", "lacks": "may lack the last writes", "accepted": [], "findings": []}""");

        RecordedOrigin found = RecordedOrigin.of(snapshot, "ab").orElseThrow();
        assertThat(found).isEqualTo(new RecordedOrigin(Way.PREPARE, TIME, "/srv/a.db", "m1",
                Optional.empty(), "may lack the last writes", List.of()));
        assertThat(found.words())
                .isEqualTo("prepared from /srv/a.db, 2026-11-24T21:00:00Z; may lack the last writes");
        assertThat(found.finding()).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"cdf818194e3a8c32, cdf818194e3a8c32", "0, ", "CDF8, ", "x, ", "1cdf818194e3a8c32, "})
    void knowsTheClusterItIsOf(String recorded, @Nullable String known) throws IOException {
        write(SAVED.formatted("true").replace("{", "{\"clusterId\": \"" + recorded + "\", "));

        assertThat(RecordedOrigin.of(snapshot, "ab").orElseThrow().cluster())
                .isEqualTo(Optional.ofNullable(known).map(ClusterId::parse));
    }

    @Test
    void remembersThatAMemberHadNoLeader() throws IOException {
        write(SAVED.formatted("false"));

        assertThat(RecordedOrigin.of(snapshot, "ab").orElseThrow().finding()).hasValueSatisfying(finding -> {
            assertThat(finding.code()).isEqualTo(OriginCode.INCOMPLETE);
            assertThat(finding.summary()).isEqualTo("The manifest says: may lack the last writes");
            assertThat(finding.why())
                    .startsWith("The snapshot was saved from m1, https://a:2379, 2026-11-24T21:00:00Z.");
        });
    }

    @ParameterizedTest
    @CsvSource({"0, 0, '', '', ''", "2, 1, '', '', lacks 2 log entries", "0, 1, '', '', 1 log entry left out",
            "0, 0, '\"replay.start\"', '', may lack writes",
            "2, 0, '', ', \"lacks\": \"not of the recommended member\"', not of the recommended member"})
    void tellsWhatARescueLacks(int unused, int leftOut, String accepted, String stated, String lacks)
            throws IOException {
        write("""
                {"snapshot": {"sha256": "ab"}, "time": "2026-11-24T21:00:00Z", "dataDir": "/srv/m1.etcd",
                 "entries": {"unused": %d, "leftOut": %d}, "accepted": [%s],
                 "findings": [{"code": "replay.start", "summary": "The start is a guess"}]%s}""".formatted(unused,
                leftOut, accepted, stated));

        RecordedOrigin found = RecordedOrigin.of(snapshot, "ab").orElseThrow();
        assertThat(found.way()).isEqualTo(Way.RESCUE);
        assertThat(found.from()).isEqualTo("/srv/m1.etcd");
        assertThat(found.lacks()).isEqualTo(lacks);
        assertThat(found.finding().isPresent()).isEqualTo(!lacks.isEmpty());
        assertThat(found.accepted())
                .isEqualTo(accepted.isEmpty() ? List.of() : List.of("The start is a guess (replay.start)"));
    }

    @ParameterizedTest
    @CsvSource({"'', 'salvaged, may lack data'", "'{\"after\": 1}', 'salvaged, lacks 1 range of revisions'"})
    void aSalvageAlwaysNeedsCare(String ranges, String lacks) throws IOException {
        write("""
                {"written": {"sha256": "ab"}, "time": "2026-11-24T21:00:00Z", "salvagedFrom": "/srv/torn.db",
                 "lostRevisions": [%s], "accepted": [], "findings": []}""".formatted(ranges));

        RecordedOrigin found = RecordedOrigin.of(snapshot, "ab").orElseThrow();
        assertThat(found.words()).isEqualTo("salvaged from /srv/torn.db, 2026-11-24T21:00:00Z; " + lacks);
        assertThat(found.finding()).isPresent();
    }

    @Test
    void isOfTheSameBytesOnly() throws IOException {
        write(SAVED.formatted("false"));

        assertThat(RecordedOrigin.of(snapshot, "cd")).isEmpty();
        assertThat(RecordedOrigin.of(snapshot.resolveSibling("b.db"), "ab")).isEmpty();
    }

    @Test
    void escapesAndShortensWhatTheManifestSays() throws IOException {
        write(SAVED.formatted("false").replace("m1", "\\u001b[2J" + "x".repeat(5000)));

        assertThat(RecordedOrigin.of(snapshot, "ab").orElseThrow().member()).startsWith("\\x1b[2Jx")
                .hasSizeLessThan(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{\"sha256\": \"ab\"}", "{\"sha256\": \"ab\", \"time\": 7}",
            "{\"written\": \"ab\"}"})
    void aManifestThatCannotBeReadSaysNothing(String content) throws IOException {
        write(content);

        assertThat(RecordedOrigin.of(snapshot, "ab")).isEmpty();
    }

    private void write(String manifest) throws IOException {
        Files.writeString(RecordedOrigin.manifestOf(snapshot), manifest);
    }
}
