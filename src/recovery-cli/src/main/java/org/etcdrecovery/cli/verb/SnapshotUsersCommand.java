package org.etcdrecovery.cli.verb;

import java.io.IOException;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.text.UsersText;
import org.etcdrecovery.core.contents.SnapshotContents;
import org.etcdrecovery.core.report.json.ContentsJson;

/** {@code snapshot users}: prints users and roles, and who may do what. */
public final class SnapshotUsersCommand extends ContentsVerb {
    public SnapshotUsersCommand(Session session) {
        super(session, "Print the users of a snapshot with what their roles together allow, and the roles. Password"
                + " hashes are never read out.", "FILE", "");
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        boolean json = wantsJson();
        SnapshotContents contents = read(
                (opener, name) -> SnapshotContents.readWithoutKeys(opener, name, progress()));
        if (json) {
            print(ContentsJson.users(contents));
        } else {
            new UsersText(this::stream, session().terminal().ink()).print(contents.auth());
        }
        return codeFor(contents.unreadable());
    }
}
