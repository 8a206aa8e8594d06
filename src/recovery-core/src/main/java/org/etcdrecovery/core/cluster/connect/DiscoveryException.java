package org.etcdrecovery.core.cluster.connect;

/** DNS did not name the endpoints of a cluster, or named what cannot be one. The message says what was asked for. */
public final class DiscoveryException extends SettingsException {
    private static final long serialVersionUID = 1L;

    DiscoveryException(String message) {
        super(message);
    }

    DiscoveryException(String message, Throwable cause) {
        super(message, cause);
    }
}
