package org.etcdrecovery.core.progress;

/** Work that is reported as another, which goes on when this ends. */
record Part(Work whole, boolean counts) implements Work {
    @Override
    public void advance(long amount) {
        whole.advance(counts ? amount : 0);
    }

    @Override
    public void close() {
        // The whole is for the one who began it to end.
    }
}
