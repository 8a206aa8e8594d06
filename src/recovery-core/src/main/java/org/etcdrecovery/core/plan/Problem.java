package org.etcdrecovery.core.plan;

import java.util.OptionalInt;
import org.etcdrecovery.core.text.Shown;

/**
 * Something that is wrong or risky about a request, and the place in it that it belongs to.
 *
 * @param code     what kind of problem it is
 * @param severity whether it stands in the way
 * @param field    what it is about
 * @param member   the index of the member in the request; empty when it is not about a single member
 * @param message  what is, in one line; etcd's own sentence where etcd has one, since that is what people search for
 * @param advice   why it matters and what to do
 */
public record Problem(ProblemCode code, Severity severity, Field field, OptionalInt member, String message,
        String advice) {
    /** Shows what comes from outside as {@link Shown} writes it: each text is one line. */
    public Problem {
        message = Shown.text(message);
        advice = Shown.text(advice);
    }

    /**
     * Whether a restore can go ahead. This is not the severity of a finding: that one is a property of a file, this one
     * of a file and a request together, so that the same finding is a refusal for one request and a warning for another.
     */
    public enum Severity {
        /** There is no plan as long as it stands. */
        REFUSAL,
        /** It can be meant, and has to be known. */
        WARNING
    }

    /** The parts of a request and of the snapshot that a problem can be about. */
    public enum Field {
        /** The list of members as a whole. */
        MEMBERS, NAME, PEER_URLS, CLIENT_URLS, DATA_DIR, WAL_DIR, LEARNER, TOKEN, TARGET_VERSION, REVISION_BUMP, MARK_COMPACTED, ALARMS,
        /** The trailing SHA-256 of the snapshot. */
        HASH_CHECK,
        /** How large the servers let their database become. */
        QUOTA
    }
}
