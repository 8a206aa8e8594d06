package org.etcdrecovery.console.connection;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.etcdrecovery.console.deliver.ThroughDoor;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.cluster.connect.Routes;
import org.etcdrecovery.core.deliver.DeliveryException;
import org.etcdrecovery.core.deliver.Through;
import org.etcdrecovery.core.text.UrlText;

/** The hosts through which ssh reaches the members, as typed, and the ways through them. */
public final class HostsBetween {
    private final Texts texts = Texts.of("connection");
    private final ThroughDoor door;
    private final StringProperty typed = new SimpleStringProperty("");
    private final Map<String, String> acceptedKeys = new HashMap<>();
    private Ways ways = Ways.DIRECT;

    /** The ways that were made last, which stay the same while nothing else is typed. */
    private record Ways(Through through, Routes routes) {
        static final Ways DIRECT = new Ways(Through.parse(List.of()), Routes.DIRECT);
    }

    /**
     * A host key that ssh does not know.
     *
     * @param host        the host as it was typed, without user and port
     * @param fingerprint the key that it shows
     */
    public record HostKey(String host, String fingerprint) {
        /** That which kept these ways from being used; empty if none did. */
        public static Optional<HostKey> of(Throwable thrown) {
            return thrown instanceof DeliveryException refused
                    ? refused.unknownHostKey().map(key -> new HostKey(refused.unknownKeyOf(), key))
                    : Optional.empty();
        }

        /** The first that keeps one of these ways from being used; empty if none does. */
        public static Optional<HostKey> in(Routes routes) {
            return routes.unknownKeys()
                    .entrySet()
                    .stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(entry -> new HostKey(entry.getKey(), entry.getValue()))
                    .findFirst();
        }
    }

    HostsBetween(ThroughDoor door) {
        this.door = door;
    }

    /** A list in the form of {@link Through#parse}; empty for none. */
    public StringProperty typed() {
        return typed;
    }

    /** What is wrong with what is typed; empty if nothing is. */
    String problem() {
        try {
            parse();
            return "";
        } catch (IllegalArgumentException e) {
            return texts.get("through.wrong", String.valueOf(e.getMessage()));
        }
    }

    private Through parse() {
        return Through.parse(Stream.of(typed.get().split("[\\s,]+", -1)).filter(text -> !text.isEmpty()).toList());
    }

    /** What is typed, for places that are kept: a password that does not belong there is left out. */
    public String shown() {
        // A host that can be used has no password, and its user is no secret.
        return problem().isEmpty() ? typed.get() : UrlText.of(typed.get());
    }

    /** Takes the key of a host that the operator has compared. */
    public void accept(HostKey key) {
        acceptedKeys.put(key.host(), key.fingerprint());
        ways = Ways.DIRECT;
    }

    /** The ways through these hosts; none while something is wrong with what is typed. */
    public Routes routes() {
        Through through;
        try {
            through = parse();
        } catch (IllegalArgumentException e) {
            return Routes.DIRECT;
        }
        if (through.isEmpty()) {
            return Routes.DIRECT;
        }
        if (!through.equals(ways.through())) {
            ways = new Ways(through, door.routes(through, Map.copyOf(acceptedKeys)));
        }
        return ways.routes();
    }

    /** Copies those of another connection, which are open already. */
    void takeOver(Routes open) {
        ways = new Ways(Through.parse(open.options()), open);
        typed.set(String.join(", ", open.options()));
    }
}
