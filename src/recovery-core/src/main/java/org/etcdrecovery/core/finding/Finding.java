package org.etcdrecovery.core.finding;

import java.util.Optional;
import org.etcdrecovery.core.text.Shown;

/**
 * One thing that was found in a file or a directory.
 *
 * @param code     what it is about
 * @param severity what it means for a restore from there
 * @param place    where: a file or directory, an offset, a page, a bucket, a key; empty when it concerns the file as a
 *                 whole
 * @param summary  what is, in one line
 * @param why      why it matters
 * @param remedy   what to do
 */
public record Finding(Code code, Severity severity, String place, String summary, String why, String remedy) {
    /** Shows what comes from outside as {@link Shown} writes it: each text is one line. */
    public Finding {
        place = Shown.text(place);
        summary = Shown.text(summary);
        why = Shown.text(why);
        remedy = Shown.text(remedy);
    }

    /** Which check found it; empty where findings do not belong to a check. */
    public Optional<Check> check() {
        return code.check();
    }

    /** The same for a reader who looks at several files: its place begins with the name of this one. */
    public Finding in(String file) {
        return new Finding(code, severity, place.isEmpty() ? file : file + ", " + place, summary, why, remedy);
    }

    /** What a finding means for a restore, the gravest last. */
    public enum Severity {
        /** Good to know. */
        NOTE,
        /** A restore is possible, after a decision. */
        CARE,
        /** The content contradicts itself. */
        DAMAGE,
        /** The file is something else. */
        FOREIGN;

        /** Whether nothing can be restored from there. */
        public boolean preventsRestore() {
            return this == DAMAGE || this == FOREIGN;
        }
    }

    /** The checks of an inspection, in the order in which their results come. */
    public enum Check {
        /** Size, kind of file, meta pages. */
        FILE,
        /** Pages, their order, the freelist. */
        TREE,
        /** Revisions and values in the bucket {@code key}. */
        KEYSPACE,
        /** Members, versions, alarms, leases, users. */
        CLUSTER,
        /** The SHA-256 behind the image. */
        TRAILING_HASH
    }
}
