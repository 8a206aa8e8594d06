package org.etcdrecovery.console.step.source;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.step.source.cluster.ConnectionModel;
import org.etcdrecovery.console.step.source.cluster.DiscoveryModel;
import org.etcdrecovery.console.step.source.directories.DirectoriesModel;
import org.etcdrecovery.console.step.source.directories.DirectoryRow;
import org.etcdrecovery.console.step.source.file.FileModel;
import org.etcdrecovery.console.step.source.rescue.RescueModel;
import org.etcdrecovery.console.step.source.store.StoreModel;
import org.etcdrecovery.core.cluster.command.EtcdctlCommands;
import org.etcdrecovery.core.cluster.command.RecoveryCommands;
import org.etcdrecovery.core.cluster.command.SrvQuery;
import org.etcdrecovery.core.cluster.connect.MemberStatus;
import org.etcdrecovery.core.handover.FileCommands;
import org.etcdrecovery.core.keyspace.EtcdRelease;
import org.etcdrecovery.core.rescue.MemberDirectory;
import org.etcdrecovery.core.shell.Command;
import org.etcdrecovery.core.snapshot.SnapshotName;

/** The commands equivalent to the step. */
record SourceCommands(Recovery recovery, ConnectionModel connection, DiscoveryModel discovery, FileModel file,
        StoreModel store, DirectoriesModel directories, RescueModel rescue) {
    /** The commands equivalent to what the step does now; none while the form is incomplete. */
    List<Command> now() {
        return switch (recovery.source().get()) {
            case ENDPOINTS -> connection.settings()
                    .get()
                    .map(settings -> List.of(
                            new EtcdctlCommands(settings, query(), tool()).endpointStatus(),
                            new RecoveryCommands(settings, query()).assess()))
                    .orElse(List.of());
            case FILE -> file.sound()
                    .map(path -> List.of(FileCommands.status(path, tool()), FileCommands.verify(SnapshotName.of(path))))
                    .orElse(List.of());
            case STORE -> store.commands();
            case DIRECTORY -> directories.paths().isEmpty()
                    ? List.of()
                    : Stream.concat(Stream.of(FileCommands.assess(directories.paths())), rescued().stream()).toList();
        };
    }

    /** The command that makes a snapshot of the chosen directory. */
    private Optional<Command> rescued() {
        return directories.chosen()
                .get()
                .flatMap(DirectoryRow::directory)
                .filter(MemberDirectory::canBeRescued)
                .map(found -> FileCommands.rescue(found.dataDirs(), Optional.of(found.walDir())
                        .filter(log -> !log.startsWith(found.dataDir())),
                        rescue.target().file().get().filter(_ -> rescue.isOpen()).orElse(Path.of("rescued.db")),
                        rescue.isCommittedOnly(), rescue.consents().codes()));
    }

    /** The command asks DNS again for endpoints that came from DNS, as the form does, unless DNS is down. */
    private Optional<SrvQuery> query() {
        return connection.domain()
                .filter(_ -> discovery.problem().get().isEmpty())
                .map(domain -> new SrvQuery(domain, "", true));
    }

    /** The tool of the version that answers. */
    private EtcdRelease tool() {
        return recovery.oldCluster()
                .report()
                .get()
                .stream()
                .flatMap(report -> report.answering().stream())
                .flatMap(row -> row.status().stream())
                .map(MemberStatus::version)
                .flatMap(version -> EtcdRelease.parse(version).stream())
                .findFirst()
                .orElse(EtcdRelease.DEFAULT);
    }
}
