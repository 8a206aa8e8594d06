package org.etcdrecovery.core.rescue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.report.RecoveryReport.Fact;
import org.etcdrecovery.core.report.RecoveryReport.Rescue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a report says about a directory that was used. */
class RescueReportTest {
    @TempDir
    private Path directory;

    @Test
    void namesTheOldClusterAndWhatTheDatabaseLacks() throws IOException {
        DeadMember dead = new DeadMember(directory.resolve("a"), 1, 4);
        dead.log().entry(2, 6, DeadMember.PUT).state(2, 6).writeTo(dead.wal());
        RankedMember taken = Ranker.rank(List.of(dead.assess()), Optional.empty()).recommended().orElseThrow();

        Rescue rescue = Rescue.of(taken);

        assertThat(rescue.title()).isEqualTo("The database of m1, taken from its data directory");
        assertThat(rescue.facts()).contains(new Fact("Data directory", dead.dataDir().toString()),
                new Fact("Cluster ID", "c1"), new Fact("Revision of the database", "4"),
                new Fact("Last entry of the log", "index 6 of term 2"),
                new Fact("Missing from the database",
                        "Only the log holds 1 committed entry (1 put), up to revision 5."));
    }

    @Test
    void saysSoWhenNothingIsMissing() throws IOException {
        RankedMember taken = Ranker.rank(List.of(new DeadMember(directory.resolve("a")).assess()), Optional.empty())
                .recommended()
                .orElseThrow();

        assertThat(Rescue.of(taken).facts()).contains(
                new Fact("Missing from the database", "nothing, as far as is known"));
    }
}
