package org.etcdrecovery.core.store.objects;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.progress.Work;

/** The digests by which copies are compared. */
final class Digests {
    private static final int BLOCK = 1 << 20;

    private Digests() {}

    static MessageDigest sha256() {
        return of("SHA-256");
    }

    /** That of ETags; no protection against anyone, only against accidents. */
    static MessageDigest md5() {
        return of("MD5");
    }

    private static MessageDigest of(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + name, e);
        }
    }

    /** The SHA-256 of a file, in lower-case hex. */
    static String sha256Of(Path file, Progress progress) throws IOException {
        MessageDigest digest = sha256();
        try (ByteSource source = ByteSource.open(file);
                Work work = progress.begin(Stage.HASH, file.toString(), source.size())) {
            ByteBuffer block = ByteBuffer.allocate(BLOCK);
            for (long at = 0; at < source.size(); at += block.limit()) {
                block.clear().limit((int) Math.min(BLOCK, source.size() - at));
                source.read(at, block);
                digest.update(block.flip());
                work.advance(block.limit());
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
