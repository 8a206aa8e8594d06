package org.etcdrecovery.core.rescue;

import java.util.OptionalLong;

/**
 * The range of revisions a store can end at once some log entries are applied.
 *
 * @param least the revision if only certain writes create one
 * @param most  the revision if every possible write creates one
 */
public record RevisionBounds(long least, long most) {
    /** The exact revision, if it is known without applying the entries. */
    public OptionalLong exact() {
        return least == most ? OptionalLong.of(least) : OptionalLong.empty();
    }

    /** {@code revision 12}, or {@code a revision between 12 and 15}. */
    public String words() {
        return least == most ? "revision " + least : "a revision between " + least + " and " + most;
    }
}
