package org.etcdrecovery.console.deliver;

import java.util.Optional;
import java.util.OptionalInt;
import org.etcdrecovery.core.deliver.HostOutcome.Failure;
import org.etcdrecovery.core.deliver.HostReport;
import org.etcdrecovery.core.deliver.HostState;

/**
 * What the condition of a host depends on.
 *
 * @param chosen  whether its member is delivered
 * @param gone    whether the operator said that its old etcd will not come back, if it is not delivered
 * @param work    what is done there now
 * @param found   what is known of what is there
 * @param process what runs there
 * @param failure why the last step was not taken there
 * @param sent    the size in bytes of what was copied and compared there in this session; 0 if nothing was
 */
record HostFacts(boolean chosen, boolean gone, Work work, Found found, MemberProcess process, Optional<Failure> failure,
        long sent) {
    /**
     * What is done on a host now.
     *
     * @param step   the step; empty if nothing is done
     * @param phase  the same in a few words; may be empty
     * @param copied how much of the database is there, while it is copied
     */
    record Work(Optional<DeliveryStep> step, String phase, Optional<Copied> copied) {
        static final Work NONE = new Work(Optional.empty(), "", Optional.empty());

        Work withCopied(Copied now) {
            return new Work(step, phase, Optional.of(now));
        }
    }

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

    /**
     * What is known of what is on a host.
     *
     * @param report     what the last check found
     * @param state      the last word of its journal; empty before it was read, and if it could not be
     * @param quarantine the port of 127.0.0.1 at which the member listens, while clients are kept out
     * @param other      what another plan has begun there, with which this one has nothing to do
     */
    record Found(Optional<HostReport> report, Optional<HostState> state, OptionalInt quarantine,
            Optional<OtherPlan> other) {
        /** Whether the member is in place, started or not. */
        boolean isInPlace() {
            return state.filter(HostState::mayRun).isPresent();
        }
    }

    /**
     * The process of a member.
     *
     * @param service whether a service starts it
     * @param silent  whether it was started, but nothing runs there
     * @param runs    whether one uses its data directory, as far as its host was asked
     */
    record MemberProcess(boolean service, boolean silent, boolean runs) {}
}
