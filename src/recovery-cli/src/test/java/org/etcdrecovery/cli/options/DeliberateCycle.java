package org.etcdrecovery.cli.options;

import org.etcdrecovery.cli.DeliberateViolation;

/** Options that depend on their verb. */
public record DeliberateCycle(DeliberateViolation verb) {}
