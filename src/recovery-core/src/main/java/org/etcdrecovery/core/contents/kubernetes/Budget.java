package org.etcdrecovery.core.contents.kubernetes;

/** Bounds what one value may cost: a few stored bytes can stand for many values that are printed. */
final class Budget {
    /** What a value of raw JSON takes at least, on the average of an object. */
    private static final int BYTES_PER_NODE = 8;

    private int nodes = Trees.MAX_NODES;

    void enter(int depth) throws UnreadableException {
        if (depth > Trees.MAX_DEPTH) {
            throw new UnreadableException("it is nested more than " + Trees.MAX_DEPTH + " levels deep");
        }
    }

    void takeNode() throws UnreadableException {
        take(1);
    }

    void takeJson(int bytes) throws UnreadableException {
        take(1 + bytes / BYTES_PER_NODE);
    }

    private void take(int count) throws UnreadableException {
        nodes -= count;
        if (nodes < 0) {
            throw new UnreadableException("it holds more than " + Trees.MAX_NODES + " values");
        }
    }
}
