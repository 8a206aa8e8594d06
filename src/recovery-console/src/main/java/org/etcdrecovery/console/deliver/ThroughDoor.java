package org.etcdrecovery.console.deliver;

import java.util.Map;
import java.util.Optional;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.core.cluster.connect.Routes;
import org.etcdrecovery.core.deliver.SshRoutes;
import org.etcdrecovery.core.deliver.SshSettings;
import org.etcdrecovery.core.deliver.Through;

/** Makes ways to members through hosts. An interface, so that models can be tested without hosts. */
@FunctionalInterface
public interface ThroughDoor {
    /**
     * Makes ways; nothing is connected to yet.
     *
     * @param acceptedKeys the fingerprints of unknown host keys that the operator has compared, by host
     */
    Routes routes(Through through, Map<String, String> acceptedKeys);

    /**
     * Ways by the ssh of this system, which end with the program.
     *
     * @param tools the services that steps use
     */
    static ThroughDoor ssh(StepTools tools) {
        return (through, keys) -> {
            SshRoutes routes = new SshRoutes(through,
                    new SshSettings(Optional.empty(), Askpass.find(tools.site().environment()), keys),
                    tools.site().scratch());
            tools.site().ending().closes(routes);
            return routes;
        };
    }
}
