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
 * A verb that stands in for one of etcdctl and etcdutl: the same flags, the same output, the same exit codes. One thing
 * differs: what those print raw of a file or a server, and could act on a terminal, is printed as an escape.
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

    /** etcdutl has one option for all verbs, how long to wait for a lock on the file: there is no lock here. */
    @Override
    public Map<String, ITypeConverter<?>> unused() {
        return EtcdFlags.OF_ETCDUTL;
    }

    final OutputFormat format() throws CommandFailure {
        return OutputFormat.parse(writeOut.get());
    }

    /** How many arguments there are. */
    final int given() {
        return arguments.get().size();
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
