package org.etcdrecovery.console.step.start;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.etcdrecovery.console.host.EtcdProcess;
import org.etcdrecovery.console.host.ThisHost;
import org.etcdrecovery.core.handover.StartForm;

/**
 * What the steps for a member depend on, apart from the plan and what was typed for it.
 *
 * @param form     how the members are started
 * @param thisHost tells whether a name or an address is this host
 * @param servers  the etcd servers that run on this host
 * @param ports    the ports of the old and of the new cluster; a server on others has nothing to do with them
 * @param directories the data directories of all new members, as restored and as they will be on their hosts
 * @param unsaved  the members that may hold writes which exist nowhere else, for a sentence; empty if there are none
 * @param restored when the restore began: what was started before that is not a new member
 */
record StartSurroundings(StartForm form, Predicate<String> thisHost, List<EtcdProcess> servers, Set<Integer> ports,
        Set<Path> directories, String unsaved, Instant restored) {
    /** Nothing is known yet. */
    static final StartSurroundings UNKNOWN = new StartSurroundings(StartForm.COMMAND, ThisHost.UNKNOWN, List.of(),
            Set.of(), Set.of(), "", Instant.MAX);

    /** Copies the collections. */
    StartSurroundings {
        servers = List.copyOf(servers);
        ports = Set.copyOf(ports);
        directories = Set.copyOf(directories);
    }
}
