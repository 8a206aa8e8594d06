package org.etcdrecovery.core.contents.index;

import java.io.IOException;

/**
 * Thrown if a regular expression needs more stack for a key than a thread has: it repeats alternatives, as {@code (a|b)*}
 * does.
 */
public final class ExpressionDepthException extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param length the length of the key in characters */
    ExpressionDepthException(int length, Throwable cause) {
        super("the expression goes too deep for a key of " + length
                + " characters; repeat a set of characters, as in [ab]*,"
                + " instead of alternatives, as in (a|b)*", cause);
    }
}
