package org.etcdrecovery.cli.verb;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.etcdrecovery.cli.options.EtcdFlags;
import org.etcdrecovery.cli.options.OutputFormat;
import org.etcdrecovery.cli.options.PackedOptions;
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
    private final PackedOptions packed;

    EtcdVerb(Session session, String description) {
        super(session, FailureStyle.ETCD, description);
        arguments = options().arguments("FILE", "The snapshot: a file, or an s3:// or https:// address.");
        writeOut = options().text("FORMAT", "simple", "simple, table, json or fields; simple if not given.", "-w",
                "--write-out");
        packed = new PackedOptions(options(), session.terminal());
    }

    /** etcdutl has one option for all verbs, the time to wait for a lock on the file. There is no lock here. */
    @Override
    public Map<String, ITypeConverter<?>> unused() {
        return EtcdFlags.OF_ETCDUTL;
    }

    final OutputFormat format() throws CommandFailure {
        return OutputFormat.parse(writeOut.get());
    }

    /** How the snapshot is found and unpacked. */
    final PackedOptions packed() {
        return packed;
    }

    /** The number of arguments. */
    final int given() throws CommandFailure {
        return packed.files(arguments.get()).size();
    }

    /** Returns the only argument, the path or the address of a snapshot, or fails with a sentence. */
    final String onlyFile(String complaint) throws CommandFailure {
        List<String> given = packed.files(arguments.get());
        if (given.size() != 1) {
            throw new CommandFailure(ExitCode.ETCD_BAD_ARGUMENTS, complaint);
        }
        return given.getFirst();
    }
}
