package org.etcdrecovery.cli.verb;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.cli.text.DiffText;
import org.etcdrecovery.core.contents.compare.Change;
import org.etcdrecovery.core.contents.compare.Comparison;
import org.etcdrecovery.core.contents.compare.Side;
import org.etcdrecovery.core.contents.compare.SubtreeChanges;
import org.etcdrecovery.core.contents.index.KeyIndex;
import org.etcdrecovery.core.contents.index.KeyMatcher;
import org.etcdrecovery.core.contents.index.KeyState;
import org.etcdrecovery.core.contents.index.RevisionRangeException;
import org.etcdrecovery.core.report.json.DiffJson;
import org.etcdrecovery.core.snapshot.SnapshotName;

/** {@code snapshot diff}: prints what would be lost by restoring one snapshot instead of another. */
public final class SnapshotDiffCommand extends ContentsVerb {
    private final Supplier<Optional<String>> prefix;
    private final Supplier<Optional<String>> asOfA;
    private final Supplier<Optional<String>> asOfB;
    private final Supplier<Boolean> keys;
    private final KeyArguments named;
    private final DiffJson json = new DiffJson();

    public SnapshotDiffCommand(Session session) {
        super(session, "Print what would be lost by restoring snapshot A instead of B, per subtree: keys that would be"
                + " missing, have another value, or be back. Exit code 0 for any difference; 3: a snapshot does not know"
                + " the revision.", "A B", "; --entry is for A. Both may be the same file, at two revisions");
        prefix = options().textIfGiven("PREFIX", "Only keys that begin with this.", "--prefix");
        named = new KeyArguments(options(), "PREFIX");
        asOfA = options().textIfGiven("REVISION", "A as of this revision; the last if not given.", "--as-of-a");
        asOfB = options().textIfGiven("REVISION", "B as of this revision; the last if not given.", "--as-of-b");
        keys = options().flag("Also print the keys.", "--keys");
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        boolean asJson = wantsJson();
        SnapshotName second = otherSnapshot(1);
        Optional<Long> revisionA = revision("--as-of-a", asOfA.get());
        Optional<Long> revisionB = revision("--as-of-b", asOfB.get());
        byte[] begin = named.bytes("--prefix", prefix.get().orElse(""));
        return read((opener, first) -> {
            KeyIndex indexA = KeyIndex.read(opener, first, progress());
            KeyIndex indexB = first.equals(second) ? indexA : KeyIndex.read(opener, second, progress());
            Comparison comparison = Comparison.of(new Side(state(indexA, begin, revisionA), opener, first),
                    new Side(state(indexB, begin, revisionB), opener, second), progress());
            List<String> unreadable = new ArrayList<>(indexA.unreadable());
            if (indexB != indexA) {
                unreadable.addAll(indexB.unreadable());
            }
            print(comparison, begin, asJson, unreadable);
            List<String> warnings = new ArrayList<>(unreadable);
            DiffText.contradiction(comparison).ifPresent(warnings::add);
            return codeFor(warnings);
        });
    }

    private static Optional<Long> revision(String option, Optional<String> value) throws CommandFailure {
        return value.isPresent() ? Optional.of(revision(option, value.get())) : Optional.empty();
    }

    private KeyState state(KeyIndex index, byte[] begin, Optional<Long> revision) throws IOException {
        KeyState state = revision.isPresent()
                ? index.asOf(revision.get(), session().cancellation())
                : index.newest();
        return prefix.get().isPresent()
                ? state.filter(KeyMatcher.prefix(begin), session().cancellation())
                : state;
    }

    private void print(Comparison comparison, byte[] begin, boolean asJson, List<String> unreadable) {
        byte[] below = branching(comparison, begin);
        List<SubtreeChanges> subtrees = comparison.subtrees(below, Integer.MAX_VALUE);
        if (asJson) {
            if (keys.get()) {
                for (Change change : comparison.changes()) {
                    stream(json.change(change));
                }
            }
            print(json.end(comparison, below, subtrees, unreadable));
        } else {
            DiffText text = new DiffText(this::stream, session().terminal().ink());
            text.summary(comparison, subtrees);
            if (keys.get() && !comparison.changes().isEmpty()) {
                text.keys(comparison);
            }
        }
    }

    /** Follows a prefix to where keys of more than one subtree differ: all keys of Kubernetes are below /registry. */
    private static byte[] branching(Comparison comparison, byte[] from) {
        byte[] prefix = from;
        for (int depth = 0; depth < DEEPEST; depth++) {
            List<SubtreeChanges> children = comparison.subtrees(prefix, 2);
            if (children.size() != 1 || !children.getFirst().subtree()) {
                return prefix;
            }
            prefix = children.getFirst().prefix();
        }
        return prefix;
    }

    @Override
    public int codeOf(Throwable thrown) {
        return thrown instanceof RevisionRangeException ? ExitCode.NOT_TRIED : super.codeOf(thrown);
    }

    @Override
    public void printFailure(String failure) {
        super.printFailure(json.end(failure));
    }
}
