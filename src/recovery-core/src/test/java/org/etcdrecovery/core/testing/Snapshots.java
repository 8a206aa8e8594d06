package org.etcdrecovery.core.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.etcdrecovery.core.testing.RealCluster.HashKv;
import org.junit.jupiter.params.provider.Arguments;
import tools.jackson.databind.json.JsonMapper;

/**
 * Real snapshots of every version, made on first use and kept in the user cache.
 *
 * <p>The directory in the cache is named by a hash of the etcd binary and of the compiled classes that determine the
 * content, so that a change to either makes new snapshots. A snapshot is moved there when it is complete, and made
 * again if its own checksum shows that it has changed.
 */
public final class Snapshots {
    private static final String FILE = "snapshot.db";
    private static final String FACTS = "facts.json";
    private static final int DIGEST_LENGTH = 32;

    /** How many revisions the server hashes in addition to the newest. */
    private static final int HASHED_REVISIONS = 12;

    private Snapshots() {}

    /** Arguments (version, content) for a {@code @MethodSource}: every version with every content. */
    public static Stream<Arguments> everyVersionAndContent() {
        return Arrays.stream(EtcdVersion.values())
                .flatMap(version -> Arrays.stream(SnapshotContent.values())
                        .map(content -> Arguments.of(version, content)));
    }

    /** The snapshot of a server of this version with this content. */
    public static RealSnapshot of(EtcdVersion version, SnapshotContent content) {
        return of(version, content, Judges.cache().resolve("snapshots"));
    }

    static RealSnapshot of(EtcdVersion version, SnapshotContent content, Path cache) {
        try {
            Path directory = cache.resolve(key(version, content));
            if (!isWhole(directory.resolve(FILE))) {
                make(version, content, directory);
            }
            Facts facts = JsonMapper.shared().readValue(directory.resolve(FACTS).toFile(), Facts.class);
            return new RealSnapshot(version, content, directory.resolve(FILE), facts.revision, facts.hashKv,
                    facts.keys);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void make(EtcdVersion version, SnapshotContent content, Path directory) throws IOException {
        Files.createDirectories(directory.getParent());
        Path work = Files.createTempDirectory(directory.getParent(), directory.getFileName() + ".part.");
        try {
            Path made = Files.createDirectory(work.resolve("made"));
            Facts facts = take(version, content, work, made.resolve(FILE));
            JsonMapper.shared().writeValue(made.resolve(FACTS).toFile(), facts);
            Files.setPosixFilePermissions(made.resolve(FILE), PosixFilePermissions.fromString("r--r--r--"));
            install(made, directory);
        } finally {
            delete(work);
        }
    }

    private static Facts take(EtcdVersion version, SnapshotContent content, Path work, Path file) {
        try (RealCluster cluster = RealCluster.fresh(version, work, content.members())) {
            Gateway gateway = cluster.gateway();
            if (version.hasStorageVersion()) {
                cluster.await("at its storage version",
                        () -> gateway.status().path("storageVersion").asString("").startsWith(version.minor()));
            }
            new ContentWriter(gateway).write(content);
            List<LiveKey> keys = gateway.keys();
            long revision = gateway.revision();
            // Until it restarts, a server that has compacted answers from a cache at the compacted revision.
            cluster.restart();
            Object[] credentials = content.credentials().toArray();
            SortedMap<Long, HashKv> hashes = hashes(cluster, revision, credentials);
            cluster.etcdctl(0).with(credentials).run("snapshot", "save", file).ok();
            return new Facts(revision, hashes, keys);
        }
    }

    private static SortedMap<Long, HashKv> hashes(RealCluster cluster, long revision, Object[] credentials) {
        SortedMap<Long, HashKv> hashes = new TreeMap<>();
        // Requested as 0, because 3.4 refuses the compacted revision by number even if it is the newest.
        HashKv newest = agreed(cluster.hashKv(0, credentials));
        hashes.put(revision, newest);
        // An empty store is at revision 1.
        long first = Math.max(1, newest.compactRevision() + 1);
        for (int i = 0; i < HASHED_REVISIONS; i++) {
            long asked = first + (revision - first) * i / HASHED_REVISIONS;
            if (asked < revision) {
                hashes.put(asked, agreed(cluster.hashKv(asked, credentials)));
            }
        }
        return hashes;
    }

    private static HashKv agreed(List<HashKv> answers) {
        if (answers.stream().distinct().count() != 1) {
            throw new AssertionError("the members do not agree: " + answers);
        }
        return answers.getFirst();
    }

    /**
     * Moves a directory into place only if there is none yet, so that a slower run keeps the result of a faster one.
     */
    private static void install(Path made, Path directory) throws IOException {
        if (Files.exists(directory) && !isWhole(directory.resolve(FILE))) {
            delete(directory);
        }
        try {
            Files.move(made, directory, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException anotherRunWasFaster) {
            if (!isWhole(directory.resolve(FILE))) {
                throw anotherRunWasFaster;
            }
        }
    }

    private static boolean isWhole(Path file) throws IOException {
        if (!Files.exists(file)) {
            return false;
        }
        byte[] content = Files.readAllBytes(file);
        int length = content.length - DIGEST_LENGTH;
        MessageDigest digest = sha256();
        digest.update(content, 0, Math.max(length, 0));
        return length > 0
                && Arrays.equals(digest.digest(), 0, DIGEST_LENGTH, content, length, content.length);
    }

    private static String key(EtcdVersion version, SnapshotContent content) throws IOException {
        MessageDigest digest = sha256();
        digest.update(Gateway.bytes(new Tool(Judges.etcd(version)).run("--version").ok()));
        for (Class<?> source : List.of(ContentWriter.class, SnapshotContent.class, Snapshots.class, Gateway.class)) {
            try (InputStream bytes = source.getResourceAsStream(source.getSimpleName() + ".class")) {
                digest.update(bytes.readAllBytes());
            }
        }
        String hash = HexFormat.of().formatHex(digest.digest(), 0, 6);
        return version.minor() + "-" + content.name().toLowerCase(Locale.ROOT) + "-" + hash;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private record Facts(long revision, SortedMap<Long, HashKv> hashKv, List<LiveKey> keys) {}
}
