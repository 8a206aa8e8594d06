package org.etcdrecovery.core.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.logging.LogManager;
import org.etcdrecovery.core.cluster.connect.CallFailedException;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Contacts;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.Failure;
import org.etcdrecovery.core.cluster.connect.MemberClient;
import org.etcdrecovery.core.cluster.probe.Prober;
import org.etcdrecovery.core.cluster.save.SaveRequest;
import org.etcdrecovery.core.cluster.save.SnapshotSaver;
import org.etcdrecovery.core.progress.Progress;

/** The client of {@link MemoryIsDecidedHereTest}: makes calls in a JVM with little memory and prints how each ended. */
final class SmallHeap {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private SmallHeap() {}

    /** Takes a directory to write to, and then pairs of a call and an endpoint. */
    public static void main(String[] arguments) throws IOException {
        LogManager.getLogManager().reset();
        Path directory = Path.of(arguments[0]);
        for (int i = 1; i < arguments.length; i += 2) {
            Endpoint endpoint = Endpoint.parse(arguments[i + 1], false);
            System.out.println(outcome(arguments[i], endpoint, directory));
        }
        // Library threads that ran out of memory must not keep the JVM alive.
        System.exit(0);
    }

    private static String outcome(String errand, Endpoint endpoint, Path directory) throws IOException {
        ConnectionSettings settings = ConnectionSettings.of(List.of(endpoint)).withTimeouts(PATIENCE, PATIENCE);
        try {
            return switch (errand) {
                case "save" -> "saved " + SnapshotSaver.save(new SaveRequest(endpoint, settings,
                        directory.resolve("saved.db"), true, PATIENCE), Progress.NONE).size();
                case "peer" -> new Contacts(settings).askPeer(endpoint).failure().orElseThrow().cause().name();
                case "assess" -> Prober.probe(settings, _ -> {}, Progress.NONE)
                        .rows()
                        .stream()
                        .map(row -> row.failure().map(failure -> failure.cause().name()).orElse("answers"))
                        .toList()
                        .toString();
                default -> question(errand, endpoint, settings);
            };
        } catch (CallFailedException e) {
            Failure failure = e.failure();
            return failure.cause() + ": " + failure.what();
        }
    }

    private static String question(String errand, Endpoint endpoint, ConnectionSettings settings) throws IOException {
        try (MemberClient client = new Contacts(settings).open(endpoint)) {
            return switch (errand) {
                case "status" -> client.status().version();
                case "members" -> client.members().members().size() + " members";
                case "range" -> client.rangeAt(new byte[]{0}, 1, 10).size() + " keys";
                default -> throw new IllegalArgumentException(errand);
            };
        }
    }
}
