package org.etcdrecovery.cli.verb;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.etcdrecovery.cli.terminal.Columns;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.core.contents.KeyRow;
import org.etcdrecovery.core.contents.LeaseFilter;
import org.etcdrecovery.core.contents.LeasedKeys;
import org.etcdrecovery.core.contents.SnapshotContents;
import org.etcdrecovery.core.contents.SnapshotContents.Lease;
import org.etcdrecovery.core.keyspace.LeaseId;
import org.etcdrecovery.core.report.json.ContentsJson;

/** {@code snapshot leases}: prints the leases, and on request the keys that are attached to them. */
public final class SnapshotLeasesCommand extends ContentsVerb {
    /** A cluster of Kubernetes has an event for each few of them. */
    private static final int MOST_KEYS = 1_000_000;
    private static final LeasedKeys NO_KEYS = new LeasedKeys(List.of(), 0);

    private final Supplier<Boolean> withKeys;

    public SnapshotLeasesCommand(Session session) {
        super(session, "Print the leases of a snapshot: the TTL that was granted, what was left of it at the last"
                + " checkpoint, in seconds, and how many keys are attached.", "FILE", "");
        withKeys = options().flag("Also print the attached keys.", "--keys");
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        boolean json = wantsJson();
        return read((opener, name) -> {
            SnapshotContents contents = SnapshotContents.read(opener, name, progress());
            LeasedKeys keys = withKeys.get() && !contents.leases().isEmpty()
                    ? LeasedKeys.read(opener, name, LeaseFilter.any(), MOST_KEYS, progress())
                    : NO_KEYS;
            if (json) {
                print(ContentsJson.leases(contents, keys));
            } else {
                table(contents, keys);
            }
            if (keys.isCut()) {
                tell("note: more keys are attached than are listed\n");
            }
            return codeFor(contents.unreadable());
        });
    }

    private void table(SnapshotContents contents, LeasedKeys keys) {
        Columns table = new Columns(this::stream, session().terminal().ink(), "LEASE", ">TTL", ">REMAINING", ">KEYS",
                "KEY");
        Map<LeaseId, List<KeyRow>> attachedTo = keys.byLease();
        for (Lease lease : contents.leases()) {
            table.row(lease.id(), lease.grantedTtl(),
                    lease.remaining().isPresent() ? lease.remaining().getAsLong() : "", lease.keys(), "");
            attachedTo.getOrDefault(lease.id(), List.of())
                    .forEach(row -> table.row("", "", "", "", row.text()));
        }
        table.end();
    }
}
