package org.etcdrecovery.core.snapshot;

import org.etcdrecovery.core.text.Shown;

/**
 * One thing that an inspection found.
 *
 * @param code     what it is about
 * @param severity what it means for a restore
 * @param place    where: a file offset, a page, a bucket, a key; empty when it concerns the file as a whole
 * @param summary  what is, in one line
 * @param why      why it matters
 * @param remedy   what to do
 */
public record Finding(FindingCode code, Severity severity, String place, String summary, String why, String remedy) {
    /** Shows what comes from outside as {@link Shown} writes it: each text is one line. */
    public Finding {
        place = Shown.text(place);
        summary = Shown.text(summary);
        why = Shown.text(why);
        remedy = Shown.text(remedy);
    }

    /** Which check found it. */
    public Check check() {
        return code.check();
    }

    /** What a finding means for a restore. */
    public enum Severity {
        /** Good to know. */
        NOTE,
        /** A restore is possible, after a decision. */
        CARE,
        /** The content contradicts itself. */
        DAMAGE,
        /** The file is something else. */
        FOREIGN
    }

    /** The checks, in the order in which their results come. */
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
