package org.etcdrecovery.console.deliver;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The program of the desktop that asks for passphrases and passwords. */
final class Askpass {
    private Askpass() {}

    /** The one that the environment names, as for ssh; empty if it names none that is there. */
    static Optional<Path> find(Map<String, String> environment) {
        String named = environment.getOrDefault("SSH_ASKPASS", "");
        if (!named.startsWith("/")) {
            return Optional.empty();
        }
        return Optional.of(Path.of(named)).filter(Files::isRegularFile);
    }
}
