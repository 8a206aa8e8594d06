package org.etcdrecovery.console.step.start;

/**
 * What determines how the step Start stands.
 *
 * @param members   the number of members that start together; 0 before the restore
 * @param handed    how the commands were given to the operator, in a few words; empty if they were not
 * @param strangers how many members of other clusters answer at the planned URLs
 * @param elsewhere how many members of the old cluster answer at other URLs
 * @param wasPassed whether the step was completed before
 */
record StartFacts(int members, String handed, int strangers, int elsewhere, boolean wasPassed) {
    boolean isRestored() {
        return members > 0;
    }
}
