package org.etcdrecovery.cli.options;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.core.store.objects.StoreCredentials;
import org.etcdrecovery.core.store.objects.StoreException;
import org.etcdrecovery.core.store.objects.StoreSettings;

/**
 * How object storage is reached. Credentials are no options, because everyone on a host can see those: they come from where
 * the AWS SDK looks for them, such as {@code AWS_ACCESS_KEY_ID} and {@code AWS_PROFILE}.
 */
public final class StoreOptions {
    private static final String CA_VARIABLE = "AWS_CA_BUNDLE";

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
                "The CA certificates to trust for s3:// and https://; " + CA_VARIABLE
                        + ", or those that Java trusts, if not given.",
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
        Optional<String> ca = cacert.get()
                .or(() -> Optional.ofNullable(environment.get(CA_VARIABLE)).filter(file -> !file.isEmpty()));
        return new StoreSettings(url(environment), region.get(), virtualHost.get(), ca.map(Path::of),
                credentials(environment));
    }

    /** Those of the environment; empty for what else the SDK finds. */
    private static Optional<StoreCredentials> credentials(Map<String, String> environment) {
        String id = environment.getOrDefault("AWS_ACCESS_KEY_ID", "");
        String secret = environment.getOrDefault("AWS_SECRET_ACCESS_KEY", "");
        return id.isEmpty() || secret.isEmpty()
                ? Optional.empty()
                : Optional.of(new StoreCredentials(id, secret,
                        Optional.ofNullable(environment.get("AWS_SESSION_TOKEN")).filter(token -> !token.isEmpty())));
    }

    private Optional<URI> url(Map<String, String> environment) throws CommandFailure {
        String named = "--store-endpoint";
        Optional<String> url = endpoint.get();
        for (String variable : List.of("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL")) {
            if (url.isEmpty()) {
                named = variable;
                url = Optional.ofNullable(environment.get(variable)).filter(text -> !text.isEmpty());
            }
        }
        if (url.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(StoreSettings.endpoint(url.get()));
        } catch (StoreException e) {
            throw new CommandFailure(ExitCode.USAGE, named + ": " + e.getMessage());
        }
    }
}
