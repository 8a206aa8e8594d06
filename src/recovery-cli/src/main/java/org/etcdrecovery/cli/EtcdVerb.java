package org.etcdrecovery.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * A verb that stands in for one of etcdctl and etcdutl: the same flags, the same output, the same exit codes. One thing
 * differs: what those print raw of a file or a server, and could act on a terminal, is printed as an escape.
 */
abstract class EtcdVerb extends Verb {
    private final Supplier<List<String>> arguments;
    private final Supplier<String> writeOut;

    EtcdVerb(Session session, String name, String description) {
        super(session, name, description);
        arguments = arguments("FILE", "The snapshot.");
        writeOut = text("FORMAT", "simple", "simple, table, json or fields; simple unless said.", "-w", "--write-out");
        text("DURATION", "", "Taken because etcdutl takes it: files are read without a lock, so nothing waits.",
                "--timeout");
    }

    @Override
    final Manners manners() {
        return Manners.ETCD;
    }

    final OutputFormat format() throws CommandFailure {
        return OutputFormat.parse(writeOut.get());
    }

    /** The only argument, or the sentence that asks for one. */
    final Path onlyFile(String complaint) throws CommandFailure {
        List<String> given = arguments.get();
        if (given.size() != 1) {
            throw new CommandFailure(ExitCode.ETCD_BAD_ARGUMENTS, complaint);
        }
        return Path.of(given.getFirst());
    }
}
