package org.etcdrecovery.core.progress;

/** Work that nobody watches. */
enum NoWork implements Work {
    INSTANCE;

    @Override
    public void advance(long amount) {
        // Nobody watches.
    }

    @Override
    public void close() {
        // Nobody watches.
    }
}
