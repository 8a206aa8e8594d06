package org.etcdrecovery.console.step.source.directories;

import java.util.List;
import org.etcdrecovery.console.finding.ButtonNames;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.files.ProcessLock;
import org.etcdrecovery.core.rescue.RankedMember;
import org.etcdrecovery.core.rescue.Ranking;

/**
 * Which directory to use, in words.
 *
 * @param tone     the tone
 * @param headline what matters most
 * @param sentence the reason
 */
public record Recommendation(Tone tone, String headline, String sentence) {
    /** A member that still runs comes first: what it writes meanwhile is not in what was read. */
    public static Recommendation of(Ranking ranking) {
        Texts texts = Texts.of("source");
        List<String> running = ranking.members()
                .stream()
                .filter(member -> member.directory().lock().state() == ProcessLock.State.HELD)
                .map(RankedMember::name)
                .toList();
        String reason = Quantities.figures(ButtonNames.in(ranking.reason()));
        if (running.isEmpty()) {
            return new Recommendation(tone(ranking), ranking.headline(), reason);
        }
        return new Recommendation(ranking.recommended().isEmpty() ? Tone.DANGER : Tone.WARNING,
                texts.get("directory.running", String.join(", ", running), running.size()),
                texts.get("directory.running.text", ranking.headline(), reason));
    }

    private static Tone tone(Ranking ranking) {
        if (ranking.recommended().isEmpty()) {
            return Tone.DANGER;
        }
        return ranking.disputed() || ranking.recommended().get().directory().needsCare()
                ? Tone.WARNING
                : Tone.SUCCESS;
    }
}
