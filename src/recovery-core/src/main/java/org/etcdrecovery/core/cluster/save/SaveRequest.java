package org.etcdrecovery.core.cluster.save;

import java.nio.file.Path;
import java.time.Duration;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Endpoint;

/**
 * What to save, and where.
 *
 * @param endpoint the member to take it from
 * @param settings how to reach it; where the endpoint is not among those named here, it is shown no password but at most
 *                 the token that one of them issues
 * @param target   the file to write
 * @param replace  whether a file of that name is replaced, once the new one is complete and verified
 * @param stall    in each such time at least 64 KiB must arrive, or the attempt is given up
 */
public record SaveRequest(Endpoint endpoint, ConnectionSettings settings, Path target, boolean replace,
        Duration stall) {
    /** Longer than a loaded server's disk takes to begin, shorter than an operator's patience. */
    public static final Duration DEFAULT_STALL = Duration.ofSeconds(30);
}
