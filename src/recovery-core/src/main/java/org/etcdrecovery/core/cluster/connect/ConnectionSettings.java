package org.etcdrecovery.core.cluster.connect;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How to talk to a cluster.
 *
 * @param endpoints      where its members listen for clients
 * @param tls            how to authenticate the servers and this client to them
 * @param login          user and password, or a token; empty for none
 * @param dialTimeout    how long a connection may take to be established
 * @param commandTimeout how long an answer may take; not for streams
 * @param routes         ways to endpoints that this host does not reach directly
 */
public record ConnectionSettings(List<Endpoint> endpoints, TlsSettings tls, Optional<Login> login,
        Duration dialTimeout, Duration commandTimeout, Routes routes) {
    /** The default of etcdctl. */
    public static final Duration DEFAULT_DIAL_TIMEOUT = Duration.ofSeconds(2);

    /** The default of etcdctl. */
    public static final Duration DEFAULT_COMMAND_TIMEOUT = Duration.ofSeconds(5);

    public ConnectionSettings {
        endpoints = List.copyOf(endpoints);
    }

    /** Settings by which every endpoint is reached directly. */
    public ConnectionSettings(List<Endpoint> endpoints, TlsSettings tls, Optional<Login> login, Duration dialTimeout,
            Duration commandTimeout) {
        this(endpoints, tls, login, dialTimeout, commandTimeout, Routes.DIRECT);
    }

    /** Plain connections with etcdctl's timeouts. */
    public static ConnectionSettings of(List<Endpoint> endpoints) {
        return new ConnectionSettings(endpoints, TlsSettings.NONE, Optional.empty(), DEFAULT_DIAL_TIMEOUT,
                DEFAULT_COMMAND_TIMEOUT);
    }

    /** These settings with other certificates. */
    public ConnectionSettings withTls(TlsSettings other) {
        return new ConnectionSettings(endpoints, other, login, dialTimeout, commandTimeout, routes);
    }

    /** These settings with this login. */
    public ConnectionSettings withLogin(Login other) {
        return withLogin(Optional.of(other));
    }

    /** These settings with another login; empty for none. */
    public ConnectionSettings withLogin(Optional<Login> other) {
        return new ConnectionSettings(endpoints, tls, other, dialTimeout, commandTimeout, routes);
    }

    /** These settings for other endpoints. */
    public ConnectionSettings withEndpoints(List<Endpoint> others) {
        return new ConnectionSettings(others, tls, login, dialTimeout, commandTimeout, routes);
    }

    /** These settings with other timeouts. */
    public ConnectionSettings withTimeouts(Duration dial, Duration command) {
        return new ConnectionSettings(endpoints, tls, login, dial, command, routes);
    }

    /** These settings with other routes. */
    public ConnectionSettings withRoutes(Routes others) {
        return new ConnectionSettings(endpoints, tls, login, dialTimeout, commandTimeout, others);
    }
}
