package org.etcdrecovery.bench.corpus;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Very many keys with values of 20 bytes. Their names follow no order, like hashes. */
final class TinyContent implements Content {
    private static final String SEED = "tiny";
    private static final int VALUE_LENGTH = 20;

    private final int keys;
    private final long changes;
    private final byte[] material = RandomText.block(SEED);

    /** @param times how often a key is written or deleted, on average; the first time each is written */
    TinyContent(int keys, int times) {
        this.keys = keys;
        this.changes = (long) keys * times;
    }

    @Override
    public String seed() {
        return SEED;
    }

    @Override
    public int slots() {
        return keys;
    }

    @Override
    public long compactAfter() {
        return 0;
    }

    @Override
    public boolean isComplete(History history, long bytesWritten) {
        return history.changes() == changes;
    }

    @Override
    public byte[] key(Change change) {
        return ("/tiny/" + HexFormat.of().toHexDigits(SeededRandom.mix(change.slot())))
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public byte[] material() {
        return material;
    }

    @Override
    public Piece value(Change change) {
        return new Piece(change.slot() % (material.length - VALUE_LENGTH), VALUE_LENGTH);
    }

    @Override
    public long lease(Change change) {
        return 0;
    }

    @Override
    public int leases() {
        return 0;
    }
}
