package org.etcdrecovery.cli.verb;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.etcdrecovery.cli.options.StoreOptions;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.cli.text.StoreCheckText;
import org.etcdrecovery.core.files.AtomicFile;
import org.etcdrecovery.core.keyspace.ClusterId;
import org.etcdrecovery.core.report.json.KeepJson;
import org.etcdrecovery.core.store.StoreListing;
import org.etcdrecovery.core.store.keep.PrometheusText;
import org.etcdrecovery.core.store.keep.StoreCheck;
import org.etcdrecovery.core.store.objects.StoreAddress;

/** {@code store check}: says for monitoring whether there is a usable snapshot that is new enough. */
public final class StoreCheckCommand extends RecoveryVerb {
    private final Supplier<List<String>> arguments;
    private final Supplier<Duration> maxAge;
    private final Supplier<Optional<String>> cluster;
    private final Supplier<String> prometheus;
    private final StoreOptions store;

    public StoreCheckCommand(Session session) {
        super(session,
                "Say whether a store holds a usable snapshot that is new enough, with the exit codes of monitoring:"
                        + " 0 it does; 1 it does, but something needs care; 2 it does not; 3 the store cannot be asked.");
        arguments = options().arguments("STORE", "s3://BUCKET/FOLDER/ or a directory.");
        maxAge = options().duration("2h", "How old the newest usable snapshot may be; 2h if not given.", "--max-age");
        cluster = options().textIfGiven("ID", "Only snapshots of the cluster with this ID, in hexadecimal.",
                "--cluster-id");
        prometheus = options().text("FILE", "",
                "Also write the result as metrics for the textfile collector of Prometheus' node exporter.",
                "--prometheus");
        store = new StoreOptions(options());
    }

    /** Whatever keeps it from being known. */
    @Override
    public int codeOf(Throwable thrown) {
        int code = super.codeOf(thrown);
        return code == ExitCode.REFUSED || code == ExitCode.FAILED ? ExitCode.NOT_TRIED : code;
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        boolean json = wantsJson();
        StoreAddress folder = StoreAddress.parse(
                onlyArgument(arguments.get(), "a store: s3://BUCKET/FOLDER/ or a directory"));
        if (!maxAge.get().isPositive()) {
            throw wrongUsage("--max-age takes a time of more than 0s");
        }
        Optional<ClusterId> id = clusterId();
        StoreListing listing = StoreListing.of(folder, store.settings(session().environment()), progress());
        StoreCheck check = StoreCheck.of(listing, id, maxAge.get(), Instant.now());
        if (!prometheus.get().isEmpty()) {
            AtomicFile.replaceReadable(Path.of(prometheus.get()), PrometheusText.of(check));
        }
        print(json ? KeepJson.print(check) : StoreCheckText.of(check, session().terminal().ink()));
        return switch (check.level()) {
            case OK -> ExitCode.OK;
            case WARNING -> ExitCode.WITH_CARE;
            case CRITICAL -> ExitCode.NOT_RESTORABLE;
        };
    }

    private Optional<ClusterId> clusterId() throws CommandFailure {
        try {
            return cluster.get().map(ClusterId::parse);
        } catch (NumberFormatException e) {
            throw wrongUsage("--cluster-id takes a hexadecimal number, not '" + cluster.get().orElse("") + "'");
        }
    }
}
