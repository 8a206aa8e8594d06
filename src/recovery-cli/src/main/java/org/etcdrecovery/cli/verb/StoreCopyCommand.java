package org.etcdrecovery.cli.verb;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.etcdrecovery.cli.options.ScratchOption;
import org.etcdrecovery.cli.options.StoreOptions;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.core.report.json.StoreJson;
import org.etcdrecovery.core.store.StoreCopy;
import org.etcdrecovery.core.store.objects.StoreAddress;
import org.etcdrecovery.core.text.HumanSize;
import org.etcdrecovery.core.text.Shown;

/** {@code store copy}: copies a snapshot and its manifest. */
public final class StoreCopyCommand extends RecoveryVerb {
    private final Supplier<List<String>> arguments;
    private final ScratchOption scratch;
    private final StoreOptions store;

    public StoreCopyCommand(Session session) {
        super(session,
                "Copy a snapshot and its manifest between buckets and directories, never over an existing one, and"
                        + " compare what was written. Exit code 2: the name is taken, or there is no such file; 3: the store"
                        + " cannot be asked.");
        arguments = options().arguments("FROM TO",
                "A file, or an s3:// or https:// address; and a file, a directory, or an"
                        + " s3:// address. In a directory or a folder the copy keeps its name.");
        scratch = new ScratchOption(options());
        store = new StoreOptions(options());
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        boolean json = wantsJson();
        List<String> given = arguments.get();
        if (given.size() != 2) {
            throw wrongUsage("expected FROM TO, but there "
                    + (given.size() == 1 ? "is 1 argument" : "are " + given.size() + " arguments"));
        }
        StoreCopy copy = StoreCopy.copy(StoreAddress.parse(given.get(0)), StoreAddress.parse(given.get(1)),
                store.settings(session().environment()), scratch.scratch(session().environment()), progress());
        if (!copy.exclusive()) {
            tell("note: the store ignores If-None-Match; that the name was free was checked before the upload\n");
        }
        print(json
                ? StoreJson.print(copy)
                : "Copied to " + Shown.text(copy.to()) + "\n" + HumanSize.of(copy.size()) + ", SHA-256 " + copy.sha256()
                        + (copy.hasManifest() ? ", with its manifest\n" : ", without a manifest\n"));
        return ExitCode.OK;
    }
}
