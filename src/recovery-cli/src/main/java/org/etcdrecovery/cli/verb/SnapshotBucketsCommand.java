package org.etcdrecovery.cli.verb;

import java.io.IOException;
import org.etcdrecovery.cli.terminal.Columns;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.core.contents.SnapshotContents;
import org.etcdrecovery.core.report.json.ContentsJson;

/** {@code snapshot buckets}: prints the buckets of the database with their sizes. */
public final class SnapshotBucketsCommand extends ContentsVerb {
    public SnapshotBucketsCommand(Session session) {
        super(session, "Print the buckets of a snapshot: their records, and the bytes of their keys and values.",
                "FILE",
                "");
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        boolean json = wantsJson();
        SnapshotContents contents = read((opener, name) -> SnapshotContents.read(opener, name, progress()));
        if (json) {
            print(ContentsJson.buckets(contents));
        } else {
            Columns table = new Columns(this::stream, session().terminal().ink(), "BUCKET", ">RECORDS", ">KEY BYTES",
                    ">VALUE BYTES");
            contents.buckets()
                    .forEach(bucket -> table.row(bucket.name(), bucket.records(), bucket.keyBytes(),
                            bucket.valueBytes()));
            table.end();
        }
        return codeFor(contents.unreadable());
    }
}
