package org.etcdrecovery.core.bolt;

import org.etcdrecovery.core.snapshot.DeliberateCoreViolation;
import org.etcdrecovery.core.wal.DeliberateWalViolation;

/** A format class that knows another format and a package above it. */
public record DeliberateFormatViolation(DeliberateWalViolation other, DeliberateCoreViolation above) {}
