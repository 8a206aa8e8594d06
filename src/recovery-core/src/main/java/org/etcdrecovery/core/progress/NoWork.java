package org.etcdrecovery.core.progress;

/** Work without progress reports. */
enum NoWork implements Work {
    INSTANCE;

    @Override
    public void advance(long amount) {
        // Nothing to report.
    }

    @Override
    public void close() {
        // Nothing to report.
    }
}
