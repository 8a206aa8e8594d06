package org.etcdrecovery.console.step.start;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.etcdrecovery.console.host.EtcdProcess;
import org.etcdrecovery.console.host.ThisHost;
import org.etcdrecovery.core.handover.StartForm;
import org.etcdrecovery.core.plan.Owner;
import org.etcdrecovery.core.restore.ClosedDirectory;

/**
 * What the steps for a member depend on, apart from the plan and what was typed for it.
 *
 * @param form     how the members are started
 * @param thisHost tells whether a name or an address is this host
 * @param servers  the etcd servers that run on this host
 * @param old      the ports of the old cluster; a server on others than these and the planned ones has nothing to do
 *                 with the recovery
 * @param planned  the ports of the new cluster
 * @param closed   for a data directory, the directories that it is in and that not every user may pass through
 * @param unknown  for an owner, the user or the group that this host does not have
 * @param directories the data directories of all new members, as restored and as they will be on their hosts
 * @param unsaved  the members that may hold writes which exist nowhere else, for a sentence; empty if there are none
 * @param restored when the restore began: what was started before that is not a new member
 */
record StartSurroundings(StartForm form, Predicate<String> thisHost, List<EtcdProcess> servers, Set<Integer> old,
        Set<Integer> planned, Map<Path, List<ClosedDirectory>> closed,
        Function<Owner, Optional<String>> unknown, Set<Path> directories, String unsaved,
        Instant restored) {
    /** Nothing is known yet. */
    static final StartSurroundings UNKNOWN = new StartSurroundings(StartForm.COMMAND, ThisHost.UNKNOWN, List.of(),
            Set.of(), Set.of(), Map.of(), _ -> Optional.empty(), Set.of(), "", Instant.MAX);

    /** Copies the collections. */
    StartSurroundings {
        servers = List.copyOf(servers);
        old = Set.copyOf(old);
        planned = Set.copyOf(planned);
        closed = Map.copyOf(closed);
        directories = Set.copyOf(directories);
    }
}
