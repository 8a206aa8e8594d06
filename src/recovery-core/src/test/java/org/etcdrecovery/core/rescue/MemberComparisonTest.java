package org.etcdrecovery.core.rescue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.rescue.RankingNotice.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemberComparisonTest {
    private static final Map<Long, String> OTHER = Map.of(3L, "other");

    @TempDir
    private Path directory;

    private final List<MemberDirectory> members = new ArrayList<>();

    @Test
    void membersOfOneHistoryAgreeWhereverTheyStopped() throws IOException {
        member(1, 6, 3, Map.of());
        member(2, 4, 3, Map.of());

        Agreement agreement = compare();

        assertThat(agreement.revision()).isEqualTo(4);
        assertThat(agreement.isUnanimous()).isTrue();
        assertThat(rank(agreement).notices().getFirst())
                .isEqualTo("The databases of m1 and m2 agree up to revision 4.");
        assertThat(rank(agreement).noticed()).extracting(RankingNotice::kind).startsWith(Kind.REASSURING);
        assertThat(rank(agreement).disputed()).isFalse();
    }

    @Test
    void namesTheMinorityAndWhatDiffers() throws IOException {
        member(1, 6, 3, OTHER);
        member(2, 6, 3, Map.of());
        member(3, 6, 3, Map.of());

        Ranking ranking = rank(compare());

        assertThat(ranking.recommended().orElseThrow().name()).isEqualTo("m2");
        assertThat(ranking.headline()).isEqualTo("Use m2: m1 differs from the majority");
        assertThat(ranking.disputed()).isTrue();
        assertThat(ranking.notices().getFirst())
                .startsWith(
                        "The databases differ at revision 6, although all of them end at entry 5: HashKV is ")
                .contains(" in m2 and m3, ", " in m1. The first differences: revision 3: ");
        assertThat(ranking.notices().get(1)).isEqualTo("m2 and m3 agree: 2 of the cluster's 3 voting members, a"
                + " majority. m1 is in the minority and is not used.");
        assertThat(ranking.notices()).noneMatch(notice -> notice.contains("does not count"));
        assertThat(ranking.noticed()).extracting(RankingNotice::kind).startsWith(Kind.WARNING, Kind.NEUTRAL);
    }

    /** Two that agree are no majority of five, and one against one says nothing. */
    @Test
    void aMajorityIsOneOfTheWholeCluster() throws IOException {
        member(1, 6, 5, OTHER);
        member(2, 6, 5, Map.of());
        member(3, 6, 5, Map.of());

        Ranking ranking = rank(compare());

        assertThat(ranking.recommended()).isEmpty();
        assertThat(ranking.headline()).isEqualTo("These members disagree, and it is not known which is right");
        assertThat(ranking.reason()).startsWith("No group has a majority of the cluster's 5 voting members");
    }

    @Test
    void saysWhatDiffersBesidesKeys() throws IOException {
        member(1, 6, 3, Map.of());
        member(2, 6, 3, Map.of(0L, "alarm"));

        assertThat(rank(compare()).notices().getFirst()).contains("agree up to revision 6. But they differ in bucket"
                + " alarm, although they end at the same entry");
    }

    @Test
    void copiesOfOneMemberCountOnce() throws IOException {
        member(1, 6, 3, OTHER);
        member(2, 6, 3, Map.of());
        DeadMember copy = new DeadMember(directory.resolve("copy"), 2, 6);
        Files.write(copy.database(), DeadMember.image(6, 5, 3, Map.of()));
        members.add(copy.assess());

        assertThat(compare().majority()).isEmpty();
    }

    /** They may be of one member, or of one that the healthy member is a copy of. */
    @Test
    void copiesWithoutALogCountForNothing() throws IOException {
        member(1, 6, 3, Map.of());
        withoutLog("copy-a", OTHER);
        withoutLog("copy-b", OTHER);

        Ranking ranking = rank(compare());

        assertThat(compare().majority()).isEmpty();
        assertThat(ranking.recommended()).isEmpty();
        assertThat(ranking.notices()).contains(
                "copy-a does not count towards a majority: no log says of which member it is.",
                "copy-b does not count towards a majority: no log says of which member it is.");
    }

    private void withoutLog(String name, Map<Long, String> other) throws IOException {
        DeadMember copy = new DeadMember(directory.resolve(name), 2, 6);
        Files.write(copy.database(), DeadMember.image(6, DeadMember.APPLIED, 3, other));
        try (Stream<Path> segments = Files.list(copy.wal())) {
            for (Path segment : segments.toList()) {
                Files.delete(segment);
            }
        }
        members.add(copy.assess());
    }

    @Test
    void aMemberThatWasRemovedCountsForNothing() throws IOException {
        member(1, 6, 3, Map.of());
        member(2, 6, 3, OTHER);
        member(4, 6, 3, OTHER);

        assertThat(compare().majority()).isEmpty();
        assertThat(rank(compare()).notices()).contains(
                "m4 does not count towards a majority: the newest database does not list its member as a voter.");
    }

    /** Two of three members agree, but one of them has no vote, and one of two voters is no majority. */
    @Test
    void aLearnerCountsForNothing() throws IOException {
        for (long id = 1; id <= 3; id++) {
            DeadMember dead = new DeadMember(directory.resolve("m" + id), id, 6);
            Files.write(dead.database(), DeadMember.image(6, DeadMember.APPLIED, 3, 1, id == 1 ? Map.of() : OTHER));
            members.add(dead.assess());
        }

        assertThat(compare().voters()).isEqualTo(2);
        assertThat(compare().majority()).isEmpty();
        assertThat(rank(compare()).notices()).contains(
                "m3 does not count towards a majority: the newest database does not list its member as a voter.");
    }

    /** Both copies of member 2 would be the second of three. */
    @Test
    void aMemberWhoseDirectoriesDifferCountsForNothing() throws IOException {
        member(1, 6, 3, OTHER);
        member(2, 6, 3, OTHER);
        DeadMember copy = new DeadMember(directory.resolve("copy"), 2, 6);
        Files.write(copy.database(), DeadMember.image(6, DeadMember.APPLIED, 3, Map.of()));
        members.add(copy.assess());
        member(3, 6, 3, Map.of());

        assertThat(compare().majority()).isEmpty();
        assertThat(rank(compare()).notices()).contains(
                "copy does not count towards a majority: another directory of the same member differs from it.");
    }

    @Test
    void namesSeveralInTheMinority() throws IOException {
        for (long id = 1; id <= 5; id++) {
            member(id, 6, 5, id <= 2 ? OTHER : Map.of());
        }

        assertThat(rank(compare()).notices()).contains("m3, m4 and m5 agree: 3 of the cluster's 5 voting members, a"
                + " majority. m1 and m2 are in the minority and are not used.");
    }

    @Test
    void oneDirectoryIsComparedWithNothing() throws IOException {
        member(1, 6, 3, Map.of());

        assertThat(MemberComparison.of(members, Progress.NONE)).isEmpty();
    }

    private void member(long id, long revision, int count, Map<Long, String> other) throws IOException {
        DeadMember member = new DeadMember(directory.resolve("m" + id), id, revision);
        Files.write(member.database(), DeadMember.image(revision, DeadMember.APPLIED, count, other));
        members.add(member.assess());
    }

    private Agreement compare() throws IOException {
        return MemberComparison.of(members, Progress.NONE).orElseThrow();
    }

    private Ranking rank(Agreement agreement) {
        return Ranker.rank(members, Optional.of(agreement));
    }
}
