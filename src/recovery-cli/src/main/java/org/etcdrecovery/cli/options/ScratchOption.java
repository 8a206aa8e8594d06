package org.etcdrecovery.cli.options;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.etcdrecovery.core.files.Scratch;
import org.etcdrecovery.core.snapshot.SnapshotOpener;

/** {@code --scratch}, the directory that packed snapshots are unpacked into. */
public final class ScratchOption {
    private final Supplier<Optional<String>> directory;

    /** Adds the option to those of a verb. */
    public ScratchOption(DeclaredOptions options) {
        directory = options.textIfGiven("DIR", "Where to unpack a packed snapshot for as long as it is read; "
                + Scratch.VARIABLE + " or /var/tmp if not given.", "--scratch");
    }

    /**
     * Opens snapshots; unpacks them into the directory that the option or the environment names. First removes what killed
     * runs left there.
     */
    public SnapshotOpener opener(Map<String, String> environment) {
        Scratch scratch = directory.get().map(Path::of).map(Scratch::in).orElseGet(() -> Scratch.of(environment));
        scratch.sweep();
        return SnapshotOpener.unpackingInto(scratch);
    }
}
