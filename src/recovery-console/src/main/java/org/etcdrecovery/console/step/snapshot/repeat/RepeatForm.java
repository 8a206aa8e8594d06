package org.etcdrecovery.console.step.snapshot.repeat;

/** What runs a save again and again. */
public enum RepeatForm {
    /** A timer of systemd. */
    SYSTEMD,
    /** A CronJob of Kubernetes. */
    CRONJOB
}
