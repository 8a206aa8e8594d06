package org.etcdrecovery.cli.verb;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.etcdrecovery.cli.options.GivenPath;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.cli.text.WalDumpText;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.report.json.WalDumpJson;
import org.etcdrecovery.core.rescue.LogDump;

/** {@code wal dump}: prints all records of a log, as etcd-dump-logs does, and those behind damage too. */
public final class WalDumpCommand extends RecoveryVerb {
    private final Supplier<List<String>> arguments;
    private final Supplier<Boolean> showValues;
    private final WalDumpJson json = new WalDumpJson();

    public WalDumpCommand(Session session) {
        super(session, "Print the records of a write-ahead log, also those behind damage, which are marked. Values are"
                + " left out, passwords always. Changes nothing. Exit code 0: the log is whole; 1: it is damaged or may"
                + " lack something.");
        arguments = options().arguments("DIR", "A data directory or a WAL directory; or one segment, also a copy that"
                + " ends in .wal.broken.");
        showValues = options().flag("Show the values that were written.", "--show-secrets", "--show-values");
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        if (arguments.get().size() != 1) {
            throw wrongUsage(arguments.get().isEmpty()
                    ? "no directory given; name the data directory of a member, or its WAL directory"
                    : "expected one directory, but there are " + arguments.get().size());
        }
        Path path = GivenPath.of(arguments.get().getFirst());
        LogDump.Result result;
        if (wantsJson()) {
            result = LogDump.dump(path, showValues.get(), record -> stream(json.record(record)), progress());
            print(json.end(result));
        } else {
            WalDumpText text = new WalDumpText(session().terminal().ink());
            result = LogDump.dump(path, showValues.get(), record -> stream(text.record(record)), progress());
            print(text.end(result));
        }
        return result.findings().stream().allMatch(finding -> finding.severity() == Severity.NOTE)
                ? ExitCode.OK
                : ExitCode.WITH_CARE;
    }

    @Override
    public void printFailure(String failure) {
        super.printFailure(json.end(failure));
    }
}
