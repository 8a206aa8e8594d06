package org.etcdrecovery.core.contents.index;

import java.io.IOException;
import org.etcdrecovery.core.text.Coded;

/** Thrown if a snapshot does not hold the state of its keyspace at a revision. */
public final class RevisionRangeException extends IOException implements Coded {
    private static final long serialVersionUID = 1L;

    RevisionRangeException(long revision, long oldest, long last) {
        super(revision < oldest
                ? "revision " + revision + " is compacted; the oldest state that the file holds is that of revision "
                        + oldest
                : "the file ends at revision " + last + ", before revision " + revision);
    }

    @Override
    public String code() {
        return "keyspace.revision";
    }
}
