package org.etcdrecovery.console.run;

import java.util.concurrent.CancellationException;
import org.etcdrecovery.core.cluster.connect.CallFailedException;
import org.etcdrecovery.core.cluster.connect.Failure;
import org.etcdrecovery.core.text.ErrorMessages;
import org.etcdrecovery.core.text.Trace;

/**
 * Why something did not happen, as a screen shows it.
 *
 * @param what      what happened, one sentence
 * @param advice    what to do about it; may be empty
 * @param details   for those who look closer; may be empty
 * @param cancelled whether it was stopped because somebody asked for it
 */
public record Failed(String what, String advice, String details, boolean cancelled) {
    /** What was thrown, in words. */
    public static Failed of(Throwable thrown) {
        return switch (thrown) {
            case CallFailedException e -> of(e.failure());
            case CancellationException _ -> new Failed("Stopped.", "", "", true);
            case RuntimeException _,Error _ -> new Failed(sentence(ErrorMessages.of(thrown)), "", trace(thrown), false);
            default -> new Failed(sentence(ErrorMessages.of(thrown)), "", "", false);
        };
    }

    /** A failure of a call to a member. */
    public static Failed of(Failure failure) {
        return new Failed(failure.what(), failure.advice(), failure.detail(), false);
    }

    /** The stack trace, for a report to those who make this program. */
    public static String trace(Throwable thrown) {
        return Trace.of(thrown);
    }

    private static String sentence(String words) {
        return words.endsWith(".") || words.endsWith("!") || words.endsWith("?") ? words : words + ".";
    }
}
