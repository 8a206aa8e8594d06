package org.etcdrecovery.console.step.cluster;

import java.util.List;
import org.etcdrecovery.core.shell.Command;

/**
 * What the status of the step Cluster depends on.
 *
 * @param pasting   whether text was pasted and not taken yet
 * @param inspected whether the facts in the snapshot are known
 * @param refusals  how many problems prevent a plan
 * @param reason    where they are
 * @param warns     whether there is a warning
 * @param confirmed whether the operator went on with this file
 * @param written   how many members are restored
 * @param later     how many members join later
 * @param commands  the equivalent commands
 * @param wasPassed whether the step was completed before
 */
record ClusterFacts(boolean pasting, boolean inspected, int refusals, String reason, boolean warns, boolean confirmed,
        int written,
        int later, List<Command> commands, boolean wasPassed) {}
