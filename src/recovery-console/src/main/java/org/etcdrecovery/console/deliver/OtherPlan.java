package org.etcdrecovery.console.deliver;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.etcdrecovery.core.deliver.HostState;
import org.etcdrecovery.core.deliver.HostStatus;

/**
 * What another plan than the one that is delivered has begun on a host.
 *
 * @param state  how far it is there
 * @param sha256 the SHA-256 of that plan; empty if the journal does not tell
 * @param place  where its journal is on the host
 * @param since  when that was written; empty if the journal does not tell
 * @param ours   whether it is an earlier plan of this run
 */
record OtherPlan(HostState state, String sha256, String place, Optional<Instant> since, boolean ours) {
    private static final Set<HostState> NOT_THERE = EnumSet.of(HostState.NOTHING, HostState.UNDONE);
    private static final int SHORT = 8;

    /** What a journal says has been begun, by whatever plan; empty if nothing has, or it was taken away again. */
    static Optional<OtherPlan> in(HostStatus status) {
        return Optional.of(status)
                .filter(known -> !NOT_THERE.contains(known.state()))
                .map(known -> new OtherPlan(known.state(), known.planSha256().orElse(""), known.place(), since(known),
                        false));
    }

    private static Optional<Instant> since(HostStatus status) {
        return Optional.of(status.journal())
                .filter(lines -> !lines.isEmpty())
                .map(lines -> lines.getLast().split(" ", 2)[0])
                .flatMap(OtherPlan::time);
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    /** This plan, known as an earlier one of this run. */
    OtherPlan asOurs() {
        return new OtherPlan(state, sha256, place, since, true);
    }

    /** Whether nothing of it is in place, so that it can be removed. */
    boolean isOnlyStaged() {
        return state == HostState.STAGING || state == HostState.STAGED;
    }

    /** The beginning of its SHA-256. */
    String shortName() {
        return sha256.length() > SHORT ? sha256.substring(0, SHORT) + '…' : sha256;
    }
}
