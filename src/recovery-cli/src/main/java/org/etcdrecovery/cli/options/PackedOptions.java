package org.etcdrecovery.cli.options;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.etcdrecovery.core.files.Scratch;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;

/** How a snapshot in a packed file is found and unpacked: {@code --entry} and {@code --scratch}. */
public final class PackedOptions {
    private final Supplier<Optional<String>> entry;
    private final ScratchOption scratch;

    /** Adds the options to those of a verb. */
    public PackedOptions(DeclaredOptions options) {
        entry = options.textIfGiven("NAME", "The snapshot to take out of an archive that holds several.", "--entry");
        scratch = new ScratchOption(options);
    }

    /** A snapshot as the arguments name it. */
    public SnapshotName name(Path file) {
        return new SnapshotName(file, entry.get());
    }

    /** Whether an entry is named. */
    public boolean namesEntry() {
        return entry.get().isPresent();
    }

    /** As {@link ScratchOption#opener}. */
    public SnapshotOpener opener(Map<String, String> environment) {
        return scratch.opener(environment);
    }

    /** As {@link ScratchOption#scratch}. */
    public Scratch scratch(Map<String, String> environment) {
        return scratch.scratch(environment);
    }
}
