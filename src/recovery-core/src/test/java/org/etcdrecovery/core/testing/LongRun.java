package org.etcdrecovery.core.testing;

/** Selects between the long random campaigns, which {@code packaging/test --long} runs, and a sample of each. */
public final class LongRun {
    private LongRun() {}

    /** The number of random tries: the campaign's in a long run, otherwise the sample's. */
    public static int times(int sample, int campaign) {
        return Boolean.getBoolean("recovery.long") ? campaign : sample;
    }
}
