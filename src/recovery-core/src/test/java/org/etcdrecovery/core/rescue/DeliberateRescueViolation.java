package org.etcdrecovery.core.rescue;

import org.etcdrecovery.core.plan.Owner;

/** A rescue that knows of plans. */
public record DeliberateRescueViolation(Owner owner) {}
