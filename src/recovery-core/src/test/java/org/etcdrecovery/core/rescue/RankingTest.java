package org.etcdrecovery.core.rescue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.wal.LogFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RankingTest {
    @TempDir
    private Path directory;

    @Test
    void takesTheLogThatLeadsFurthest() throws IOException {
        DeadMember first = new DeadMember(directory.resolve("a"), 1, 4);
        DeadMember second = new DeadMember(directory.resolve("b"), 2, 4);
        second.log().entry(2, 6, DeadMember.PUT).entry(2, 7, DeadMember.PUT).state(2, 6).writeTo(second.wal());

        Ranking ranking = Ranker.rank(List.of(first.assess(), second.assess()), Optional.empty());

        assertThat(ranking.members()).extracting(RankedMember::name).containsExactly("b", "a");
        assertThat(ranking.recommended()).hasValueSatisfying(member -> assertThat(member.name()).isEqualTo("b"));
        assertThat(ranking.headline()).isEqualTo("Use b: no other directory has newer entries");
        assertThat(ranking.members().getFirst().choosing()).isEqualTo("No other directory has newer entries.");
        assertThat(ranking.members().getLast().choosing()).isEqualTo("Choosing it would lose 2 revisions: 5 to 6.");
        assertThat(ranking.advice()).hasSize(3).first().asString().contains("rescue snapshot");
        assertThat(ranking.notices()).isEmpty();
    }

    @Test
    void prefersTheLaterTermAndSaysWhatIsLeft() throws IOException {
        DeadMember first = new DeadMember(directory.resolve("a"), 1, 4);
        first.log()
                .entry(2, 6, DeadMember.PUT)
                .entry(2, 7, DeadMember.PUT)
                .entry(2, 8, DeadMember.PUT)
                .state(2, 5)
                .writeTo(first.wal());
        DeadMember second = new DeadMember(directory.resolve("b"), 2, 4);
        second.log().entry(3, 6, DeadMember.PUT).state(3, 6).writeTo(second.wal());

        Ranking ranking = Ranker.rank(List.of(first.assess(), second.assess()), Optional.empty());

        assertThat(ranking.recommended()).hasValueSatisfying(member -> assertThat(member.name()).isEqualTo("b"));
        assertThat(ranking.reason()).isEqualTo("Its database ends at revision 4. Only the log holds 1 committed entry"
                + " (1 put), up to revision 5. A snapshot of the database alone would lack them.");
        assertThat(ranking.members().getLast().choosing()).isEqualTo("Its log ends in an earlier term: choosing it"
                + " would lose what the cluster wrote in term 3.");
        assertThat(ranking.notices()).containsExactly("The entries of a after its commit index are of an earlier"
                + " term than the newest log: a later leader may have overwritten them, so they are not used.");
    }

    @Test
    void saysWhenNoneReachesWhatWasCommitted() throws IOException {
        DeadMember first = new DeadMember(directory.resolve("a"), 1, 4);
        DeadMember second = new DeadMember(directory.resolve("b"), 2, 4);
        second.log().state(2, 40).writeTo(second.wal());

        Ranking ranking = Ranker.rank(List.of(first.assess(), second.assess()), Optional.empty());

        assertThat(ranking.notices()).singleElement()
                .asString()
                .startsWith("Entries up to 40 were committed, but a ends at 5");
    }

    @Test
    void namesTheMembersThatAreNotThere() throws IOException {
        Ranking ranking = Ranker.rank(List.of(new DeadMember(directory.resolve("a")).assess()), Optional.empty());

        assertThat(ranking.headline()).isEqualTo("The database of a can be used");
        assertThat(ranking.notices()).singleElement()
                .asString()
                .startsWith("No directory of m2 was given. Without a majority of the 2 voters");
    }

    @Test
    void recommendsNothingAmongDifferentClusters() throws IOException {
        DeadMember first = new DeadMember(directory.resolve("a"), 1, 4);
        DeadMember second = new DeadMember(directory.resolve("b"), 2, 9);
        second.log(0xc2).writeTo(second.wal());

        Ranking ranking = Ranker.rank(List.of(first.assess(), second.assess()), Optional.empty());

        assertThat(ranking.recommended()).isEmpty();
        assertThat(ranking.headline()).isEqualTo("These directories are from different clusters");
        assertThat(ranking.reason()).startsWith("b of cluster c2; a of cluster c1.");
    }

    @Test
    void knowsCopiesOfOneMember() throws IOException {
        DeadMember first = new DeadMember(directory.resolve("host1/default.etcd"), 1, 4);
        DeadMember copy = new DeadMember(directory.resolve("host2/default.etcd"), 1, 5);

        Ranking ranking = Ranker.rank(List.of(first.assess(), copy.assess()), Optional.empty());

        assertThat(ranking.recommended())
                .hasValueSatisfying(member -> assertThat(member.name()).isEqualTo(copy.dataDir().toString()));
        assertThat(ranking.notices().getLast()).isEqualTo(copy.dataDir() + " and " + first.dataDir()
                + " are from the same member, 1: copies of one directory, perhaps from different times.");
    }

    @Test
    void cannotTakeWhatHasNoDatabase() throws IOException {
        DeadMember member = new DeadMember(directory.resolve("a"));
        Files.delete(member.database());
        new LogFiles(1, DeadMember.CLUSTER).snapshot(2, 5)
                .entry(2, 6, DeadMember.PUT)
                .state(2, 6)
                .writeTo(member.wal());

        Ranking ranking = Ranker.rank(List.of(member.assess()), Optional.empty());

        assertThat(ranking.recommended()).isEmpty();
        assertThat(ranking.headline()).isEqualTo("None of these directories can be used");
        assertThat(ranking.members().getFirst().choosing())
                .startsWith("It cannot be used: its database is missing or damaged");
    }
}
