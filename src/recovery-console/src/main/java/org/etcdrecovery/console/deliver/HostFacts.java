package org.etcdrecovery.console.deliver;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.etcdrecovery.core.deliver.HostOutcome.Failure;
import org.etcdrecovery.core.deliver.HostReport;
import org.etcdrecovery.core.deliver.HostState;

/**
 * What the condition of a host depends on.
 *
 * @param chosen     whether its member is delivered
 * @param gone       whether the operator said that its old etcd will not come back, if it is not delivered
 * @param step       what is done there now; empty if nothing is
 * @param phase      what is done there now, in a few words; may be empty
 * @param copied     how much of the database is there, while it is copied
 * @param report     what the last check found
 * @param state      the last word of its journal; empty before it was read, and if it could not be
 * @param quarantine the port of 127.0.0.1 at which the member listens, while clients are kept out
 * @param service    whether a service starts the member
 * @param silent     whether it was started, but nothing runs there
 * @param runs       whether a process uses its data directory, as far as its host was asked
 * @param failure    why the last step was not taken there
 * @param sent       the size of what was copied and compared there in this session; 0 if nothing was
 * @param other      what another plan has begun there
 */
record HostFacts(boolean chosen, boolean gone, Optional<DeliveryStep> step, String phase, Optional<Copied> copied,
        Optional<HostReport> report,
        Optional<HostState> state, OptionalInt quarantine, boolean service, boolean silent, boolean runs,
        Optional<Failure> failure, long sent, Optional<OtherPlan> other) {
    /**
     * How far a copy has come.
     *
     * @param done  the bytes that are there
     * @param total how many there will be
     * @param rate  bytes per second; empty while it means nothing
     */
    record Copied(long done, long total, Optional<Double> rate) {
        int percent() {
            return (int) Math.min(100, done * 100 / total);
        }
    }

    boolean isIn(HostState... states) {
        return state.filter(List.of(states)::contains).isPresent();
    }

    /** Whether its state is that of another plan, with which this one has nothing to do. */
    boolean isOfAnotherPlan() {
        return other.isPresent();
    }
}
