package org.etcdrecovery.core.store.keep;

/**
 * How many hours, days and weeks keep their newest usable snapshot; those without one do not count.
 *
 * @param hourly the number of hours
 * @param daily  the number of days
 * @param weekly the number of weeks
 */
public record KeepRules(long hourly, long daily, long weekly) {
    /** @throws IllegalArgumentException if a number is negative */
    public KeepRules {
        if (hourly < 0 || daily < 0 || weekly < 0) {
            throw new IllegalArgumentException("a negative number of snapshots");
        }
    }

    /** Whether there is no rule, so that nothing is deleted. */
    public boolean areNone() {
        return hourly == 0 && daily == 0 && weekly == 0;
    }
}
