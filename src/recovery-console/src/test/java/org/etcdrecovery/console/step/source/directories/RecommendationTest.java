package org.etcdrecovery.console.step.source.directories;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.files.ProcessLock;
import org.etcdrecovery.core.rescue.MemberDirectory;
import org.etcdrecovery.core.rescue.RankedMember;
import org.etcdrecovery.core.rescue.Ranking;
import org.junit.jupiter.api.Test;

class RecommendationTest {
    @Test
    void aMemberThatStillRunsComesFirst() {
        RankedMember running = member("m1.etcd", ProcessLock.State.HELD);
        RankedMember dead = member("m2.etcd", ProcessLock.State.FREE);

        Recommendation said = Recommendation.of(ranking(Optional.of(dead), running, dead));

        assertThat(said.tone()).isEqualTo(Tone.WARNING);
        assertThat(said.headline()).isEqualTo("m1.etcd still runs: stop it and read the directories again");
        assertThat(said.sentence()).isEqualTo("**Take it.** It leads furthest.");
    }

    @Test
    void otherwiseItIsWhatTheRankingSays() {
        RankedMember dead = member("m2.etcd", ProcessLock.State.FREE);

        Recommendation said = Recommendation.of(ranking(Optional.of(dead), dead));

        assertThat(said.headline()).isEqualTo("Take it");
        assertThat(said.sentence()).isEqualTo("It leads furthest.");
        assertThat(Recommendation.of(ranking(Optional.empty(), dead)).tone()).isEqualTo(Tone.DANGER);
    }

    private static Ranking ranking(Optional<RankedMember> recommended, RankedMember... members) {
        return new Ranking(List.of(members), recommended, "Take it", "It leads furthest.", Optional.empty(), List.of(),
                List.of(), false);
    }

    private static RankedMember member(String name, ProcessLock.State state) {
        Path dataDir = Path.of("/srv", name);
        MemberDirectory directory = MemberDirectory
                .empty(dataDir, dataDir.resolve("member/snap/db"), dataDir.resolve("member/wal"))
                .lock(new ProcessLock(state, 0))
                .build();
        return new RankedMember(name, directory, "");
    }
}
