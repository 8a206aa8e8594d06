package org.etcdrecovery.console.run;

import java.util.concurrent.CancellationException;
import org.etcdrecovery.core.cluster.connect.CallFailedException;
import org.etcdrecovery.core.cluster.connect.Failure;
import org.etcdrecovery.core.text.ErrorCode;
import org.etcdrecovery.core.text.ErrorMessages;
import org.etcdrecovery.core.text.Trace;

/**
 * Why an action failed, as a screen shows it.
 *
 * @param what      what happened, one sentence
 * @param advice    what to do about it; may be empty
 * @param details   technical details; may be empty
 * @param cancelled whether the operator stopped it
 * @param code      its stable code; empty if it has none, and if the operator stopped it
 */
public record Failed(String what, String advice, String details, boolean cancelled, String code) {
    /** A failure without a code. */
    public Failed(String what, String advice, String details, boolean cancelled) {
        this(what, advice, details, cancelled, "");
    }

    /** Describes an exception. */
    public static Failed of(Throwable thrown) {
        return switch (thrown) {
            case CallFailedException e -> of(e.failure());
            case CancellationException _ -> new Failed("Stopped.", "", "", true);
            case RuntimeException _,Error _ -> coded(thrown, trace(thrown));
            default -> coded(thrown, "");
        };
    }

    /** Describes the failure of a call to a member. */
    public static Failed of(Failure failure) {
        return new Failed(failure.what(), failure.advice(), failure.detail(), false, failure.code());
    }

    private static Failed coded(Throwable thrown, String details) {
        return new Failed(sentence(ErrorMessages.of(thrown)), "", details, false, ErrorCode.of(thrown));
    }

    /** The same failure in other words. */
    public Failed saying(String otherWhat, String otherAdvice) {
        return new Failed(otherWhat, otherAdvice, details, cancelled, code);
    }

    /** The stack trace, for a bug report; indented with spaces, because a screen shows a tab as its escape. */
    public static String trace(Throwable thrown) {
        return Trace.of(thrown).replace("\t", "    ");
    }

    private static String sentence(String words) {
        return words.endsWith(".") || words.endsWith("!") || words.endsWith("?") ? words : words + ".";
    }
}
