package org.etcdrecovery.core.store.objects;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the environment of a process says about stores, in the variables of the AWS SDK. */
public final class StoreEnvironment {
    private static final String CA = "AWS_CA_BUNDLE";

    private final Map<String, String> variables;

    /** @param variables the environment */
    public StoreEnvironment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    /**
     * The URL of a store.
     *
     * @param variable the variable that names it
     * @param url      the URL, as it is there
     */
    public record NamedEndpoint(String variable, String url) {}

    /** The endpoint of the store; empty for AWS. */
    public Optional<NamedEndpoint> endpoint() {
        return Stream.of("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL")
                .flatMap(variable -> text(variable).map(url -> new NamedEndpoint(variable, url)).stream())
                .findFirst();
    }

    /** The CA certificates to trust; empty for those that Java trusts. */
    public Optional<Path> caFile() {
        return text(CA).map(Path::of);
    }

    /** Credentials; empty for what else the SDK finds. */
    public Optional<StoreCredentials> credentials() {
        return text("AWS_ACCESS_KEY_ID").flatMap(key -> text("AWS_SECRET_ACCESS_KEY")
                .map(secret -> new StoreCredentials(key, secret, text("AWS_SESSION_TOKEN"))));
    }

    /** A variable that is set and not empty. */
    Optional<String> text(String variable) {
        return Optional.ofNullable(variables.get(variable)).filter(value -> !value.isEmpty());
    }
}
