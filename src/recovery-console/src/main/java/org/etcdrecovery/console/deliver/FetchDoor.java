package org.etcdrecovery.console.deliver;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.core.deliver.Fetch;
import org.etcdrecovery.core.deliver.SshSettings;
import org.etcdrecovery.core.progress.Progress;

/** Fetches data directories from their hosts. An interface, so that the model can be tested without hosts. */
@FunctionalInterface
public interface FetchDoor {
    /**
     * Fetches one, as {@link Fetch#run} does.
     *
     * @param acceptedKeys the fingerprints of unknown host keys that the operator has compared, by member
     */
    Fetch.Result fetch(Fetch.Request request, Map<String, String> acceptedKeys, Progress progress) throws IOException;

    /**
     * What the ssh of this system does.
     *
     * @param config its configuration file; empty for the user's and the system's
     */
    static FetchDoor ssh(StepTools tools, Optional<Path> config) {
        return (request, keys, progress) -> Fetch.run(request,
                new SshSettings(config, Askpass.find(tools.site().environment()), keys), tools.site().scratch(),
                progress);
    }
}
