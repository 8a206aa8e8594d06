package org.etcdrecovery.core.cluster.connect;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.util.Locale;
import org.etcdrecovery.core.text.Shown;

/**
 * Why a member did not do what it was asked to do, in words that an operator can act on.
 *
 * @param cause  the kind of failure, for programs
 * @param what   what happened, one sentence
 * @param advice what to do about it, one sentence
 * @param detail what the libraries or the server said, for a closer look; may be empty
 */
public record Failure(Cause cause, String what, String advice, String detail) {
    /**
     * Passes the texts, which may quote a server, through {@link Shown}: each is one line, and long messages are cut.
     */
    public Failure {
        what = Shown.message(what);
        advice = Shown.text(advice);
        detail = Shown.message(detail);
    }

    /** The kinds of failures. */
    public enum Cause {
        /** The host answers, but nothing listens on the port. */
        REFUSED,
        /** No connection was established in time: the host is down, or packets are dropped on the way. */
        NO_CONNECTION,
        /** A connection was established, but no answer came in time. */
        NO_ANSWER, NAME_NOT_RESOLVED,
        /** The network reports that there is no route to the host. */
        UNREACHABLE,
        /** The connection ended before the answer came. */
        CONNECTION_LOST, CERTIFICATE_EXPIRED, CERTIFICATE_NOT_YET_VALID, UNKNOWN_AUTHORITY,
        /** The server's certificate covers other names. */
        NAME_NOT_COVERED,
        /** The server's certificate cannot be accepted for another reason. */
        CERTIFICATE_REFUSED, CLIENT_CERTIFICATE_REQUIRED, CLIENT_CERTIFICATE_REFUSED,
        /** The endpoint says http, but the member requires TLS. */
        TLS_EXPECTED,
        /** The endpoint says https, but the member does not speak TLS. */
        PLAIN_EXPECTED,
        /** The TLS handshake failed for another reason. */
        TLS_FAILED, NOT_ETCD,
        /** The answer exceeds one of the {@link Limits}. */
        TOO_LARGE, WRONG_PASSWORD,
        /** The cluster requires a login. */
        LOGIN_REQUIRED, NO_PERMISSION,
        /** A different member answers at this address than the member list says. */
        OTHER_MEMBER,
        /** The member list has no usable client URL of the member. */
        NO_CLIENT_URL,
        /** etcd checks a password through its log, and no majority is there for it. */
        LOGIN_NEEDS_QUORUM,
        /** The member requires a credential that it is not shown, because the operator did not name its address. */
        NOT_ENTRUSTED,
        /** The member found no majority in time. */
        NO_QUORUM,
        /** The revision asked for no longer exists. */
        COMPACTED,
        /** The revision asked for does not exist yet. */
        FUTURE_REVISION, NO_SPACE_ALARM, CORRUPT_ALARM,
        /** A stream stopped moving. */
        STALLED,
        /** A stream ended early. */
        CUT_SHORT,
        /** The data does not match its digest. */
        DIGEST_MISMATCH,
        /** Any other error of the server. */
        SERVER;

        /** Whether scheme, certificates or login are wrong: to wait, or to start a member, does not help. */
        public boolean isOfConnection() {
            return switch (this) {
                case CERTIFICATE_EXPIRED, CERTIFICATE_NOT_YET_VALID, UNKNOWN_AUTHORITY, NAME_NOT_COVERED,
                        CERTIFICATE_REFUSED, CLIENT_CERTIFICATE_REQUIRED, CLIENT_CERTIFICATE_REFUSED, TLS_EXPECTED,
                        PLAIN_EXPECTED, TLS_FAILED, WRONG_PASSWORD, LOGIN_REQUIRED, NO_PERMISSION, NOT_ENTRUSTED ->
                    true;
                default -> false;
            };
        }
    }

    /** A duration as these texts write it: {@code 5 s} or {@code 0.5 s}. */
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
