package org.etcdrecovery.console.testing;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.Routes;
import org.etcdrecovery.core.deliver.Through;

/** Ways that lead nowhere, and say which they are. */
public final class FakeRoutes implements Routes {
    private final Through through;
    private final Map<String, String> acceptedKeys;

    /**
     * @param through      the hosts
     * @param acceptedKeys the fingerprints that were accepted, by host
     */
    public FakeRoutes(Through through, Map<String, String> acceptedKeys) {
        this.through = through;
        this.acceptedKeys = acceptedKeys;
    }

    /** The fingerprints that were accepted, by host. */
    public Map<String, String> acceptedKeys() {
        return acceptedKeys;
    }

    @Override
    public List<String> options() {
        return Stream.concat(through.usual().stream().map(Object::toString), through.byHost()
                .entrySet()
                .stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())).toList();
    }

    @Override
    public OptionalInt port(Endpoint endpoint) {
        return OptionalInt.empty();
    }
}
