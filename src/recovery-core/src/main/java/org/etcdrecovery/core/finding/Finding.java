package org.etcdrecovery.core.finding;

import java.util.Optional;
import org.etcdrecovery.core.text.Shown;

/**
 * One thing that a check found in a file or a directory.
 *
 * @param code     what the finding is about
 * @param severity what it means for a restore
 * @param place    where it is: a file or directory, an offset, a page, a bucket or a key; empty if it concerns the whole
 *                 file
 * @param summary  what was found, in one line
 * @param why      why it matters
 * @param remedy   what to do about it
 */
public record Finding(Code code, Severity severity, String place, String summary, String why, String remedy) {
    /** Escapes the texts by {@link Shown}, because parts of them come from outside; each is one line. */
    public Finding {
        place = Shown.text(place);
        summary = Shown.text(summary);
        why = Shown.text(why);
        remedy = Shown.text(remedy);
    }

    /** The check that found it; empty if its code does not belong to a check. */
    public Optional<Check> check() {
        return code.check();
    }

    /** The same finding with the name of its file before its place, for a list of findings in several files. */
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

        /** Whether nothing can be restored from the file or directory. */
        public boolean preventsRestore() {
            return this == DAMAGE || this == FOREIGN;
        }
    }

    /** The checks of an inspection, in the order in which they end. */
    public enum Check {
        /** Size, kind of file, meta pages. */
        FILE,
        /** Pages, their order, the freelist. */
        TREE,
        /** Revisions and values in the bucket {@code key}. */
        KEYSPACE,
        /** Members, versions, alarms, leases, users. */
        CLUSTER,
        /** The SHA-256 after the image. */
        TRAILING_HASH
    }
}
