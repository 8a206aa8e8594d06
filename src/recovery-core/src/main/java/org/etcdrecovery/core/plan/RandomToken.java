package org.etcdrecovery.core.plan;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** A token that no other cluster has, so that no member of the lost cluster can ever join the restored one. */
public final class RandomToken {
    /** Enough that no two clusters share one, and few enough to be read out over the telephone. */
    private static final int BYTES = 6;

    private RandomToken() {}

    /** A new token. Planning itself is deterministic: a front end draws the token and puts it into the request. */
    public static String draw(RandomGenerator random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return "restored-" + HexFormat.of().formatHex(bytes);
    }
}
