package org.etcdrecovery.cli.text;

import org.etcdrecovery.cli.terminal.Ink;
import org.etcdrecovery.cli.terminal.Ink.Role;
import org.etcdrecovery.core.contents.ContentSearch;
import org.etcdrecovery.core.contents.ContentSearch.Match;
import org.etcdrecovery.core.contents.ContentSearch.Part;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.etcdrecovery.core.text.Counted;

/** What a search finds, one line a match. */
public final class MatchText {
    private final Ink ink;

    public MatchText(Ink ink) {
        this.ink = ink;
    }

    /** The line of a match. */
    public String match(Match match) {
        String key = match.key().text() + ": ";
        return match.part() == Part.KEY
                ? key + "the key, of revision " + match.key().modRevision() + "\n"
                : key + "byte " + match.at() + " of the value of revision " + match.key().modRevision() + ": "
                        + GoQuote.escape(match.excerpt()) + "\n";
    }

    /** What follows the last match. */
    public String end(ContentSearch.Result result) {
        return ink.mark(Role.STRONG, Counted.of(result.matches(), "match", "matches")) + " in "
                + Counted.of(result.records(), "record")
                + (result.secrets() == 0
                        ? ""
                        : "; not searched: " + Counted.of(result.secrets(), "secret") + " (--show-secrets)")
                + "\n";
    }
}
