package org.etcdrecovery.core.deliver;

import org.etcdrecovery.core.plan.PlannedMember;

/**
 * Where a member goes.
 *
 * @param member      a member of the plan; its WAL directory, if it has one of its own, has the same path on the host
 * @param destination its host, and its data directory there
 * @param service     what starts it there
 */
public record DeliveryTarget(PlannedMember member, Destination destination, ServiceForm service) {}
