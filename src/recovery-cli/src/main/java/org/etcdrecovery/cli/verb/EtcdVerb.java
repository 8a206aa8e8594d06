package org.etcdrecovery.cli.verb;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.etcdrecovery.cli.options.EtcdFlags;
import org.etcdrecovery.cli.options.OutputFormat;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.cli.terminal.FailureStyle;
import picocli.CommandLine.ITypeConverter;

/**
 * A verb that replaces one of etcdctl or etcdutl, with the same flags, output and exit codes. One thing differs:
 * characters from a file or a server that could act on a terminal are escaped.
 */
abstract class EtcdVerb extends Verb {
    private final Supplier<List<String>> arguments;
    private final Supplier<String> writeOut;

    EtcdVerb(Session session, String description) {
        super(session, FailureStyle.ETCD, description);
        arguments = options().arguments("FILE", "The snapshot.");
        writeOut = options().text("FORMAT", "simple", "simple, table, json or fields; simple if not given.", "-w",
                "--write-out");
    }

    /** etcdutl has one option for all verbs, the time to wait for a lock on the file. There is no lock here. */
    @Override
    public Map<String, ITypeConverter<?>> unused() {
        return EtcdFlags.OF_ETCDUTL;
    }

    final OutputFormat format() throws CommandFailure {
        return OutputFormat.parse(writeOut.get());
    }

    /** The number of arguments. */
    final int given() {
        return arguments.get().size();
    }

    /** Returns the only argument, or fails with a sentence. */
    final Path onlyFile(String complaint) throws CommandFailure {
        List<String> given = arguments.get();
        if (given.size() != 1) {
            throw new CommandFailure(ExitCode.ETCD_BAD_ARGUMENTS, complaint);
        }
        return Path.of(given.getFirst());
    }
}
