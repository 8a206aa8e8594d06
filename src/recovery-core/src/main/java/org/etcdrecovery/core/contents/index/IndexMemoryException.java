package org.etcdrecovery.core.contents.index;

import java.io.IOException;
import org.etcdrecovery.core.text.Coded;

/** Thrown if a snapshot has more keys than an index can hold in the memory that this program may use. */
public final class IndexMemoryException extends IOException implements Coded {
    private static final long serialVersionUID = 1L;

    IndexMemoryException(String refusal) {
        super(refusal + "; JAVA_TOOL_OPTIONS=-Xmx4g allows more memory");
    }

    @Override
    public String code() {
        return "program.memory";
    }
}
