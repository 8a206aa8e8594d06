package org.etcdrecovery.core.wal;

/** The other format. */
public record DeliberateWalViolation(int any) {}
