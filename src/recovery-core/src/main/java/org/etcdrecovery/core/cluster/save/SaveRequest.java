package org.etcdrecovery.core.cluster.save;

import java.nio.file.Path;
import java.time.Duration;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Endpoint;

/**
 * What to save, and where.
 *
 * @param endpoint the member to take it from
 * @param settings how to reach it; an endpoint that is not named there is shown no password, and at most the token that
 *                 a named endpoint issues
 * @param target   the file to write
 * @param replace  whether an existing file is replaced, once the new one is complete and verified
 * @param stall    the save is aborted if less than 64 KiB arrive in such a period
 */
public record SaveRequest(Endpoint endpoint, ConnectionSettings settings, Path target, boolean replace,
        Duration stall) {
    /** Longer than a loaded server's disk needs to start, shorter than an operator's patience. */
    public static final Duration DEFAULT_STALL = Duration.ofSeconds(30);
}
