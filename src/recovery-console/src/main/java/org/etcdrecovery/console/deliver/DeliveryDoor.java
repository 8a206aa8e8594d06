package org.etcdrecovery.console.deliver;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Failure;
import org.etcdrecovery.core.deliver.ActivationRequest;
import org.etcdrecovery.core.deliver.DeliveryListener;
import org.etcdrecovery.core.deliver.DeliveryTarget;
import org.etcdrecovery.core.deliver.HostOutcome;
import org.etcdrecovery.core.deliver.HostReport;
import org.etcdrecovery.core.deliver.HostStatus;
import org.etcdrecovery.core.deliver.Writes;
import org.etcdrecovery.core.deliver.Written;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.progress.Progress;

/**
 * What can be done on the hosts of members. An interface, so that the models can be tested without hosts. Each call
 * connects anew and throws as {@link org.etcdrecovery.core.deliver.Delivery} does.
 */
public interface DeliveryDoor {
    /**
     * Which hosts to work on.
     *
     * @param plan         the plan that is delivered
     * @param targets      the chosen members and their hosts
     * @param acceptedKeys the fingerprints of unknown host keys that the operator has compared, by member
     */
    record Order(RestorePlan plan, List<DeliveryTarget> targets, Map<String, String> acceptedKeys) {
        /** Copies the list and the map. */
        public Order {
            targets = List.copyOf(targets);
            acceptedKeys = Map.copyOf(acceptedKeys);
        }
    }

    /**
     * What the ssh of this system does.
     *
     * @param config its configuration file; empty for the user's and the system's
     */
    static DeliveryDoor ssh(StepTools tools, Optional<Path> config) {
        return new SshDoor(tools, config);
    }

    /**
     * What a look at the hosts found.
     *
     * @param reports  the check of each host
     * @param statuses what its journal says
     */
    record Seen(List<HostReport> reports, List<HostStatus> statuses) {}

    /**
     * What was reached through the hosts.
     *
     * @param statuses what the journals said before
     * @param result   what came of it
     */
    record Reached<T>(List<HostStatus> statuses, T result) {}

    /**
     * What the members say of what clients have written since they were activated.
     *
     * @param written what; empty if none of them says it
     * @param refusal why one that is there does not say it, such as that it wants a client certificate; empty if none is
     *                there, or one has said it
     */
    record Told(Optional<Written> written, Optional<Failure> refusal) {}

    /**
     * A snapshot of the new members.
     *
     * @param file   the file
     * @param writes what became of what clients had written to them
     */
    record Saved(Path file, Writes writes) {}

    /** Something that is done with members. */
    @FunctionalInterface
    interface Use<T> {
        /**
         * Does it.
         *
         * @param settings how to reach the members; through their hosts if they keep clients out
         */
        T run(ConnectionSettings settings) throws IOException;
    }

    /** Checks the hosts, and reads their journals. */
    Seen look(Order order, boolean quarantine, DeliveryListener listener, Progress progress) throws IOException;

    /** Reads the journals. */
    List<HostStatus> status(Order order, Progress progress) throws IOException;

    /** Copies the members to their hosts. */
    List<HostOutcome> stage(Order order, DeliveryListener listener, Progress progress) throws IOException;

    /** Puts the members in place and starts them. */
    List<HostOutcome> activate(Order order, ActivationRequest request, DeliveryListener listener, Progress progress)
            throws IOException;

    /** Lets clients in, one member after the other. */
    List<HostOutcome> open(Order order, ConnectionSettings settings, DeliveryListener listener, Progress progress)
            throws IOException;

    /**
     * Asks the members what clients have written since they were activated.
     *
     * @param settings how to reach the members as a client
     * @return what the journals said before, and what the members say; nothing if none can be reached
     */
    Reached<Told> written(Order order, ConnectionSettings settings, Progress progress) throws IOException;

    /**
     * Saves a snapshot of the new members.
     *
     * @param settings how to reach the members as a client
     */
    Saved save(Order order, ConnectionSettings settings, Path file, Progress progress) throws IOException;

    /** Takes away what was put in place. */
    List<HostOutcome> undo(Order order, Writes writes, boolean startOld, DeliveryListener listener,
            Progress progress) throws IOException;

    /**
     * Removes what was moved aside.
     *
     * @param replaced whether the cluster is proven, and a snapshot of it is saved
     * @param discard  whether what clients wrote to members that were taken away may be lost
     */
    List<HostOutcome> clean(Order order, boolean replaced, boolean discard, Progress progress) throws IOException;

    /**
     * Removes what other plans have only staged.
     *
     * @param plans the SHA-256 of the plan that is staged, by member
     */
    List<HostOutcome> discard(Order order, Map<String, String> plans, Progress progress) throws IOException;

    /** Writes the same as a playbook into a new directory, and returns the files. */
    List<Path> export(Order order, ActivationRequest request, Path out, Progress progress) throws IOException;

    /**
     * Does something with the members: through their hosts if one of them keeps clients out, otherwise as clients do.
     *
     * @param settings how to reach the members as a client
     */
    <T> Reached<T> reach(Order order, ConnectionSettings settings, Progress progress, Use<T> work) throws IOException;
}
