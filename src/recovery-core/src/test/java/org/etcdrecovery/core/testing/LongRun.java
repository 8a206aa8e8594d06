package org.etcdrecovery.core.testing;

/** Whether the long campaigns run, which {@code packaging/test --long} asks for, or a sample of each. */
public final class LongRun {
    private LongRun() {}

    /** How often something random is tried. */
    public static int times(int sample, int campaign) {
        return Boolean.getBoolean("recovery.long") ? campaign : sample;
    }
}
