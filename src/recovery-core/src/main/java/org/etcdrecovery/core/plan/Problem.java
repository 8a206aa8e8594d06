package org.etcdrecovery.core.plan;

import java.util.OptionalInt;
import org.etcdrecovery.core.text.Shown;

/**
 * Something wrong or risky about a request, and where in the request it is.
 *
 * @param code     the kind of problem
 * @param severity whether it prevents the restore
 * @param field    what it is about
 * @param member   the index of the member in the request; empty if it does not concern a single member
 * @param message  what is wrong, in one line; in etcd's words where they are plain, since people search for them
 * @param advice   why it matters and what to do
 */
public record Problem(ProblemCode code, Severity severity, Field field, OptionalInt member, String message,
        String advice) {
    /** Escapes outside text with {@link Shown}, so that each text is one line. */
    public Problem {
        message = Shown.text(message);
        advice = Shown.text(advice);
    }

    /**
     * Whether a restore can go ahead. A finding has a severity for its file; this one depends on file and request
     * together, so the same finding can refuse one request and only be a warning for another.
     */
    public enum Severity {
        /** There can be no plan until it is resolved. */
        REFUSAL,
        /** It may be intended, but the operator must know. */
        WARNING
    }

    /** The parts of a request and of the snapshot that a problem can be about. */
    public enum Field {
        /** The list of members as a whole. */
        MEMBERS, NAME, PEER_URLS, CLIENT_URLS, DATA_DIR, WAL_DIR, LEARNER, TOKEN, TARGET_VERSION, REVISION_BUMP, MARK_COMPACTED, ALARMS, AS_OF, LEASES,
        /** The trailing SHA-256 of the snapshot. */
        HASH_CHECK,
        /** What the snapshot is or may be missing. */
        SNAPSHOT,
        /** The size limit of the servers' databases. */
        QUOTA
    }
}
