package org.etcdrecovery.core.rescue;

import java.util.OptionalLong;

/**
 * Between which revisions a store ends after some entries of the log have been applied.
 *
 * @param least what is certain
 * @param most  what it is when every entry that may write does
 */
public record RevisionBounds(long least, long most) {
    /** The revision itself, where it can be told without applying the entries. */
    public OptionalLong exact() {
        return least == most ? OptionalLong.of(least) : OptionalLong.empty();
    }

    /** {@code revision 12}, or {@code a revision between 12 and 15}. */
    public String words() {
        return least == most ? "revision " + least : "a revision between " + least + " and " + most;
    }
}
