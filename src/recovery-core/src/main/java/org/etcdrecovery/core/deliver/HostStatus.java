package org.etcdrecovery.core.deliver;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.etcdrecovery.core.plan.RestorePlan;
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
 * @param seen       what is there, whatever the journal says
 * @param other      what differs in the plan that the journal belongs to, if it is not this one; empty otherwise
 */
public record HostStatus(DeliveryTarget target, Optional<HostOutcome.Failure> failure, HostState state,
        Optional<String> planSha256, String place, List<String> journal, List<Kept> kept, List<Long> running,
        OptionalInt quarantine, Optional<String> lockedBy, List<String> without, Seen seen, Optional<String> other) {
    /** Escapes what comes from the host, and copies the lists. */
    public HostStatus {
        place = Shown.text(place);
        journal = journal.stream().map(Shown::message).toList();
        lockedBy = lockedBy.map(Shown::message);
        kept = List.copyOf(kept);
        running = List.copyOf(running);
        without = without.stream().map(Shown::name).toList();
        other = other.map(Shown::message);
    }

    /** A status of which only the journal is known. */
    public HostStatus(DeliveryTarget target, Optional<HostOutcome.Failure> failure, HostState state,
            Optional<String> planSha256, String place, List<String> journal, List<Kept> kept, List<Long> running,
            OptionalInt quarantine, Optional<String> lockedBy, List<String> without) {
        this(target, failure, state, planSha256, place, journal, kept, running, quarantine, lockedBy, without,
                Seen.NOTHING, Optional.empty());
    }

    /**
     * What is there, whatever the journal says.
     *
     * @param staged    whether there is a staged database; empty if that was not looked at
     * @param inPlace   whether there is a database in the data directory; empty if that was not looked at
     * @param service   how the service is, in the words of systemd; empty without a service, or if it did not tell
     * @param listens   the planned ports, and that of the quarantine, at which the member listens
     * @param strangers who else listens there: the port, the process and its command line
     */
    public record Seen(Optional<Boolean> staged, Optional<Boolean> inPlace, String service, List<Integer> listens,
            List<String> strangers) {
        static final Seen NOTHING = new Seen(Optional.empty(), Optional.empty(), "", List.of(), List.of());

        /** Escapes what comes from the host, and copies the lists. */
        public Seen {
            service = Shown.name(service);
            listens = List.copyOf(listens);
            strangers = strangers.stream().map(Shown::message).toList();
        }

        static Seen of(HostAnswer answer) {
            List<Integer> listens = new ArrayList<>();
            List<String> strangers = new ArrayList<>();
            for (String listener : answer.values("listener")) {
                String[] words = listener.split(" ", 3);
                OptionalLong port = HostAnswer.parse(words[0]);
                if (port.isEmpty() || port.getAsLong() > 65_535 || words.length < 2) {
                    continue;
                }
                if (words[1].equals("member")) {
                    listens.add((int) port.getAsLong());
                } else {
                    strangers.add(words[0] + (words.length < 3 ? "" : ": process " + words[2].strip()));
                }
            }
            return new Seen(answer.value("staged").map("present"::equals),
                    answer.value("target").map("present"::equals),
                    answer.value("service").filter(word -> !word.equals("unknown")).orElse(""), listens, strangers);
        }
    }

    /**
     * A directory that was moved aside and is still there.
     *
     * @param path   its path on the host
     * @param bytes  what it takes on the disk
     * @param since  when it was last changed
     * @param writes what became of what clients wrote to it, if it is that of a member that was taken away again; empty for
     *               an old one
     */
    public record Kept(String path, long bytes, Instant since, Optional<Writes> writes) {
        /** Escapes the path. */
        public Kept {
            path = Shown.text(path);
        }

        /** Whether clients may have written to it what nothing says was saved. */
        public boolean mayHoldUnsavedWrites() {
            return writes.filter(became -> became == Writes.UNSAVED || became == Writes.UNKNOWN).isPresent();
        }
    }

    static HostStatus unknown(DeliveryTarget target, HostOutcome.Failure failure) {
        return new HostStatus(target, Optional.of(failure), HostState.NOTHING, Optional.empty(), "", List.of(),
                List.of(),
                List.of(), OptionalInt.empty(), Optional.empty(), List.of());
    }

    static HostStatus of(DeliveryTarget target, HostAnswer answer) {
        String word = answer.value("state").orElse("");
        Optional<HostState> state = HostState.of(word);
        String place = answer.value("place").orElse("");
        if (state.isEmpty()) {
            return unknown(target, new HostOutcome.Failure("host.unknown-state", "the journal in " + place
                    + " ends with the word '" + word + "', which this version does not know"));
        }
        List<Long> running = answer.values("running")
                .stream()
                .map(HostAnswer::parse)
                .flatMapToLong(OptionalLong::stream)
                .boxed()
                .toList();
        return new HostStatus(target, Optional.empty(), state.get(), answer.value("plan"), place,
                answer.values("journal"),
                kept(answer), running, HostOutcome.port(answer), answer.value("locked"),
                answer.value("without")
                        .map(names -> Arrays.stream(names.split(",", -1)).map(Without::decoded).toList())
                        .orElse(List.of()),
                Seen.of(answer), Optional.empty());
    }

    /** As the other, and says what differs if the journal belongs to another plan. */
    static HostStatus of(RestorePlan plan, DeliveryTarget target, HostAnswer answer) {
        HostStatus status = of(target, answer);
        if (status.planSha256.isEmpty() || status.isOf(Delivery.sha256(plan))) {
            return status;
        }
        return new HostStatus(target, status.failure, status.state, status.planSha256, status.place, status.journal,
                status.kept, status.running, status.quarantine, status.lockedBy, status.without, status.seen,
                Optional.of(PlanOutline.difference(answer.values("about"), plan)));
    }

    /** When the member was last put in place, by the clock of its host; empty if the journal does not tell. */
    public Optional<Instant> activatedAt() {
        return journal.reversed()
                .stream()
                .map(line -> line.split(" ", 3))
                .filter(words -> words.length > 1 && words[1].equals(HostState.ACTIVATED.word()))
                .findFirst()
                .flatMap(words -> time(words[0]));
    }

    private static Optional<Instant> time(String word) {
        try {
            return Optional.of(Instant.parse(word));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static List<Kept> kept(HostAnswer answer) {
        Map<String, String> writes = new HashMap<>();
        for (String line : answer.values("kept-writes")) {
            int space = line.indexOf(' ');
            writes.put(line.substring(space + 1), line.substring(0, Math.max(0, space)));
        }
        List<Kept> kept = new ArrayList<>();
        for (String line : answer.values("kept")) {
            String[] parts = line.split(" ", 3);
            if (parts.length == 3 && HostAnswer.parse(parts[0]).isPresent() && HostAnswer.parse(parts[1]).isPresent()) {
                kept.add(new Kept(parts[2], HostAnswer.parse(parts[0]).getAsLong() << 10,
                        Instant.ofEpochSecond(Math.min(HostAnswer.parse(parts[1]).getAsLong(),
                                Instant.MAX.getEpochSecond())),
                        Optional.ofNullable(writes.get(parts[2]))
                                .map(word -> Writes.of(word).orElse(Writes.UNKNOWN))));
            }
        }
        return kept;
    }

    /** Whether the journal belongs to this plan. */
    public boolean isOf(String sha256) {
        return planSha256.equals(Optional.of(sha256));
    }
}
