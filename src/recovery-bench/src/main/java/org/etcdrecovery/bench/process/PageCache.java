package org.etcdrecovery.bench.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Loads files into the operating system's page cache and evicts them, without root rights. */
public final class PageCache {
    private static final int PIECE = 1 << 20;
    /** A file counts as evicted if less than this fraction of it is still cached. */
    private static final int REMAINDER_DIVISOR = 100;

    private static final int ATTEMPTS = 3;

    private PageCache() {}

    /** Flushes all dirty pages to disk, so that no run pays for the previous one. */
    public static void sync() throws IOException {
        ChildProcess.run(List.of("sync"));
    }

    /** Reads a file once. */
    public static void fill(Path file) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(PIECE);
        try (FileChannel channel = FileChannel.open(file)) {
            long at = 0;
            int count;
            while ((count = channel.read(buffer.clear(), at)) >= 0) {
                at += count;
            }
        }
    }

    /**
     * Asks the system to evict a file. It keeps pages that are not yet on disk and pages that a process has mapped.
     *
     * @return why the file is still cached; empty if it was evicted
     */
    public static Optional<String> drop(Path file) {
        String resident = "";
        try {
            for (int i = 0; i < ATTEMPTS; i++) {
                // With a count of 0, GNU dd reads nothing and calls posix_fadvise(POSIX_FADV_DONTNEED) on the whole
                // file.
                ChildProcess.run(List.of("dd", "if=" + file, "iflag=nocache", "count=0", "status=none"));
                resident = ChildProcess
                        .run(List.of("fincore", "--bytes", "--noheadings", "--output", "RES", file.toString()))
                        .strip();
                if (Long.parseLong(resident) <= Files.size(file) / REMAINDER_DIVISOR) {
                    return Optional.empty();
                }
            }
        } catch (IOException e) {
            return Optional.of("emptying the cache needs GNU dd and fincore of util-linux: " + e.getMessage());
        }
        return Optional.of("the system keeps " + resident + " bytes of it in memory; something else may be using it");
    }
}
