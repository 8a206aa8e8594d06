package org.etcdrecovery.core.cluster.connect;

import java.io.IOException;

/** What was typed or the files it names cannot be used. The message says what is wrong and what is expected. */
public final class SettingsException extends IOException {
    private static final long serialVersionUID = 1L;

    public SettingsException(String message) {
        super(message);
    }

    public SettingsException(String message, Throwable cause) {
        super(message, cause);
    }
}
