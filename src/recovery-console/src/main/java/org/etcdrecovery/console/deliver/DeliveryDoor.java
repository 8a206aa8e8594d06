package org.etcdrecovery.console.deliver;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.deliver.ActivationRequest;
import org.etcdrecovery.core.deliver.DeliveryListener;
import org.etcdrecovery.core.deliver.DeliveryTarget;
import org.etcdrecovery.core.deliver.HostOutcome;
import org.etcdrecovery.core.deliver.HostReport;
import org.etcdrecovery.core.deliver.HostStatus;
import org.etcdrecovery.core.deliver.SshSettings;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.progress.Progress;

/**
 * What can be done on the hosts of members. An interface, so that the models can be tested without hosts. Each call
 * connects anew and throws as {@link org.etcdrecovery.core.deliver.Delivery} does.
 */
public interface DeliveryDoor {
    /**
     * Which hosts to work on, and how.
     *
     * @param plan    the plan that is delivered
     * @param targets the chosen members and their hosts
     * @param ssh     how to use ssh
     */
    record Order(RestorePlan plan, List<DeliveryTarget> targets, SshSettings ssh) {
        /** Copies the list. */
        public Order {
            targets = List.copyOf(targets);
        }
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

    /** Takes away what was put in place. */
    List<HostOutcome> undo(Order order, boolean startOld, DeliveryListener listener, Progress progress)
            throws IOException;

    /** Removes what was moved aside. */
    List<HostOutcome> clean(Order order, Progress progress) throws IOException;

    /** Writes the same as a playbook into a new directory, and returns the files. */
    List<Path> export(Order order, ActivationRequest request, Path out, Progress progress) throws IOException;

    /**
     * Does something with the members: through their hosts if one of them keeps clients out, otherwise as clients do.
     *
     * @param settings how to reach the members as a client
     */
    <T> Reached<T> reach(Order order, ConnectionSettings settings, Progress progress, Use<T> work) throws IOException;
}
