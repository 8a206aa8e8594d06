package org.etcdrecovery.cli.verb;

import java.io.IOException;
import org.etcdrecovery.cli.terminal.Columns;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.core.contents.index.KeyRef;
import org.etcdrecovery.core.contents.index.KeyState;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.etcdrecovery.core.report.json.KeysJson;

/** {@code snapshot keys}: prints the keys that exist, at the last revision or an earlier one. */
public final class SnapshotKeysCommand extends StateVerb {
    private final KeysJson json = new KeysJson();

    public SnapshotKeysCommand(Session session) {
        super(session, "Print the keys that exist, in key order: the revision of the last write, the bytes of key and"
                + " value, and how many records of it the snapshot holds.");
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        boolean asJson = wantsJson();
        KeyState state = read(this::state);
        Columns table = new Columns(this::stream, session().terminal().ink(), ">REVISION", ">BYTES", ">RECORDS",
                "KEY");
        for (long n = 0; n < state.totals().keys(); n++) {
            KeyRef key = state.ref(state.rankOfNth(n));
            if (asJson) {
                stream(json.key(state, key));
            } else {
                table.row(key.revision(), key.size(), key.records(), GoQuote.escape(state.index().key(key.rank())));
            }
        }
        if (asJson) {
            print(json.end(state));
        } else {
            table.end();
        }
        return codeFor(state.index().unreadable());
    }

    @Override
    public void printFailure(String failure) {
        super.printFailure(json.end(failure));
    }
}
