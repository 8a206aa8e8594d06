package org.etcdrecovery.cli.verb;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.etcdrecovery.cli.options.EtcdFlags;
import org.etcdrecovery.cli.options.OutputFormat;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.cli.text.Edition;
import org.etcdrecovery.cli.text.StatusText;
import org.etcdrecovery.core.snapshot.StatusReader;
import picocli.CommandLine.ITypeConverter;

/** {@code snapshot status}: checks the tree and prints hash, revision, keys and size. */
public final class SnapshotStatusCommand extends EtcdVerb {
    private final Supplier<String> compat;

    public SnapshotStatusCommand(Session session) {
        super(session, "Check a snapshot and print its hash, revision, keys and size.");
        compat = options().text("MINOR", "3.6",
                "Print what that etcd prints: 3.4, 3.5, 3.6 or 3.7; 3.6 if not given. Up to 3.5,"
                        + " total keys are all records in the file.",
                "--compat");
    }

    /** etcdctl has this verb too, up to 3.5. */
    @Override
    public Map<String, ITypeConverter<?>> unused() {
        return EtcdFlags.OF_BOTH;
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        Path file = onlyFile("snapshot status requires exactly one argument");
        OutputFormat format = format();
        Edition edition = Edition.parse(compat.get());
        print(new StatusText(StatusReader.read(file, progress()), edition).in(format));
        return ExitCode.OK;
    }
}
