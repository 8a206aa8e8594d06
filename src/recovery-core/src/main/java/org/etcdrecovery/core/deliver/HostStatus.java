package org.etcdrecovery.core.deliver;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.etcdrecovery.core.text.Shown;

/**
 * What the journal of a host says, for any console.
 *
 * @param target     the member and its host
 * @param failure    why it could not be read; empty if it was
 * @param state      its last word
 * @param planSha256 the SHA-256 of the plan that it belongs to; empty if nothing was begun
 * @param place      the directory of the journal on the host
 * @param journal    its lines, oldest first
 * @param kept       directories that were moved aside
 * @param running    the processes that use the data directory
 * @param quarantine the port of 127.0.0.1 at which the member listens for clients, while it is in quarantine
 * @param lockedBy   since when and by whom the host is worked on; empty if by no one
 * @param without    members that the others were activated without; their old etcd must not come back
 */
public record HostStatus(DeliveryTarget target, Optional<HostOutcome.Failure> failure, HostState state,
        Optional<String> planSha256, String place, List<String> journal, List<Kept> kept, List<Long> running,
        OptionalInt quarantine, Optional<String> lockedBy, List<String> without) {
    /** Escapes what comes from the host, and copies the lists. */
    public HostStatus {
        place = Shown.text(place);
        journal = journal.stream().map(Shown::message).toList();
        lockedBy = lockedBy.map(Shown::message);
        kept = List.copyOf(kept);
        running = List.copyOf(running);
        without = without.stream().map(Shown::name).toList();
    }

    /**
     * A directory that was moved aside and is still there.
     *
     * @param path  its path on the host
     * @param bytes what it takes on the disk
     * @param since when it was last changed
     */
    public record Kept(String path, long bytes, Instant since) {
        /** Escapes the path. */
        public Kept {
            path = Shown.text(path);
        }
    }

    static HostStatus unknown(DeliveryTarget target, HostOutcome.Failure failure) {
        return new HostStatus(target, Optional.of(failure), HostState.NOTHING, Optional.empty(), "", List.of(),
                List.of(),
                List.of(), OptionalInt.empty(), Optional.empty(), List.of());
    }

    static HostStatus of(DeliveryTarget target, HostAnswer answer) {
        List<Kept> kept = new ArrayList<>();
        for (String line : answer.values("kept")) {
            String[] parts = line.split(" ", 3);
            if (parts.length == 3 && HostAnswer.parse(parts[0]).isPresent() && HostAnswer.parse(parts[1]).isPresent()) {
                kept.add(new Kept(parts[2], HostAnswer.parse(parts[0]).getAsLong() << 10,
                        Instant.ofEpochSecond(Math.min(HostAnswer.parse(parts[1]).getAsLong(),
                                Instant.MAX.getEpochSecond()))));
            }
        }
        List<Long> running = answer.values("running")
                .stream()
                .map(HostAnswer::parse)
                .flatMapToLong(OptionalLong::stream)
                .boxed()
                .toList();
        return new HostStatus(target, Optional.empty(),
                answer.value("state").flatMap(HostState::of).orElse(HostState.NOTHING), answer.value("plan"),
                answer.value("place").orElse(""), answer.values("journal"), kept, running, HostOutcome.port(answer),
                answer.value("locked"),
                answer.value("without")
                        .map(names -> Arrays.stream(names.split(",", -1)).map(Without::decoded).toList())
                        .orElse(List.of()));
    }

    /** Whether the journal belongs to this plan. */
    public boolean isOf(String sha256) {
        return planSha256.equals(Optional.of(sha256));
    }
}
