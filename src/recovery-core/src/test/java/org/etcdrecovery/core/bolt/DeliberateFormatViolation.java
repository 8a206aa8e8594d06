package org.etcdrecovery.core.bolt;

import org.etcdrecovery.core.snapshot.DeliberateCoreViolation;
import org.etcdrecovery.core.wal.DeliberateWalViolation;

/** A format class that depends on another format and on a package above it. */
public record DeliberateFormatViolation(DeliberateWalViolation other, DeliberateCoreViolation above) {}
