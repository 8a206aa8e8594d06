package org.etcdrecovery.cli.options;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.core.deliver.SshSettings;

/** How to use the operator's ssh. */
public final class SshOptions {
    private final Supplier<Optional<String>> config;
    private final Supplier<Optional<String>> askpass;
    private final Supplier<List<String>> keys;

    /** Adds the options to those of a verb. */
    public SshOptions(DeclaredOptions options) {
        config = options.textIfGiven("FILE", "A configuration of ssh, instead of yours and the system's.",
                "--ssh-config");
        askpass = options.textIfGiven("FILE",
                "A program that asks for passphrases and passwords, as SSH_ASKPASS names one"
                        + " for ssh; without it, ssh asks for nothing.",
                "--askpass");
        keys = options.texts("NAME=FINGERPRINT",
                "The fingerprint, SHA256:…, of the unknown key of a host, which you have"
                        + " compared. NAME is the member, or the host of --through. ssh then adds the key to those that it"
                        + " knows.",
                "--accept-host-key");
    }

    /** The settings of these options, once each named file was found. */
    public SshSettings settings() throws CommandFailure, IOException {
        List<String> complaints = new ArrayList<>();
        Map<String, String> accepted = DeliverOptions.pairs("--accept-host-key", keys.get(), fingerprint -> {
            if (!fingerprint.matches("SHA256:[A-Za-z0-9+/=]{1,64}")) {
                throw new IllegalArgumentException("a fingerprint begins with SHA256:");
            }
            return fingerprint;
        }, complaints);
        if (!complaints.isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, complaints);
        }
        return new SshSettings(file(config.get()), file(askpass.get()), accepted);
    }

    private static Optional<Path> file(Optional<String> name) throws IOException {
        Optional<Path> file = name.map(DeliverOptions::absolute);
        if (file.isPresent() && !Files.exists(file.get())) {
            throw new NoSuchFileException(file.get().toString());
        }
        return file;
    }
}
