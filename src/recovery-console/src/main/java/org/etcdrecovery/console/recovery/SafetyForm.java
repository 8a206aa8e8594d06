package org.etcdrecovery.console.recovery;

/**
 * What was decided in the step Safety.
 *
 * @param bump        whether to raise the revision and mark the range below as compacted
 * @param amount      by how much, as typed
 * @param clearAlarms whether to drop the alarms
 */
public record SafetyForm(boolean bump, String amount, boolean clearAlarms) {}
