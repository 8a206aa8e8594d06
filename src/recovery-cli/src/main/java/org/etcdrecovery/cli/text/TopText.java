package org.etcdrecovery.cli.text;

import java.util.List;
import java.util.function.Consumer;
import org.etcdrecovery.cli.terminal.Columns;
import org.etcdrecovery.cli.terminal.Ink;
import org.etcdrecovery.core.contents.index.KeyRef;
import org.etcdrecovery.core.contents.index.KeyState;
import org.etcdrecovery.core.contents.index.Subtree;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.etcdrecovery.core.text.Counted;
import org.etcdrecovery.core.text.HumanSize;

/** What takes most of a snapshot, as three tables. */
public final class TopText {
    private final Consumer<String> out;
    private final Ink ink;

    public TopText(Consumer<String> out, Ink ink) {
        this.out = out;
        this.ink = ink;
    }

    /** Prints the tables. */
    public void print(KeyState state, byte[] prefix, List<Subtree> subtrees, List<KeyRef> largest,
            List<KeyRef> written) {
        long bytes = state.totals().bytes();
        out.accept(Counted.of(state.totals().keys(), "key") + ", " + HumanSize.of(bytes) + ", at revision "
                + state.revision() + "\n\n");
        Columns table = new Columns(out, ink, ">BYTES", ">SHARE", ">KEYS", ">RECORDS", "SUBTREE");
        for (Subtree subtree : subtrees) {
            table.row(subtree.bytes(), bytes == 0 ? "" : subtree.bytes() * 100 / bytes + "%", subtree.keys(),
                    subtree.records(), GoQuote.escape(subtree.prefix()));
        }
        table.end();
        out.accept("\n");
        keys("LARGEST KEY", state, largest);
        out.accept("\n");
        keys("MOST WRITTEN KEY", state, written);
    }

    private void keys(String heading, KeyState state, List<KeyRef> keys) {
        Columns table = new Columns(out, ink, ">BYTES", ">RECORDS", ">REVISION", heading);
        for (KeyRef key : keys) {
            table.row(key.size(), key.records(), key.revision(), GoQuote.escape(state.index().key(key.rank())));
        }
        table.end();
    }
}
