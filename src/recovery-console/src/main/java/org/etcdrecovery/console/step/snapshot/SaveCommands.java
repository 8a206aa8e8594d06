package org.etcdrecovery.console.step.snapshot;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.cluster.command.EtcdctlCommands;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.keyspace.EtcdRelease;
import org.etcdrecovery.core.shell.Command;

/** The commands equivalent to a save. */
final class SaveCommands {
    private SaveCommands() {}

    /** The commands; none while the form is incomplete. */
    static List<Command> of(Optional<ConnectionSettings> connection, Optional<MemberChoice> from, String target) {
        if (connection.isEmpty() || from.isEmpty() || target.isBlank()) {
            return List.of();
        }
        EtcdRelease tool = EtcdRelease.parse(from.get().status().version()).orElse(EtcdRelease.DEFAULT);
        try {
            return List.of(new EtcdctlCommands(connection.get(), Optional.empty(), tool)
                    .snapshotSave(from.get().endpoint(), Path.of(target.strip())));
        } catch (InvalidPathException _) {
            return List.of();
        }
    }
}
