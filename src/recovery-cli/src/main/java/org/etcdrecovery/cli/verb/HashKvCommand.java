package org.etcdrecovery.cli.verb;

import java.io.IOException;
import java.util.function.Supplier;
import org.etcdrecovery.cli.options.OutputFormat;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.cli.text.HashKvText;
import org.etcdrecovery.core.snapshot.HashKvReader;
import org.etcdrecovery.core.snapshot.SnapshotOpener;

/** {@code hashkv}: prints what a member answers to HashKV. Unlike etcdutl's, it does not change the file. */
public final class HashKvCommand extends EtcdVerb {
    private final Supplier<Long> revision;

    public HashKvCommand(Session session) {
        super(session, "Print the hash that a member with this database would answer to HashKV.");
        revision = options().number("REVISION", "The revision up to which to hash; the last one if not given.",
                "--rev");
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        String complaint = "accepts 1 arg(s), received " + given();
        // Unlike etcdutl's other verbs, this one lets cobra count the arguments, with another exit code.
        if (given() != 1) {
            throw new CommandFailure(ExitCode.ETCD_FAILED, complaint);
        }
        String file = onlyFile(complaint);
        OutputFormat format = format();
        try (SnapshotOpener opener = packed().opener(session().environment())) {
            print(HashKvText.of(HashKvReader.read(opener, packed().name(file), revision.get(), progress()), format));
        }
        return ExitCode.OK;
    }
}
