package org.etcdrecovery.console.deliver;

import org.etcdrecovery.console.widget.Pill;
import org.etcdrecovery.console.widget.Tone;

/** The condition of a host in a word, as a pill. */
public final class HostPill {
    private HostPill() {}

    /** That of this host. */
    public static Pill of(HostRow row) {
        Pill pill = new Pill(Tone.NEUTRAL, "");
        row.condition().subscribe(now -> pill.say(tone(now), now.word()));
        return pill;
    }

    /** The tone of a condition. */
    static Tone tone(HostCondition condition) {
        return switch (condition.mood()) {
            case IDLE -> Tone.NEUTRAL;
            case WORKING -> Tone.ACCENT;
            case GOOD -> Tone.SUCCESS;
            case NEEDS_YOU -> Tone.WARNING;
        };
    }
}
