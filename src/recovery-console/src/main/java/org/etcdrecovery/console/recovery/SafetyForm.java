package org.etcdrecovery.console.recovery;

/**
 * What was decided in the step Safety.
 *
 * @param bump        whether the revision is raised and marked compacted
 * @param amount      by how much, as typed
 * @param clearAlarms whether the alarms stay behind
 */
public record SafetyForm(boolean bump, String amount, boolean clearAlarms) {}
