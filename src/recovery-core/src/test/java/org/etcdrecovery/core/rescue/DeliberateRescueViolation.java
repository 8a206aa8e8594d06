package org.etcdrecovery.core.rescue;

import org.etcdrecovery.core.plan.Owner;

/** A rescue that depends on plans. */
public record DeliberateRescueViolation(Owner owner) {}
