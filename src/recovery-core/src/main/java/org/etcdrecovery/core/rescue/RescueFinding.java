package org.etcdrecovery.core.rescue;

import org.etcdrecovery.core.snapshot.Finding;
import org.etcdrecovery.core.snapshot.Finding.Severity;
import org.etcdrecovery.core.text.Shown;

/**
 * One thing that was found in a data directory.
 *
 * @param code     what it is about: the text of a {@link RescueCode}, or of a
 *                 {@link org.etcdrecovery.core.snapshot.FindingCode} for what was found in a file
 * @param severity what it means for taking the directory as the source of a recovery
 * @param place    where: a file or directory, with an offset or a bucket where there is one
 * @param summary  what is, in one line
 * @param why      why it matters
 * @param remedy   what to do
 */
public record RescueFinding(String code, Severity severity, String place, String summary, String why,
        String remedy) {
    /** Shows what comes from outside as {@link Shown} writes it: each text is one line. */
    public RescueFinding {
        place = Shown.text(place);
        summary = Shown.text(summary);
        why = Shown.text(why);
        remedy = Shown.text(remedy);
    }

    RescueFinding(RescueCode code, Severity severity, String place, String summary, String why, String remedy) {
        this(code.text(), severity, place, summary, why, remedy);
    }

    /** What was found in a file. */
    static RescueFinding in(String file, Finding finding) {
        return new RescueFinding(finding.code().text(), finding.severity(),
                finding.place().isEmpty() ? file : file + ", " + finding.place(), finding.summary(), finding.why(),
                finding.remedy());
    }
}
