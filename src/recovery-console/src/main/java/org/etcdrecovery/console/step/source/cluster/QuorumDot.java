package org.etcdrecovery.console.step.source.cluster;

import java.util.List;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.cluster.probe.MemberProbe;
import org.etcdrecovery.core.cluster.probe.ProbeReport;
import org.etcdrecovery.core.cluster.quorum.MemberState;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment;
import org.etcdrecovery.core.keyspace.Member;

/**
 * A member in the picture of the quorum.
 *
 * @param name  its name, or the first digits of its ID
 * @param words its state, in a word or two
 * @param tone  the tone of the state
 * @param there whether it is known to be running
 */
public record QuorumDot(String name, String words, Tone tone, boolean there) {
    private static final int SHORT_ID = 8;

    /** One dot per member, in the order of the table. */
    static List<QuorumDot> of(ProbeReport report, QuorumAssessment assessment, Texts texts) {
        return assessment.members()
                .stream()
                .map(state -> of(state, report, texts))
                .toList();
    }

    private static QuorumDot of(MemberState state, ProbeReport report, Texts texts) {
        Member member = state.member();
        String id = member.id().toString();
        String name = member.name().isEmpty() ? id.substring(0, Math.min(SHORT_ID, id.length())) : member.name();
        return new QuorumDot(name, words(state, report, texts), tone(state.state()), state.state().runs());
    }

    private static String words(MemberState state, ProbeReport report, Texts texts) {
        if (state.isUnstarted()) {
            return texts.get("state.unstarted");
        }
        return switch (state.state()) {
            case WAITING_FOR_PEERS -> texts.get("dot.WAITING_FOR_PEERS");
            case DOWN, UNSEEN -> report.ofMember(state.member().id())
                    .flatMap(MemberProbe::failure)
                    .map(failure -> FailureLabel.of(failure, texts))
                    .orElseGet(() -> texts.get("state." + state.state()));
            default -> texts.get("state." + state.state());
        };
    }

    private static Tone tone(MemberState.State state) {
        return switch (state) {
            case LEADING, FOLLOWING, LEARNING, WITHOUT_LEADER -> Tone.SUCCESS;
            case WAITING_FOR_PEERS, HANGING -> Tone.WARNING;
            case DOWN -> Tone.DANGER;
            case UNSEEN -> Tone.NEUTRAL;
        };
    }
}
