package org.etcdrecovery.core.plan;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Draws a token that no other cluster has, so that no member of the lost cluster can join the restored one. */
public final class RandomToken {
    /** Enough to make a collision practically impossible, yet short enough to read out over the telephone. */
    private static final int BYTES = 6;

    private RandomToken() {}

    /** Draws a new token. Planning is deterministic, so the front end draws the token and puts it in the request. */
    public static String draw(RandomGenerator random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return "restored-" + HexFormat.of().formatHex(bytes);
    }
}
