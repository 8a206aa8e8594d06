package org.etcdrecovery.console.step.source.cluster;

import java.util.List;
import java.util.stream.Collectors;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.cluster.quorum.MemberState;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment;
import org.etcdrecovery.core.keyspace.Member;

/** The members that still answer clients, by name. */
public final class SurvivorNames {
    private SurvivorNames() {}

    /** Whether a member answers clients. */
    public static boolean serves(MemberState state) {
        return state.state() == MemberState.State.WITHOUT_LEADER || state.state().works();
    }

    /** Their names; empty if there are none. */
    static String in(QuorumAssessment assessment, Texts texts) {
        return of(assessment.members().stream().filter(SurvivorNames::serves).toList(), texts);
    }

    /** Joins names as in a sentence: {@code m1, m2 and m3}. */
    public static String of(List<MemberState> members, Texts texts) {
        return members.stream()
                .map(MemberState::member)
                .map(Member::called)
                .sorted()
                .collect(Collectors.joining(", "))
                .replaceFirst(", ([^,]*)$", " " + texts.get("and") + " $1");
    }
}
