package org.etcdrecovery.cli.verb;

import java.io.IOException;
import org.etcdrecovery.cli.terminal.Columns;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.core.contents.SnapshotContents;
import org.etcdrecovery.core.contents.SnapshotContents.KnownMember;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.keyspace.MemberId;
import org.etcdrecovery.core.report.json.ContentsJson;
import org.etcdrecovery.core.text.Shown;
import org.etcdrecovery.core.text.UrlText;

/** {@code snapshot members}: prints the members of the cluster that a snapshot comes from. */
public final class SnapshotMembersCommand extends ContentsVerb {
    public SnapshotMembersCommand(Session session) {
        super(session, "Print the members of the cluster that a snapshot comes from, and the IDs of those that were"
                + " removed. A zombie was removed and is still listed.", "FILE", "");
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        boolean json = wantsJson();
        SnapshotContents contents = read(
                (opener, name) -> SnapshotContents.readWithoutKeys(opener, name, progress()));
        if (json) {
            print(ContentsJson.members(contents));
        } else {
            Columns table = new Columns(this::stream, session().terminal().ink(), "ID", "NAME", "STATE", "PEER URLS",
                    "CLIENT URLS");
            for (KnownMember known : contents.members()) {
                Member member = known.member();
                table.row(member.id(), Shown.name(member.name()), state(known),
                        Shown.text(String.join(",", UrlText.of(member.peerUrls()))),
                        Shown.text(String.join(",", UrlText.of(member.clientUrls()))));
            }
            for (MemberId id : contents.removedMembers()) {
                table.row(id, "", "removed", "", "");
            }
            table.end();
        }
        return codeFor(contents.unreadable());
    }

    private static String state(KnownMember known) {
        if (known.zombie()) {
            return "zombie";
        }
        return known.member().learner() ? "learner" : known.member().name().isEmpty() ? "not started" : "voter";
    }
}
