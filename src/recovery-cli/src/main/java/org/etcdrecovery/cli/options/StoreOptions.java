package org.etcdrecovery.cli.options;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.cli.terminal.Terminal;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.store.StoreFetcher;
import org.etcdrecovery.core.store.objects.StoreEnvironment;
import org.etcdrecovery.core.store.objects.StoreEnvironment.NamedEndpoint;
import org.etcdrecovery.core.store.objects.StoreException;
import org.etcdrecovery.core.store.objects.StoreSettings;

/**
 * How object storage is reached. Credentials are no options, because everyone on a host can see those: they come from where
 * the AWS SDK looks for them, such as {@code AWS_ACCESS_KEY_ID} and {@code AWS_PROFILE}.
 */
public final class StoreOptions {
    private final Supplier<Optional<String>> endpoint;
    private final Supplier<Optional<String>> region;
    private final Supplier<Optional<String>> cacert;
    private final Supplier<Boolean> virtualHost;

    /** Adds the options to those of a verb. */
    public StoreOptions(DeclaredOptions options) {
        endpoint = options.textIfGiven("URL",
                "The S3-compatible store that s3:// means; AWS_ENDPOINT_URL, or AWS itself, if not given.",
                "--store-endpoint");
        region = options.textIfGiven("REGION", "The region of the store; AWS_REGION, or us-east-1, if not given.",
                "--store-region");
        cacert = options.textIfGiven("FILE",
                "The CA certificates to trust for s3:// and https://; AWS_CA_BUNDLE, or those that Java trusts, if not"
                        + " given.",
                "--store-cacert");
        virtualHost = options.flag("The bucket is a part of the host name of --store-endpoint, not of the path.",
                "--store-virtual-host");
    }

    /**
     * Returns the settings.
     *
     * @throws CommandFailure if an option cannot be read
     */
    public StoreSettings settings(Map<String, String> environment) throws CommandFailure {
        StoreEnvironment known = new StoreEnvironment(environment);
        return new StoreSettings(url(known), region.get(), virtualHost.get(),
                cacert.get().map(Path::of).or(known::caFile), known.credentials());
    }

    /**
     * What fetches snapshots, and warns of what is wrong with the way to them.
     *
     * @throws CommandFailure if an option cannot be read
     */
    public StoreFetcher fetcher(Map<String, String> environment, Terminal terminal) throws CommandFailure {
        return new StoreFetcher(settings(environment), finding -> {
            terminal.err().print(warning(finding));
            terminal.err().flush();
        });
    }

    /** A finding about a store as a warning. */
    public static String warning(Finding finding) {
        return "warning: " + finding.summary() + ". " + finding.remedy() + "\n";
    }

    private Optional<URI> url(StoreEnvironment environment) throws CommandFailure {
        Optional<NamedEndpoint> named = endpoint.get()
                .map(url -> new NamedEndpoint("--store-endpoint", url))
                .or(environment::endpoint);
        if (named.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(StoreSettings.endpoint(named.get().url()));
        } catch (StoreException e) {
            throw new CommandFailure(ExitCode.USAGE, named.get().variable() + ": " + e.getMessage());
        }
    }
}
