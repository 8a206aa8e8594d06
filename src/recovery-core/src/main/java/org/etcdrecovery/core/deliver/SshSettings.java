package org.etcdrecovery.core.deliver;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * How to use the {@code ssh} of this system. Everything else is decided by its own configuration.
 *
 * @param config           a configuration file instead of the user's and the system's; empty for these
 * @param askpass          a program that asks for passphrases and passwords, as in {@code SSH_ASKPASS}; if empty, ssh does
 *                         not ask, so a key must be in the agent or have no passphrase
 * @param acceptedHostKeys the fingerprints of unknown host keys that the operator has compared, by member, such as
 *                         {@code SHA256:…}
 */
public record SshSettings(Optional<Path> config, Optional<Path> askpass, Map<String, String> acceptedHostKeys) {
    /** Copies the map. */
    public SshSettings {
        acceptedHostKeys = Map.copyOf(acceptedHostKeys);
    }
}
