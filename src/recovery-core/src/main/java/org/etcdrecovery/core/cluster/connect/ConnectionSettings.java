package org.etcdrecovery.core.cluster.connect;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is needed to talk to a cluster.
 *
 * @param endpoints      where its members listen for clients
 * @param tls            how to know the servers and be known
 * @param login          user and password, or a token; {@code null} where none are used
 * @param dialTimeout    how long a connection may take to come up
 * @param commandTimeout how long an answer may take; streams have their own rules
 */
public record ConnectionSettings(List<Endpoint> endpoints, TlsSettings tls, @Nullable Login login,
        Duration dialTimeout, Duration commandTimeout) {
    /** As etcdctl has it. */
    public static final Duration DEFAULT_DIAL_TIMEOUT = Duration.ofSeconds(2);

    /** As etcdctl has it. */
    public static final Duration DEFAULT_COMMAND_TIMEOUT = Duration.ofSeconds(5);

    public ConnectionSettings {
        endpoints = List.copyOf(endpoints);
    }

    /** Plain connections with etcdctl's timeouts. */
    public static ConnectionSettings of(List<Endpoint> endpoints) {
        return new ConnectionSettings(endpoints, TlsSettings.NONE, null, DEFAULT_DIAL_TIMEOUT,
                DEFAULT_COMMAND_TIMEOUT);
    }

    /** The same with other certificates. */
    public ConnectionSettings withTls(TlsSettings other) {
        return new ConnectionSettings(endpoints, other, login, dialTimeout, commandTimeout);
    }

    /** The same as another user; {@code null} for none. */
    public ConnectionSettings withLogin(@Nullable Login other) {
        return new ConnectionSettings(endpoints, tls, other, dialTimeout, commandTimeout);
    }

    /** The same for other endpoints. */
    public ConnectionSettings withEndpoints(List<Endpoint> others) {
        return new ConnectionSettings(others, tls, login, dialTimeout, commandTimeout);
    }

    /** The same with other timeouts. */
    public ConnectionSettings withTimeouts(Duration dial, Duration command) {
        return new ConnectionSettings(endpoints, tls, login, dial, command);
    }
}
