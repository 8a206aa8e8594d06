package org.etcdrecovery.core.snapshot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Ways to copy a file piece by piece while a server writes to it. */
enum TornCopy {
    /** As fast as possible. */
    FORWARD(4096, false),
    /** Slow enough for a few hundred commits in between. */
    FORWARD_SLOWLY(4096, true),
    /** In blocks of the size that cp and rsync use. */
    BLOCKS(128 << 10, true), BACKWARD(4096, true), RANDOM(4096, true),
    /** The first block, which holds the meta pages, after all others. */
    METAS_LAST(4096, true);

    private final int block;
    private final boolean slow;

    TornCopy(int block, boolean slow) {
        this.block = block;
        this.slow = slow;
    }

    byte[] of(Path file, Random random) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            byte[] copy = new byte[(int) channel.size()];
            List<Integer> blocks = new ArrayList<>(
                    IntStream.range(0, (copy.length + block - 1) / block).boxed().toList());
            switch (this) {
                case FORWARD, FORWARD_SLOWLY, BLOCKS -> {
                    // The blocks are already in order.
                }
                case BACKWARD -> Collections.reverse(blocks);
                case RANDOM -> Collections.shuffle(blocks, random);
                case METAS_LAST -> Collections.rotate(blocks, -1);
            }
            int rest = slow ? 1 + random.nextInt(12) : Integer.MAX_VALUE;
            int read = 0;
            for (int number : blocks) {
                read(channel, copy, number * block);
                // The duration of the copy is the point of the test; nothing is synchronised by this sleep.
                if (++read % rest == 0) {
                    LockSupport.parkNanos(random.nextInt(3_000_000));
                }
            }
            return copy;
        }
    }

    private void read(FileChannel channel, byte[] copy, int from) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(copy, from, Math.min(block, copy.length - from));
        while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {
            // The next read continues after a short one.
        }
    }
}
