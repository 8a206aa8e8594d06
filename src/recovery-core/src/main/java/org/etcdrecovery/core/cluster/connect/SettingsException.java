package org.etcdrecovery.core.cluster.connect;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.etcdrecovery.core.text.Coded;
import org.etcdrecovery.core.text.Shown;
import org.etcdrecovery.core.text.ShownMessage;

/**
 * The operator's settings, or the files they name, cannot be used. The message says what is wrong and what is expected.
 */
public sealed class SettingsException extends IOException implements Coded, ShownMessage permits DiscoveryException {
    private static final long serialVersionUID = 1L;

    public SettingsException(String message) {
        super(Shown.text(message));
    }

    public SettingsException(String message, Throwable cause) {
        super(Shown.text(message), cause);
    }

    /** Several problems, each on its own line. */
    SettingsException(List<String> problems) {
        super(problems.stream().map(Shown::text).collect(Collectors.joining("\n")));
    }

    @Override
    public final String code() {
        return "connection.settings";
    }
}
