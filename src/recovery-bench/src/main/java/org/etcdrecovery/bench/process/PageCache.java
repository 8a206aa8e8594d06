package org.etcdrecovery.bench.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Brings files into the memory of the operating system and out of it again, without being root. */
public final class PageCache {
    private static final int PIECE = 1 << 20;
    /** The part of a file that may stay in memory when the file counts as not being there. */
    private static final int REMAINDER_DIVISOR = 100;

    private static final int ATTEMPTS = 3;

    private PageCache() {}

    /** Writes everything that waits in memory to the disks, so that no run pays for the one before. */
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
     * Asks the system to forget a file. It keeps what has not been written to the disk yet, and what a process has
     * mapped.
     *
     * @return why it is still in memory; empty when it is not
     */
    public static Optional<String> drop(Path file) {
        String resident = "";
        try {
            for (int i = 0; i < ATTEMPTS; i++) {
                // With a count of 0, GNU dd reads nothing and calls posix_fadvise(POSIX_FADV_DONTNEED) on the whole file.
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
