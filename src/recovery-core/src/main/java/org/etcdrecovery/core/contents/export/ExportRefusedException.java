package org.etcdrecovery.core.contents.export;

import java.io.IOException;
import org.etcdrecovery.core.text.Coded;

/** Thrown if an export would do harm or would be empty. Nothing is written. */
public final class ExportRefusedException extends IOException implements Coded {
    private static final long serialVersionUID = 1L;

    private final String code;

    ExportRefusedException(String code, String message) {
        super(message);
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
