package org.etcdrecovery.console.step.start;

import java.util.List;
import java.util.Optional;
import org.etcdrecovery.console.deliver.DeliveryFacts;
import org.etcdrecovery.core.shell.Command;

/**
 * What the status of the step Start depends on.
 *
 * @param members   the number of members that start together; 0 while there is no plan for them
 * @param here      whether their data directories are on this machine
 * @param handed    how the commands were given to the operator, in a few words; empty if they were not
 * @param strangers how many members of other clusters answer at the planned URLs
 * @param elsewhere how many members of the old cluster answer at other URLs
 * @param wasPassed whether the step was completed before
 * @param delivery  the status of the delivery over SSH; empty if the members go by hand
 * @param commands  the commands that do the same as the delivery
 */
record StartFacts(int members, boolean here, String handed, int strangers, int elsewhere, boolean wasPassed,
        Optional<DeliveryFacts> delivery, List<Command> commands) {}
