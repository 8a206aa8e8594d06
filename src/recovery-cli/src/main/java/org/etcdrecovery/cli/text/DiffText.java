package org.etcdrecovery.cli.text;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.etcdrecovery.cli.terminal.Columns;
import org.etcdrecovery.cli.terminal.Ink;
import org.etcdrecovery.cli.terminal.Ink.Role;
import org.etcdrecovery.core.contents.compare.Change;
import org.etcdrecovery.core.contents.compare.Change.Kind;
import org.etcdrecovery.core.contents.compare.Changes;
import org.etcdrecovery.core.contents.compare.Comparison;
import org.etcdrecovery.core.contents.compare.Side;
import org.etcdrecovery.core.contents.compare.SubtreeChanges;
import org.etcdrecovery.core.contents.compare.Summary;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.etcdrecovery.core.text.Counted;
import org.etcdrecovery.core.text.Shown;

/** What restoring one state instead of another would do: in numbers, per subtree, and key by key. */
public final class DiffText {
    private final Consumer<String> out;
    private final Ink ink;

    public DiffText(Consumer<String> out, Ink ink) {
        this.out = out;
        this.ink = ink;
    }

    /**
     * Prints the numbers.
     *
     * @param subtrees the subtrees in which keys differ
     */
    public void summary(Comparison comparison, List<SubtreeChanges> subtrees) {
        Summary summary = comparison.summary();
        out.accept("A  " + words(comparison.before()) + "\nB  " + words(comparison.after()) + "\n\n"
                + (summary.changed() == 0
                        ? ink.mark(Role.GOOD, "No key differs") + ", " + summary.equal() + " are equal.\n"
                        : "With A instead of B, " + ink.mark(Role.STRONG, Counted.of(summary.missing(), "key"))
                                + " would be missing, " + summary.older() + " would have another value, "
                                + summary.back() + (comparison.goesBack() ? " would be back; " : " would be added; ")
                                + summary.equal() + " are equal.\n"));
        if (subtrees.isEmpty()) {
            return;
        }
        out.accept("\n");
        Columns table = new Columns(out, ink, ">MISSING", ">" + word(Kind.OLDER, comparison).toUpperCase(Locale.ROOT),
                ">" + word(Kind.BACK, comparison).toUpperCase(Locale.ROOT), ">EQUAL", ">BYTES A", ">BYTES B",
                "SUBTREE");
        for (SubtreeChanges subtree : subtrees) {
            Summary each = subtree.summary();
            table.row(each.missing(), each.older(), each.back(), subtree.subtree() ? each.equal() : "",
                    each.bytesBefore(), each.bytesAfter(), GoQuote.escape(subtree.prefix()));
        }
        table.end();
    }

    /** What it means if keys differ that were written by the same revision; empty if none does. */
    public static Optional<String> contradiction(Comparison comparison) {
        Changes contradicting = comparison.contradicting();
        if (contradicting.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Counted.of(contradicting.size(), "key") + ", such as "
                + GoQuote.escape(contradicting.getFirst().key()) + ", "
                + (contradicting.size() == 1 ? "differs" : "differ")
                + " although the same revision wrote both values: one of the files is damaged, which 'snapshot verify' tells, or"
                + " they are of different histories");
    }

    private static String word(Kind kind, Comparison comparison) {
        return kind.word(comparison.goesBack());
    }

    private static String words(Side side) {
        return Shown.text(side.name().shown())
                + side.name().entry().map(entry -> " " + Shown.text(entry)).orElse("") + ": revision "
                + side.state().revision() + ", " + Counted.of(side.state().totals().keys(), "key");
    }

    /** Prints the keys that differ. */
    public void keys(Comparison comparison) {
        out.accept("\n");
        Columns table = new Columns(out, ink, "IN A", ">REVISION A", ">REVISION B", "KEY");
        for (Change change : comparison.changes()) {
            table.row(word(change.kind(), comparison),
                    change.before().isPresent() ? change.before().get().revision() : "",
                    change.after().isPresent() ? change.after().get().revision() : "", GoQuote.escape(change.key()));
        }
        table.end();
    }
}
