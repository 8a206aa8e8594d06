package org.etcdrecovery.core.store.objects;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.etcdrecovery.core.store.objects.StoreException.Reason;

/**
 * How stores are reached.
 *
 * @param endpoint    the URL of an S3-compatible store; empty for AWS itself, or what the SDK's own environment names
 * @param region      the region; empty for the one that the SDK's environment names, and {@code us-east-1} if that names
 *                    none
 * @param virtualHost whether the bucket is a part of the host name although an endpoint is given; otherwise it is a part
 *                    of the path there, which every store understands
 * @param caFile      the CA certificates to trust, instead of those that Java trusts
 * @param credentials typed credentials; empty for those that the SDK finds in the environment, a profile, or on the host
 * @param stall       a transfer is ended if nothing arrives for so long
 * @param limits      when a file is sent in parts
 */
public record StoreSettings(Optional<URI> endpoint, Optional<String> region, boolean virtualHost, Optional<Path> caFile,
        Optional<StoreCredentials> credentials, Duration stall, PartLimits limits) {
    /** Longer than a loaded store needs to begin, shorter than an operator's patience. */
    public static final Duration DEFAULT_STALL = Duration.ofSeconds(30);

    /** The settings for AWS, with what the SDK finds in the environment. */
    public static final StoreSettings DEFAULT = new StoreSettings(Optional.empty(), Optional.empty(), false,
            Optional.empty(), Optional.empty());

    /** With the usual patience and parts. */
    public StoreSettings(Optional<URI> endpoint, Optional<String> region, boolean virtualHost, Optional<Path> caFile,
            Optional<StoreCredentials> credentials) {
        this(endpoint, region, virtualHost, caFile, credentials, DEFAULT_STALL, PartLimits.OF_S3);
    }

    /**
     * Reads an endpoint.
     *
     * @throws StoreException if it is not an {@code https://} or {@code http://} URL of a host
     */
    public static URI endpoint(String text) throws StoreException {
        if (StoreAddress.parse(text) instanceof StoreAddress.Web web && web.url().getRawQuery() == null) {
            return web.url();
        }
        throw new StoreException(Reason.SETTINGS,
                "the endpoint of a store is written https://HOST[:PORT], not '" + text + "'");
    }

    /** Whether the store is reached without TLS. */
    public boolean tlsOff() {
        return endpoint.filter(url -> "http".equalsIgnoreCase(url.getScheme())).isPresent();
    }
}
