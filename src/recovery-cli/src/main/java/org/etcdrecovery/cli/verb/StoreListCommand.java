package org.etcdrecovery.cli.verb;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.etcdrecovery.cli.options.StoreOptions;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.cli.text.StoreText;
import org.etcdrecovery.core.report.json.StoreJson;
import org.etcdrecovery.core.store.StoreListing;
import org.etcdrecovery.core.store.objects.StoreAddress;

/** {@code store list}: shows the snapshots in a bucket or a directory. */
public final class StoreListCommand extends RecoveryVerb {
    private final Supplier<List<String>> arguments;
    private final StoreOptions store;

    public StoreListCommand(Session session) {
        super(session,
                "List the snapshots in a bucket or a directory and in the folders below: who made them, when, and"
                        + " what their manifests say. Reads no snapshot. Exit code 3: the store cannot be asked.");
        arguments = options().arguments("STORE", "s3://BUCKET/FOLDER/ or a directory.");
        store = new StoreOptions(options());
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        boolean json = wantsJson();
        StoreAddress folder = StoreAddress
                .parse(onlyArgument(arguments.get(), "a store: s3://BUCKET/FOLDER/ or a directory"));
        StoreListing listing = StoreListing.of(folder, store.settings(session().environment()), progress());
        print(json ? StoreJson.print(listing) : new StoreText(listing, session().terminal().ink()).all());
        return ExitCode.OK;
    }
}
