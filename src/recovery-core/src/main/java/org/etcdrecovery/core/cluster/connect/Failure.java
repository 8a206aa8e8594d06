package org.etcdrecovery.core.cluster.connect;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.util.Locale;
import org.etcdrecovery.core.text.Shown;

/**
 * Why something asked of a member did not happen, in words an operator can act on.
 *
 * @param cause  the kind, for programs
 * @param what   what happened, one sentence
 * @param advice what to do about it, one sentence
 * @param detail what the libraries or the server said, for those who look closer; may be empty
 */
public record Failure(Cause cause, String what, String advice, String detail) {
    /** Shows what comes from outside as {@link Shown} writes it: each text is one line, and what a server made long is cut. */
    public Failure {
        what = Shown.message(what);
        advice = Shown.text(advice);
        detail = Shown.message(detail);
    }

    /** The kinds of failures. */
    public enum Cause {
        /** The host answers, and nothing listens on the port. */
        REFUSED,
        /** No connection came up in time: the host is down, or packets are dropped on the way. */
        NO_CONNECTION,
        /** A connection came up, but no answer in time. */
        NO_ANSWER, NAME_NOT_RESOLVED,
        /** The network says that there is no way to the host. */
        UNREACHABLE,
        /** The connection ended while an answer was awaited. */
        CONNECTION_LOST, CERTIFICATE_EXPIRED, CERTIFICATE_NOT_YET_VALID, UNKNOWN_AUTHORITY,
        /** The certificate is for other names. */
        NAME_NOT_COVERED,
        /** The certificate cannot be accepted for another reason. */
        CERTIFICATE_REFUSED, CLIENT_CERTIFICATE_REQUIRED, CLIENT_CERTIFICATE_REFUSED,
        /** The endpoint says http, the member wants TLS. */
        TLS_EXPECTED,
        /** The endpoint says https, the member does not encrypt. */
        PLAIN_EXPECTED,
        /** TLS did not come about for another reason. */
        TLS_FAILED, NOT_ETCD,
        /** More was answered than is accepted from a server, see {@link Limits}. */
        TOO_LARGE, WRONG_PASSWORD,
        /** The cluster wants to know who asks. */
        LOGIN_REQUIRED, NO_PERMISSION,
        /** Another member answers at this address than the one that is said to live there. */
        OTHER_MEMBER,
        /** The list of members has no client URL of it that can be used. */
        NO_CLIENT_URL,
        /** A password is checked through the log, which needs a majority. */
        LOGIN_NEEDS_QUORUM,
        /** The member wants a credential that it is not shown, because its address was not named by the operator. */
        NOT_ENTRUSTED,
        /** The member found no majority that agreed in time. */
        NO_QUORUM,
        /** The revision asked for no longer exists. */
        COMPACTED,
        /** The revision asked for does not exist yet. */
        FUTURE_REVISION, NO_SPACE_ALARM, CORRUPT_ALARM,
        /** A stream of which nothing more arrived. */
        STALLED,
        /** A stream that ended early. */
        CUT_SHORT,
        /** The data does not fit its digest. */
        DIGEST_MISMATCH,
        /** The server said something else. */
        SERVER
    }

    /** A time of waiting as these texts have it: {@code 5 s} or {@code 0.5 s}. */
    public static String seconds(Duration duration) {
        long milliseconds = duration.toMillis();
        return milliseconds % 1000 == 0 ? milliseconds / 1000 + " s" : milliseconds / 1000.0 + " s";
    }

    /** What happened and what to do. */
    @JsonIgnore
    public String sentence() {
        return advice.isEmpty() ? what : what + " " + advice;
    }

    /** The stable code, such as {@code endpoint.no-connection}. */
    @JsonIgnore
    public String code() {
        return "endpoint." + cause.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
