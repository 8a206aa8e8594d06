package org.etcdrecovery.cli.text;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.cli.terminal.Ink;
import org.etcdrecovery.cli.terminal.Ink.Role;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.etcdrecovery.core.rescue.LogPart;
import org.etcdrecovery.core.rescue.RankedMember;
import org.etcdrecovery.core.rescue.replay.Effect;
import org.etcdrecovery.core.rescue.replay.KeyChange;
import org.etcdrecovery.core.rescue.replay.Replay;
import org.etcdrecovery.core.rescue.replay.ReplayResult;
import org.etcdrecovery.core.rescue.replay.ReplayResult.KeyChanges;
import org.etcdrecovery.core.rescue.replay.ReplayResult.Point;
import org.etcdrecovery.core.rescue.replay.ReplayedEntry;
import org.etcdrecovery.core.rescue.replay.RescuedSnapshot;
import org.etcdrecovery.core.text.Shown;

/** Prints what a replay adds to a database, and last the snapshot that was written of it. */
public final class ReplayText {
    private static final int MOST_KEYS = 20;
    private static final int MOST_ENTRIES = 20;
    private static final int LONGEST_VALUE = 200;

    private final RankedMember member;
    private final Replay replay;
    private final ReplayResult result;
    private final Ink ink;
    private final StringBuilder text = new StringBuilder();

    public ReplayText(RankedMember member, Replay replay, Ink ink) {
        this.member = member;
        this.replay = replay;
        this.result = replay.result();
        this.ink = ink;
    }

    /**
     * Everything, the outcome last.
     *
     * @throws IOException if a value cannot be read
     */
    public String all(Optional<RescuedSnapshot> written, boolean showValues) throws IOException {
        text.append(ink.mark(Role.STRONG, Shown.text(member.directory().dataDir().toString()))).append('\n');
        if (!result.isImpossible()) {
            fact("Database", result.base().isPresent() ? point(result.from()) : "none that can be used");
            fact("Log", result.entries() == 0
                    ? "adds nothing"
                    : "adds " + entries(result.entries()) + ", up to "
                            + point(result.to()));
            part("Applied", result.applied());
            part("Refused", result.rejected());
            part("No effect", result.idle());
            keys(result.keys(), showValues);
            entries("After the commit index", result.maybeList());
            entries("Undecided", result.uncertain());
        }
        FindingText findings = new FindingText(ink);
        replay.findings().forEach(finding -> text.append(findings.indented(finding)));
        text.append(outcome(written)).append('\n');
        return text.toString();
    }

    private String outcome(Optional<RescuedSnapshot> written) {
        if (written.isPresent()) {
            return ink.mark(Role.GOOD, "RESCUED") + "  " + Shown.text(written.get().file().toString())
                    + "\n  SHA-256   "
                    + written.get().sha256();
        }
        if (result.isImpossible()) {
            return ink.mark(Role.BAD, "No snapshot can be made of " + member.name());
        }
        return replay.decisions().isEmpty()
                ? ink.mark(Role.GOOD, "A snapshot can be made of " + member.name())
                : ink.mark(Role.CARE, "A snapshot can be made of " + member.name() + ", with care");
    }

    private static String point(Point point) {
        return "revision " + point.revision() + ", index " + Long.toUnsignedString(point.index());
    }

    private static String entries(long count) {
        return count + (count == 1 ? " entry" : " entries");
    }

    private void part(String name, LogPart part) {
        if (!part.isEmpty()) {
            fact(name, part.words());
        }
    }

    private void keys(KeyChanges keys, boolean showValues) throws IOException {
        if (keys.count() == 0) {
            return;
        }
        fact("Keys", keys.added() + " added, " + keys.changed() + " changed, " + keys.deleted() + " deleted");
        for (KeyChange change : keys.first().subList(0, Math.min(MOST_KEYS, keys.first().size()))) {
            text.append("    ").append(sign(change)).append(' ').append(change.key()).append('\n');
            if (showValues) {
                value("was", change.before());
                value("is", change.after());
            }
        }
        more(keys.count() - MOST_KEYS);
    }

    private static char sign(KeyChange change) {
        if (change.before().isEmpty()) {
            return '+';
        }
        return change.after().isEmpty() ? '-' : '~';
    }

    private void value(String word, Optional<KeyChange.Version> version) throws IOException {
        if (version.isPresent()) {
            boolean cut = version.get().valueSize() > LONGEST_VALUE;
            text.append("        ")
                    .append(word)
                    .append(": ")
                    .append(GoQuote.escape(replay.value(version.get(), LONGEST_VALUE)))
                    .append(cut ? "…\n" : "\n");
        }
    }

    private void entries(String title, List<ReplayedEntry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        text.append("  ").append(title).append(":\n");
        for (ReplayedEntry entry : entries.subList(0, Math.min(MOST_ENTRIES, entries.size()))) {
            text.append("    ")
                    .append(Long.toUnsignedString(entry.index()))
                    .append("  ")
                    .append(entry.kind().word())
                    .append(entry.effect() == Effect.REJECTED ? " (refused)" : "")
                    .append(entry.keys().isEmpty() ? "" : ": " + String.join(", ", entry.keys()))
                    .append('\n');
        }
        more(entries.size() - MOST_ENTRIES);
    }

    private void more(long count) {
        if (count > 0) {
            text.append("    … and ").append(count).append(" more; -w json lists them\n");
        }
    }

    private void fact(String name, String value) {
        text.append(FindingText.fact(name, value));
    }
}
