package org.etcdrecovery.console.step.safety;

import java.util.List;
import java.util.OptionalLong;
import org.etcdrecovery.core.shell.Command;

/**
 * What the status of the step Safety depends on.
 *
 * @param inspected whether the facts in the snapshot are known
 * @param wrong     whether something that is decided cannot be carried out
 * @param pending   whether it is not known yet what a decision means
 * @param unread    whether what a decision means could not be found out
 * @param warns     whether there is a warning
 * @param confirmed whether the operator went on with this file
 * @param bump      by how much the revision is raised; empty if it is not
 * @param asOf      the revision that the keyspace goes back to; empty if it stays
 * @param drops     how many leases are dropped
 * @param leases    how many there would be otherwise
 * @param commands  the equivalent commands
 * @param wasPassed whether the step was completed before
 */
record SafetyFacts(boolean inspected, boolean wrong, boolean pending, boolean unread, boolean warns, boolean confirmed,
        OptionalLong bump, OptionalLong asOf, long drops, long leases,
        List<Command> commands, boolean wasPassed) {}
