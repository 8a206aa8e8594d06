package org.etcdrecovery.cli.options;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.etcdrecovery.core.files.Scratch;

/** {@code --scratch}, the directory for temporary files: unpacked snapshots, and the members of a rehearsal. */
public final class ScratchOption {
    private final Supplier<Optional<String>> directory;

    /** Adds the option to those of a verb. */
    public ScratchOption(DeclaredOptions options) {
        directory = options.textIfGiven("DIR",
                "Where to keep a snapshot that is packed or fetched, for as long as it is read; "
                        + Scratch.VARIABLE + " or /var/tmp if not given.",
                "--scratch");
    }

    /** The directory that the option or the environment names. First removes what killed runs left there. */
    public Scratch scratch(Map<String, String> environment) {
        Scratch scratch = directory.get().map(Path::of).map(Scratch::in).orElseGet(() -> Scratch.of(environment));
        scratch.sweep();
        return scratch;
    }
}
