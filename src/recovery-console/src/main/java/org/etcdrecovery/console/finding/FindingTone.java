package org.etcdrecovery.console.finding;

import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.finding.Finding.Severity;

/** How grave a finding is, as a tone. */
final class FindingTone {
    private FindingTone() {}

    static Tone of(Severity severity) {
        return switch (severity) {
            case NOTE -> Tone.NEUTRAL;
            case CARE -> Tone.WARNING;
            case DAMAGE, FOREIGN -> Tone.DANGER;
        };
    }
}
