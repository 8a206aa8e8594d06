package org.etcdrecovery.core.contents.index;

import java.io.IOException;
import org.etcdrecovery.core.text.Coded;

/** Thrown if a snapshot does not hold the state of its keyspace at a revision. */
public final class RevisionRangeException extends IOException implements Coded {
    private static final long serialVersionUID = 1L;

    private final long revision;
    private final long oldest;
    private final long last;

    RevisionRangeException(long revision, long oldest, long last) {
        super(revision < oldest
                ? "revision " + revision + " is compacted; the oldest state that the file holds is that of revision "
                        + oldest
                : "the file ends at revision " + last + ", before revision " + revision);
        this.revision = revision;
        this.oldest = oldest;
        this.last = last;
    }

    @Override
    public String code() {
        return "keyspace.revision";
    }

    /** Whether the revision was compacted; otherwise the snapshot does not reach it. */
    public boolean isCompacted() {
        return revision < oldest;
    }

    /** The oldest revision whose state the snapshot holds. */
    public long oldest() {
        return oldest;
    }

    /** The last revision of the snapshot. */
    public long last() {
        return last;
    }
}
