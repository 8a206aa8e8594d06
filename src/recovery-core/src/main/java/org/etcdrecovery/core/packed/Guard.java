package org.etcdrecovery.core.packed;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import org.tukaani.xz.MemoryLimitException;

/**
 * Runs code of a library that reads what may be damaged. Whatever the library throws for that becomes one kind of
 * exception; an error of the disk, and a cancellation, stay what they are.
 */
final class Guard {
    private final Failure failure;

    /** Throws what has prevented reading the packed file, if anything has. It says nothing about its content. */
    @FunctionalInterface
    interface Failure {
        void rethrow() throws IOException;
    }

    /** Some code of a library. */
    @FunctionalInterface
    interface Reading<T> {
        T read() throws IOException;
    }

    Guard(Failure failure) {
        this.failure = failure;
    }

    /**
     * Runs the code.
     *
     * @throws RefusedException if the library cannot read the data
     */
    <T> T read(Reading<T> reading) throws IOException {
        try {
            return reading.read();
        } catch (RefusedException | CancellationException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            failure.rethrow();
            throw new RefusedException(e instanceof MemoryLimitException
                    ? PackedTexts.unsupported(Packing.XZ, "it needs more memory than 128 MiB")
                    : PackedTexts.damaged(e));
        }
    }
}
