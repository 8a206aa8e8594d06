package org.etcdrecovery.core.rescue.replay;

/** An entry on which a server panics each time it applies it, so that no server gets beyond it. The message says why. */
final class ServerStopsException extends Exception {
    private static final long serialVersionUID = 1L;

    ServerStopsException(String message) {
        super(message);
    }
}
