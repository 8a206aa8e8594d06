package org.etcdrecovery.core.snapshot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.DirectBuffers;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.progress.Work;
import org.etcdrecovery.core.snapshot.TrailingHash.State;

/** Hashes a file on a thread of its own, from its first byte to its last, beside whatever else reads it. */
final class FileHasher {
    private static final int PIECE = 1 << 20;

    private final ByteSource source;
    private final Progress progress;
    private final CompletableFuture<FileHashes> result = new CompletableFuture<>();
    private final Thread thread = Thread.ofPlatform().daemon().name("sha-256").unstarted(this::run);
    private volatile boolean stopped;

    private FileHasher(ByteSource source, Progress progress) {
        this.source = source;
        this.progress = progress;
    }

    static FileHasher start(ByteSource source, Progress progress) {
        FileHasher hasher = new FileHasher(source, progress);
        hasher.thread.start();
        return hasher;
    }

    /** Waits for the hashes. */
    FileHashes await() throws IOException {
        try {
            return result.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof UncheckedIOException io) {
                throw io.getCause();
            }
            throw e;
        }
    }

    /** Stops the thread and waits for its end; the source may be closed afterwards. */
    void stop() {
        stopped = true;
        result.handle((hashes, failure) -> 0).join();
    }

    private void run() {
        try {
            result.complete(hash());
        } catch (IOException e) {
            result.completeExceptionally(new UncheckedIOException(e));
        } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
        }
    }

    private FileHashes hash() throws IOException {
        MessageDigest digest = sha256();
        boolean trailer = source.size() % TrailingHash.IMAGE_UNIT == TrailingHash.LENGTH;
        long imageSize = source.size() - (trailer ? TrailingHash.LENGTH : 0);
        try (Work work = progress.begin(Stage.HASH, source.name(), source.size())) {
            ByteBuffer piece = DirectBuffers.allocate(PIECE);
            for (long at = 0; at < imageSize; at += PIECE) {
                if (stopped) {
                    throw new CancellationException("stopped");
                }
                source.read(at, piece.clear().limit((int) Math.min(PIECE, imageSize - at)));
                work.advance(piece.flip().remaining());
                digest.update(piece);
            }
        }
        if (!trailer) {
            String sha256 = HexFormat.of().formatHex(digest.digest());
            return new FileHashes(sha256, new TrailingHash(State.ABSENT, imageSize, sha256, ""));
        }
        byte[] stored = new byte[TrailingHash.LENGTH];
        source.read(imageSize, ByteBuffer.wrap(stored));
        byte[] computed = copyOf(digest).digest();
        digest.update(stored);
        State state = Arrays.equals(stored, computed) ? State.RIGHT : State.WRONG;
        return new FileHashes(HexFormat.of().formatHex(digest.digest()), new TrailingHash(state, imageSize,
                HexFormat.of().formatHex(computed), HexFormat.of().formatHex(stored)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static MessageDigest copyOf(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the SHA-256 of the JDK can be copied", e);
        }
    }
}
