package org.etcdrecovery.cli.verb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.core.contents.index.KeyIndex;
import org.etcdrecovery.core.contents.index.KeyMatcher;
import org.etcdrecovery.core.contents.index.KeyState;
import org.etcdrecovery.core.contents.index.RevisionRangeException;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;

/** A verb about the keys that exist at one revision of a snapshot. Exit code 3: it does not know that revision. */
abstract class StateVerb extends ContentsVerb {
    private final Supplier<Optional<String>> prefix;
    private final Supplier<Optional<String>> asOf;

    StateVerb(Session session, String description) {
        super(session, description + " Exit code 3: the snapshot does not know the revision.", "FILE", "");
        prefix = options().textIfGiven("PREFIX", "Only keys that begin with this.", "--prefix");
        asOf = options().textIfGiven("REVISION", "As of this revision; the last if not given.", "--as-of");
    }

    /** The prefix in bytes; empty if none is given. */
    final byte[] prefix() {
        return prefix.get().orElse("").getBytes(UTF_8);
    }

    /** Whether a revision is given. */
    final boolean hasRevision() {
        return asOf.get().isPresent();
    }

    /** The keys that the options choose. */
    final KeyState state(SnapshotOpener opener, SnapshotName name) throws IOException, CommandFailure {
        Optional<Long> revision = asOf.get().isPresent()
                ? Optional.of(revision("--as-of", asOf.get().get()))
                : Optional.empty();
        KeyIndex index = KeyIndex.read(opener, name, progress());
        KeyState state = index.newest();
        if (revision.isPresent()) {
            state = index.asOf(revision.get(), session().cancellation());
        }
        return prefix.get().isPresent()
                ? state.filter(KeyMatcher.prefix(prefix()), session().cancellation())
                : state;
    }

    @Override
    public int codeOf(Throwable thrown) {
        return thrown instanceof RevisionRangeException ? ExitCode.NOT_TRIED : super.codeOf(thrown);
    }
}
