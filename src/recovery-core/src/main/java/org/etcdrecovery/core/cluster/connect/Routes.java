package org.etcdrecovery.core.cluster.connect;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.etcdrecovery.core.progress.Progress;

/**
 * Ways to endpoints that this host does not reach directly: ports of 127.0.0.1 that lead there, as {@code ssh -L}
 * forwards them. Certificates must cover the hosts of the endpoints all the same. Used by several threads at once.
 */
public interface Routes {
    /** Every endpoint is reached directly. */
    Routes DIRECT = _ -> OptionalInt.empty();

    /** Ports that do not change, by the endpoints to which they lead; other endpoints are reached directly. */
    static Routes of(Map<Endpoint, Integer> ports) {
        return new Fixed(ports);
    }

    /**
     * Makes the ways ready, so that a fault that all of them have is reported once. What cannot be made ready now is
     * reported for each endpoint.
     *
     * @throws IOException if none of them can be used
     */
    default void open(Progress progress) throws IOException {}

    /**
     * The port of 127.0.0.1 that leads to an endpoint; empty if it is reached directly.
     *
     * @throws CallFailedException if no way leads there now
     */
    OptionalInt port(Endpoint endpoint) throws CallFailedException;

    /**
     * What lies in the way of an endpoint to which a call failed. Such a failure shows only that a connection ended,
     * because the port of this host accepts it in any case.
     *
     * @param patience how long a connection may take to be established
     * @return empty if the way is free, or the endpoint is reached directly
     */
    default Optional<Failure> obstacle(Endpoint endpoint, Duration patience) {
        return Optional.empty();
    }

    /**
     * The hosts on these ways to which no connection came about only because their keys are unknown, and the fingerprints
     * that they showed. What was found last; asks nobody, and waits for nothing.
     */
    default Map<String, String> unknownKeys() {
        return Map.of();
    }

    /** The values of {@code --through} with which a command of this program takes these ways; empty if it needs none. */
    default List<String> options() {
        return List.of();
    }

    /** The value of {@code --ssh-config} that such a command needs; empty if it needs none. */
    default Optional<Path> sshConfig() {
        return Optional.empty();
    }

    /** These ways, and for the endpoints without one the others. */
    default Routes or(Routes others) {
        Routes first = this;
        return new Routes() {
            @Override
            public void open(Progress progress) throws IOException {
                first.open(progress);
                others.open(progress);
            }

            @Override
            public OptionalInt port(Endpoint endpoint) throws CallFailedException {
                OptionalInt port = first.port(endpoint);
                return port.isPresent() ? port : others.port(endpoint);
            }

            @Override
            public Optional<Failure> obstacle(Endpoint endpoint, Duration patience) {
                return first.obstacle(endpoint, patience).or(() -> others.obstacle(endpoint, patience));
            }

            @Override
            public Map<String, String> unknownKeys() {
                Map<String, String> all = new HashMap<>(others.unknownKeys());
                all.putAll(first.unknownKeys());
                return Map.copyOf(all);
            }
        };
    }

    /**
     * Ports that do not change.
     *
     * @param ports by the endpoints to which they lead
     */
    record Fixed(Map<Endpoint, Integer> ports) implements Routes {
        /** Copies the map. */
        public Fixed {
            ports = Map.copyOf(ports);
        }

        @Override
        public OptionalInt port(Endpoint endpoint) {
            Integer port = ports.get(endpoint);
            return port == null ? OptionalInt.empty() : OptionalInt.of(port);
        }
    }
}
