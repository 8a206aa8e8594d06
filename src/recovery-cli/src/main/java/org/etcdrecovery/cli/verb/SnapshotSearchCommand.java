package org.etcdrecovery.cli.verb;

import java.io.IOException;
import java.util.function.Supplier;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.text.MatchText;
import org.etcdrecovery.core.contents.ContentSearch;
import org.etcdrecovery.core.contents.ContentSearch.Scope;
import org.etcdrecovery.core.contents.SearchText;
import org.etcdrecovery.core.report.json.SearchJson;

/** {@code snapshot search}: prints the keys and values that contain something. */
public final class SnapshotSearchCommand extends ContentsVerb {
    private final Supplier<Boolean> hexadecimal;
    private final Supplier<Boolean> ignoreCase;
    private final Supplier<Boolean> history;
    private final Supplier<Boolean> secrets;
    private final SearchJson json = new SearchJson();

    public SnapshotSearchCommand(Session session) {
        super(session, "Print the keys of a snapshot that contain something, or whose values do, as they are found, in"
                + " the order in which they were written. Exit code 0 also without a match.", "FILE WHAT",
                "; and the text to look for");
        hexadecimal = options().flag("WHAT is bytes in hexadecimal.", "--hex");
        ignoreCase = options().flag("A to Z equal a to z.", "-i", "--ignore-case");
        history = options().flag("Search all that the file still holds, not only the keys that exist at the last"
                + " revision and their values.", "--history");
        secrets = options().flag("Search the values that are secrets of Kubernetes too.", "--show-secrets");
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        boolean asJson = wantsJson();
        ContentSearch search = new ContentSearch(what(), history.get() ? Scope.HISTORY : Scope.LAST_REVISION,
                secrets.get());
        MatchText text = new MatchText(session().terminal().ink());
        ContentSearch.Result result = read((opener, name) -> search.run(opener, name,
                match -> found(asJson ? json.match(match) : text.match(match)), progress()));
        print(asJson ? json.end(result) : text.end(result));
        return codeFor(result.unreadable());
    }

    /** A person sees each match at once. */
    private void found(String line) {
        stream(line);
        if (session().terminal().outIsTty()) {
            session().terminal().out().flush();
        }
    }

    private SearchText what() throws CommandFailure {
        String what = argument(1);
        if (!hexadecimal.get()) {
            KeyArguments.text("WHAT", what);
        }
        try {
            return hexadecimal.get() ? SearchText.ofHex(what) : SearchText.of(what, ignoreCase.get());
        } catch (IllegalArgumentException e) {
            throw wrongUsage(what.isEmpty()
                    ? "WHAT is empty; name what to look for"
                    : "--hex takes bytes as pairs of hexadecimal digits, not '" + what + "'");
        }
    }

    @Override
    public void printFailure(String failure) {
        super.printFailure(json.end(failure));
    }
}
