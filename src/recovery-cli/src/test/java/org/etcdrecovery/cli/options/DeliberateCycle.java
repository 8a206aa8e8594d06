package org.etcdrecovery.cli.options;

import org.etcdrecovery.cli.DeliberateViolation;

/** Options that know the verb that they belong to. */
public record DeliberateCycle(DeliberateViolation verb) {}
