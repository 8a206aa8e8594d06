package org.etcdrecovery.core.snapshot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.DirectBuffers;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.progress.Work;
import org.etcdrecovery.core.snapshot.TrailingHash.State;

/**
 * Hashes a file from its first byte to its last on a separate thread, while others read it. Looks for the trailing hash
 * where etcd's tools do, in the last 32 bytes, and also where the image ends according to its meta pages: there it is
 * found even if something was appended to the file.
 */
final class FileHasher {
    private static final int PIECE = 1 << 20;

    private final ByteSource source;
    private final Progress progress;
    /** The offsets at which a trailing hash may be. */
    private final Set<Long> places;
    private final boolean sealing;
    private final CompletableFuture<FileHashes> result = new CompletableFuture<>();
    private final Thread thread = Thread.ofPlatform().daemon().name("sha-256").unstarted(this::run);
    private volatile boolean stopped;

    private FileHasher(ByteSource source, Progress progress, Set<Long> places, boolean sealing) {
        this.source = source;
        this.progress = progress;
        this.places = places;
        this.sealing = sealing;
    }

    /**
     * Starts to hash a file.
     *
     * @param imageSize the length of the image in bytes according to its meta pages; empty if they cannot be read
     */
    static FileHasher start(ByteSource source, Progress progress, OptionalLong imageSize) {
        Set<Long> places = LongStream.concat(imageSize.stream(), LongStream.of(source.size() - TrailingHash.LENGTH))
                .filter(place -> place > 0 && place <= source.size() - TrailingHash.LENGTH)
                .boxed()
                .collect(Collectors.toSet());
        return start(new FileHasher(source, progress, places, false));
    }

    /** Starts to hash an image, as the file that it is once its hash is appended. */
    static FileHasher sealing(ByteSource image, Progress progress) {
        return start(new FileHasher(image, progress, Set.of(), true));
    }

    private static FileHasher start(FileHasher hasher) {
        hasher.thread.start();
        return hasher;
    }

    /**
     * Waits for the hashes.
     *
     * @throws IOException if the file cannot be read
     */
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

    /** Stops the thread and waits until it has ended, so that the source can be closed. */
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
        List<Trailer> trailers = new ArrayList<>();
        try (Work work = progress.begin(Stage.HASH, source.name(), source.size())) {
            ByteBuffer piece = DirectBuffers.allocate(PIECE);
            long at = 0;
            while (at < source.size()) {
                if (stopped) {
                    throw new CancellationException("stopped");
                }
                long end = pieceEnd(at);
                source.read(at, piece.clear().limit((int) (end - at)));
                work.advance(piece.flip().remaining());
                digest.update(piece);
                at = end;
                if (places.contains(at)) {
                    trailers.add(trailer(at, digest));
                }
            }
        }
        if (sealing) {
            return sealed(digest);
        }
        String sha256 = HexFormat.of().formatHex(digest.digest());
        return new FileHashes(sha256, decide(trailers, sha256));
    }

    /** Where the next piece ends: at the latest where a trailing hash may begin. */
    private long pieceEnd(long at) {
        long end = Math.min(at + PIECE, source.size());
        return places.stream().filter(place -> place > at && place < end).min(Long::compare).orElse(end);
    }

    private Trailer trailer(long imageSize, MessageDigest digest) throws IOException {
        byte[] stored = new byte[TrailingHash.LENGTH];
        source.read(imageSize, ByteBuffer.wrap(stored));
        return new Trailer(imageSize, HexFormat.of().formatHex(copyOf(digest).digest()),
                HexFormat.of().formatHex(stored));
    }

    private FileHashes sealed(MessageDigest image) {
        byte[] hash = copyOf(image).digest();
        String hex = HexFormat.of().formatHex(hash);
        return new FileHashes(HexFormat.of().formatHex(image.digest(hash)),
                new TrailingHash(State.RIGHT, source.size(), hex, hex));
    }

    private TrailingHash decide(List<Trailer> trailers, String sha256) {
        for (Trailer trailer : trailers) {
            if (trailer.stored.equals(trailer.computed)) {
                return trailer.as(State.RIGHT);
            }
        }
        return trailers.stream()
                .filter(trailer -> trailer.imageSize == source.size() - TrailingHash.LENGTH)
                .filter(_ -> source.size() % TrailingHash.IMAGE_UNIT == TrailingHash.LENGTH)
                .findFirst()
                .map(trailer -> trailer.as(State.WRONG))
                .orElse(new TrailingHash(State.ABSENT, source.size(), sha256, ""));
    }

    /** The 32 bytes at a place where a hash may be, and the hash of everything before them. */
    private record Trailer(long imageSize, String computed, String stored) {
        TrailingHash as(State state) {
            return new TrailingHash(state, imageSize, computed, stored);
        }
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
