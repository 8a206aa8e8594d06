package org.etcdrecovery.cli.verb;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.etcdrecovery.cli.options.ScratchOption;
import org.etcdrecovery.cli.options.SshOptions;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.cli.text.DeliverText;
import org.etcdrecovery.core.deliver.DeliveryException;
import org.etcdrecovery.core.deliver.Destination;
import org.etcdrecovery.core.deliver.Fetch;
import org.etcdrecovery.core.deliver.SshSettings;
import org.etcdrecovery.core.files.Scratch;
import org.etcdrecovery.core.report.json.DeliverJson;
import org.etcdrecovery.core.text.ErrorMessages;
import org.etcdrecovery.core.text.UrlText;

/** {@code deliver fetch}: copies the data directories of stopped members to this host. */
public final class DeliverFetchCommand extends RecoveryVerb {
    private final Supplier<List<String>> from;
    private final Supplier<List<String>> walDirs;
    private final Supplier<String> out;
    private final SshOptions ssh;
    private final ScratchOption scratch;

    public DeliverFetchCommand(Session session) {
        super(session, "Copy the data directories of stopped members from their hosts, where they are only read. Run it"
                + " again to go on after it was broken off. Exit code 0: all; 1: not all; 2: refused.");
        from = options().texts("NAME=URL", "A member's host and data directory: NAME=ssh://[USER@]HOST[:PORT]/DIR.",
                "--from");
        walDirs = options().texts("NAME=DIR", "The member's WAL directory there, if it is not in the data directory.",
                "--wal-dir");
        out = options().text("DIR", "", "Where to put them here, as NAME.etcd, and NAME.wal if that is separate.",
                "--out");
        ssh = new SshOptions(options());
        scratch = new ScratchOption(options());
    }

    @Override
    public int codeOf(Throwable thrown) {
        return thrown instanceof DeliveryException ? ExitCode.WITH_CARE : super.codeOf(thrown);
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        boolean json = wantsJson();
        List<Fetch.Request> requests = requests();
        SshSettings settings = ssh.settings();
        Scratch base = scratch.scratch(session().environment());
        List<Fetch.Result> results = new ArrayList<>();
        DeliveryException failure = null;
        for (Fetch.Request request : requests) {
            try {
                results.add(Fetch.run(request, settings, base, progress()));
            } catch (DeliveryException e) {
                tell(ErrorMessages.of(e) + " (" + e.code() + ")\n");
                failure = e;
            }
        }
        if (failure != null && results.isEmpty()) {
            throw failure;
        }
        print(json ? DeliverJson.printFetched(results) : DeliverText.fetched(results));
        return failure == null ? ExitCode.OK : ExitCode.WITH_CARE;
    }

    private List<Fetch.Request> requests() throws CommandFailure {
        List<String> complaints = new ArrayList<>();
        if (from.get().isEmpty()) {
            complaints.add("no member given; add --from NAME=ssh://HOST/DIR");
        }
        if (out.get().isEmpty()) {
            complaints.add("no directory to write to; add --out DIR");
        }
        List<Fetch.Request> requests = new ArrayList<>();
        for (String text : from.get()) {
            int equals = text.indexOf("=ssh://");
            try {
                if (equals < 1) {
                    throw new IllegalArgumentException(
                            "expected NAME=ssh://HOST[:PORT]/DIR, with USER@HOST for another user");
                }
                String name = text.substring(0, equals);
                requests.add(new Fetch.Request(name, Destination.parse(text.substring(equals + 1)),
                        walDirs.get()
                                .stream()
                                .filter(wal -> wal.startsWith(name + "="))
                                .map(wal -> wal.substring(name.length() + 1))
                                .findFirst(),
                        Path.of(out.get())));
            } catch (IllegalArgumentException e) {
                complaints.add("--from " + UrlText.of(text) + ": " + e.getMessage());
            }
        }
        if (!complaints.isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, complaints);
        }
        return requests;
    }
}
