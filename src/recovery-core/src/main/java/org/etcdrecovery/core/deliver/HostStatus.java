package org.etcdrecovery.core.deliver;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
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
 * What a host says of a delivery: its journal, and what is there now.
 *
 * @param target      the member and its host
 * @param failure     why the host could not say; empty if it did
 * @param state       the last word of the journal
 * @param planSha256  the SHA-256 of the plan that the journal belongs to; empty if nothing was begun
 * @param place       the directory of the journal on the host
 * @param journal     its last lines, oldest first
 * @param activatedAt when the member was put in place, by the clock of this machine; empty if it was not, or if the host
 *                    does not tell
 * @param kept        directories that were moved aside
 * @param running     the processes that use the data directory
 * @param quarantine  the port of 127.0.0.1 at which the member listens for clients, while it is in quarantine
 * @param lockedBy    since when and by whom the host is locked; empty if it is not
 * @param without     members that the others were activated without; their old etcd must not come back
 * @param seen        what is there, whatever the journal says
 * @param ended       what the log of the service ends with, if it was started and no process uses the data directory
 * @param other       what differs in the plan that the journal belongs to, if it is not this one; empty otherwise
 */
@RecordBuilder
public record HostStatus(DeliveryTarget target, Optional<HostOutcome.Failure> failure, HostState state,
        Optional<String> planSha256, String place, List<String> journal, Optional<Instant> activatedAt, List<Kept> kept,
        List<Long> running, OptionalInt quarantine, Optional<String> lockedBy, List<String> without, Seen seen,
        Ended ended, Optional<String> other) {
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

    /**
     * What the log of an etcd ends with that does not run.
     *
     * @param reason why it ended, by its own words; empty without a log, or if it does not say
     * @param log    its last lines; may be empty
     */
    public record Ended(Optional<String> reason, List<String> log) {
        static final Ended NOTHING = new Ended(Optional.empty(), List.of());

        /** Escapes what comes from the host. */
        public Ended {
            reason = reason.map(Shown::message);
            log = log.stream().map(line -> Shown.message(line.replace('\t', ' '))).toList();
        }

        static Ended of(HostAnswer answer) {
            EtcdLog log = new EtcdLog(answer.values("log"));
            return new Ended(log.reason(), log.tail());
        }
    }

    /** Makes a status; until told more, nothing was begun. */
    public static HostStatusBuilder nothing(DeliveryTarget target) {
        return HostStatusBuilder.builder()
                .target(target)
                .failure(Optional.empty())
                .state(HostState.NOTHING)
                .planSha256(Optional.empty())
                .place("")
                .journal(List.of())
                .activatedAt(Optional.empty())
                .kept(List.of())
                .running(List.of())
                .quarantine(OptionalInt.empty())
                .lockedBy(Optional.empty())
                .without(List.of())
                .seen(Seen.NOTHING)
                .ended(Ended.NOTHING)
                .other(Optional.empty());
    }

    static HostStatus unknown(DeliveryTarget target, HostOutcome.Failure failure) {
        return nothing(target).failure(Optional.of(failure)).build();
    }

    /** @param now when the answer was received */
    static HostStatus of(DeliveryTarget target, HostAnswer answer, Instant now) {
        String word = answer.value("state").orElse("");
        Optional<HostState> state = HostState.of(word);
        String place = answer.value("place").orElse("");
        if (state.isEmpty()) {
            return unknown(target, new HostOutcome.Failure("host.unknown-state", "the journal in " + place
                    + " ends with the word '" + word + "', which this version does not know"));
        }
        return nothing(target).state(state.get())
                .planSha256(answer.value("plan"))
                .place(place)
                .journal(answer.values("journal"))
                .activatedAt(activatedAt(answer, now))
                .kept(kept(answer))
                .running(answer.values("running")
                        .stream()
                        .map(HostAnswer::parse)
                        .flatMapToLong(OptionalLong::stream)
                        .boxed()
                        .toList())
                .quarantine(HostOutcome.port(answer))
                .lockedBy(answer.value("locked"))
                .without(answer.value("without")
                        .map(names -> Arrays.stream(names.split(",", -1)).map(Without::decoded).toList())
                        .orElse(List.of()))
                .seen(Seen.of(answer))
                .ended(Ended.of(answer))
                .build();
    }

    /** As the other, and says what differs if the journal belongs to another plan. */
    static HostStatus of(RestorePlan plan, DeliveryTarget target, HostAnswer answer, Instant now) {
        HostStatus status = of(target, answer, now);
        return status.planSha256.isEmpty() || status.isOf(Delivery.sha256(plan))
                ? status
                : HostStatusBuilder.builder(status)
                        .other(Optional.of(PlanOutline.difference(answer.values("about"), plan)))
                        .build();
    }

    /** The clock of the host may be wrong, so what it tells is how long ago that was. */
    private static Optional<Instant> activatedAt(HostAnswer answer, Instant now) {
        OptionalLong clock = answer.number("clock");
        if (clock.isEmpty()) {
            return Optional.empty();
        }
        try {
            Instant there = Instant.ofEpochSecond(clock.getAsLong());
            return answer.value("activated").map(time -> now.minus(Duration.between(Instant.parse(time), there)));
        } catch (DateTimeException | ArithmeticException e) {
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

    /** Whether its service was started, but no process uses the data directory. */
    public boolean isDown() {
        return failure.isEmpty() && state == HostState.STARTED && running.isEmpty();
    }

    /** Whether the journal belongs to this plan. */
    public boolean isOf(String sha256) {
        return planSha256.equals(Optional.of(sha256));
    }
}
