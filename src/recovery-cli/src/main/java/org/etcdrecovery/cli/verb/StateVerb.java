package org.etcdrecovery.cli.verb;

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
    private final KeyArguments keys;

    StateVerb(Session session, String description) {
        super(session, description + " Exit code 3: the snapshot does not know the revision.", "FILE", "");
        prefix = options().textIfGiven("PREFIX", "Only keys that begin with this.", "--prefix");
        keys = new KeyArguments(options(), "PREFIX");
        asOf = options().textIfGiven("REVISION", "As of this revision; the last if not given.", "--as-of");
    }

    /** The prefix in bytes; empty if none is given. */
    final byte[] prefix() throws CommandFailure {
        return keys.bytes("--prefix", prefix.get().orElse(""));
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
        byte[] begin = prefix();
        KeyIndex index = KeyIndex.read(opener, name, progress());
        KeyState state = index.newest();
        if (revision.isPresent()) {
            state = index.asOf(revision.get(), session().cancellation());
        }
        return prefix.get().isPresent()
                ? state.filter(KeyMatcher.prefix(begin), session().cancellation())
                : state;
    }

    @Override
    public int codeOf(Throwable thrown) {
        return thrown instanceof RevisionRangeException ? ExitCode.NOT_TRIED : super.codeOf(thrown);
    }
}
