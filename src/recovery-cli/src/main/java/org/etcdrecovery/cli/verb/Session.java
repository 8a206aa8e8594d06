package org.etcdrecovery.cli.verb;

import java.util.Map;
import org.etcdrecovery.cli.terminal.Terminal;
import org.etcdrecovery.core.progress.Cancellation;

/**
 * The context in which a verb runs.
 *
 * @param terminal     where to write
 * @param cancellation set if the process has to end before the verb is done
 * @param environment  the environment variables
 */
public record Session(Terminal terminal, Cancellation cancellation, Map<String, String> environment) {
    /** Copies the map. */
    public Session {
        environment = Map.copyOf(environment);
    }
}
