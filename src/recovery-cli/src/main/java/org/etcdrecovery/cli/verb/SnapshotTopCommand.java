package org.etcdrecovery.cli.verb;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.text.TopText;
import org.etcdrecovery.core.contents.index.KeyRef;
import org.etcdrecovery.core.contents.index.KeyState;
import org.etcdrecovery.core.contents.index.Subtree;
import org.etcdrecovery.core.contents.index.Subtrees;
import org.etcdrecovery.core.report.json.TopJson;

/** {@code snapshot top}: prints what takes most of a snapshot. */
public final class SnapshotTopCommand extends StateVerb {
    private final Supplier<Long> limit;

    public SnapshotTopCommand(Session session) {
        super(session,
                "Print what takes most of a snapshot: subtrees by the bytes of their keys and values, the largest"
                        + " keys, and those of which it holds most records.");
        limit = options().count("N", "How many of each; " + USUAL_ROWS + " if not given.", "--limit");
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        boolean json = wantsJson();
        int most = rows(limit.get());
        KeyState state = read(this::state);
        byte[] prefix = branching(state, prefix());
        List<Subtree> subtrees = state.largestChildren(prefix, most);
        List<KeyRef> largest = state.largestKeys(most);
        List<KeyRef> written = state.mostWrittenKeys(most);
        if (json) {
            print(TopJson.print(state, prefix, subtrees, largest, written));
        } else {
            new TopText(this::stream, session().terminal().ink()).print(state, prefix, subtrees, largest, written);
        }
        return codeFor(state.index().unreadable());
    }

    /** Follows a prefix to where there is more than one child: all keys of Kubernetes are below /registry. */
    private static byte[] branching(KeyState state, byte[] from) {
        byte[] prefix = from;
        for (int depth = 0; depth < DEEPEST; depth++) {
            Subtrees children = state.children(prefix);
            if (children.size() != 1 || !children.getFirst().expandable() || children.getFirst().key()) {
                return prefix;
            }
            prefix = children.getFirst().prefix();
        }
        return prefix;
    }
}
