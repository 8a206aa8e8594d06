package org.etcdrecovery.cli.verb;

import java.io.IOException;
import java.util.List;
import org.etcdrecovery.cli.terminal.Columns;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.core.contents.KeyRecord;
import org.etcdrecovery.core.contents.KeyRecords;
import org.etcdrecovery.core.keyspace.LeaseId;
import org.etcdrecovery.core.report.json.HistoryJson;

/** {@code snapshot history}: prints the records that a snapshot still holds of one key. */
public final class SnapshotHistoryCommand extends ContentsVerb {
    private final HistoryJson json = new HistoryJson();
    private final KeyArguments keys;

    public SnapshotHistoryCommand(Session session) {
        super(session, "Print the puts and deletions of one key that a snapshot still holds, oldest first. Exit code 1"
                + " also if it holds none.", "FILE KEY", "; and the key");
        keys = new KeyArguments(options(), "KEY");
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        boolean asJson = wantsJson();
        byte[] key = keys.bytes("KEY", argument(1));
        Columns table = new Columns(this::stream, session().terminal().ink(), ">REVISION", "OPERATION", ">CREATED",
                ">VERSION", ">BYTES", "LEASE");
        long[] records = {0};
        List<String> unreadable = read((opener, name) -> KeyRecords.visit(opener, name, key, record -> {
            records[0]++;
            if (asJson) {
                stream(json.record(record));
            } else {
                row(table, record);
            }
        }, progress()));
        if (asJson) {
            print(json.end(key, records[0], unreadable));
        } else if (records[0] > 0) {
            table.end();
        } else {
            tell("the snapshot holds no record of this key\n");
        }
        int code = codeFor(unreadable);
        return records[0] == 0 ? ExitCode.WITH_CARE : code;
    }

    private static void row(Columns table, KeyRecord record) {
        if (record.tombstone()) {
            table.row(record.revision().main(), "delete", "", "", "", "");
        } else {
            table.row(record.revision().main(), "put", record.createRevision(), record.version(),
                    record.valueSize(), record.lease() == 0 ? "" : new LeaseId(record.lease()));
        }
    }

    @Override
    public void printFailure(String failure) {
        super.printFailure(json.end(failure));
    }
}
