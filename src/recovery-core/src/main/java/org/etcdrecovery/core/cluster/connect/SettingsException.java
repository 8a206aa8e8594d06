package org.etcdrecovery.core.cluster.connect;

import java.io.IOException;
import org.etcdrecovery.core.text.Coded;

/** What was typed or the files it names cannot be used. The message says what is wrong and what is expected. */
public final class SettingsException extends IOException implements Coded {
    private static final long serialVersionUID = 1L;

    public SettingsException(String message) {
        super(message);
    }

    public SettingsException(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public String code() {
        return "connection.settings";
    }
}
