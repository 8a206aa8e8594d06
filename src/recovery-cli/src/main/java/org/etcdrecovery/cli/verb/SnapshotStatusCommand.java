package org.etcdrecovery.cli.verb;

import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;
import org.etcdrecovery.cli.options.EtcdFlags;
import org.etcdrecovery.cli.options.OutputFormat;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.cli.text.StatusText;
import org.etcdrecovery.core.keyspace.EtcdRelease;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.etcdrecovery.core.snapshot.StatusReader;
import picocli.CommandLine.ITypeConverter;

/** {@code snapshot status}: checks the tree and prints hash, revision, keys and size. */
public final class SnapshotStatusCommand extends EtcdVerb {
    private static final EtcdRelease DEFAULT = EtcdRelease.V3_6;

    private final Supplier<String> compat;

    public SnapshotStatusCommand(Session session) {
        super(session, "Check a snapshot and print its hash, revision, keys and size.");
        compat = options().text("MINOR", DEFAULT.toString(),
                "Print what this etcd version prints: " + EtcdRelease.choice() + "; " + DEFAULT
                        + " if not given. Up to 3.5, total keys are all records in the file.",
                "--compat");
    }

    /** etcdctl has this verb too, up to 3.5. */
    @Override
    public Map<String, ITypeConverter<?>> unused() {
        return EtcdFlags.OF_BOTH;
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        String file = onlyFile("snapshot status requires exactly one argument");
        OutputFormat format = format();
        EtcdRelease release = imitated(compat.get());
        try (SnapshotOpener opener = packed().opener(session().environment())) {
            print(new StatusText(StatusReader.read(opener, packed().name(file), progress()), release).in(format));
        }
        return ExitCode.OK;
    }

    private static EtcdRelease imitated(String name) throws CommandFailure {
        return EtcdRelease.released()
                .stream()
                .filter(release -> release.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new CommandFailure(ExitCode.ETCD_FAILED,
                        "invalid argument \"" + name + "\" for \"--compat\" flag: it must be " + EtcdRelease.choice()));
    }
}
