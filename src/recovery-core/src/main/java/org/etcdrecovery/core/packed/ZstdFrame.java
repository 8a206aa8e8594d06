package org.etcdrecovery.core.packed;

import java.util.Optional;

/** What the header of a zstd frame says that the library cannot read. Source: RFC 8878, section 3.1.1. */
final class ZstdFrame {
    private static final int DESCRIPTOR = 4;
    private static final int SINGLE_SEGMENT = 1 << 5;
    private static final int SMALLEST_WINDOW_LOG = 10;
    /** The largest window that the library reads: as much as {@code zstd -19} uses, and twice that. */
    private static final long LARGEST_WINDOW = 16L << 20;

    private ZstdFrame() {}

    /** Why the first frame of a file cannot be read; empty if it can. */
    static Optional<String> unsupported(byte[] head) {
        if (head[0] != 0x28) {
            return Optional.of("it begins with a frame to skip, as pzstd writes it");
        }
        if (head.length <= DESCRIPTOR + 1 || (head[DESCRIPTOR] & SINGLE_SEGMENT) != 0) {
            return Optional.empty();
        }
        int window = head[DESCRIPTOR + 1] & 0xFF;
        long base = 1L << (SMALLEST_WINDOW_LOG + (window >> 3));
        return base + (base / 8) * (window & 7) > LARGEST_WINDOW
                ? Optional.of("it needs a larger window than 16 MiB, as --long and --ultra do")
                : Optional.empty();
    }
}
