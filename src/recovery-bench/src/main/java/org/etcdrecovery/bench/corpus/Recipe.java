package org.etcdrecovery.bench.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How to make a corpus, given by its name.
 *
 * <pre>
 * kube-SIZE            a Kubernetes-like keyspace with history, without free pages
 * scattered-SIZE       the same, with its pages shuffled and two thirds of them free
 * tiny-COUNT-keys      COUNT keys with values of 20 bytes, each written once
 * rewritten-COUNT-keys the same, but written or deleted three times on average
 * </pre>
 *
 * SIZE is the size of the file in bytes. It and COUNT may end in {@code k}, {@code m} or {@code g} for a thousand, a
 * million or a thousand million.
 */
public final class Recipe {
    private static final Pattern NAME = Pattern
            .compile("(kube|scattered|tiny|rewritten)-([1-9][0-9]{0,8})([kmg])(-keys)?");
    private static final int SCATTER_FACTOR = 3;
    private static final int REWRITTEN_TIMES = 3;
    /**
     * Increase this whenever a name comes to mean different bytes, so that files made earlier are not mistaken for
     * them.
     */
    private static final int VERSION = 2;

    private final String name;
    private final boolean scattered;
    private final Content content;

    private Recipe(String name, boolean scattered, Content content) {
        this.name = name;
        this.scattered = scattered;
        this.content = content;
    }

    /**
     * Returns the recipe with this name.
     *
     * @throws IllegalArgumentException if there is no such recipe; the message lists the valid names
     */
    public static Recipe of(String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches() || ofKeys(matcher.group(1)) != (matcher.group(4) != null)) {
            throw new IllegalArgumentException(
                    "no corpus is called " + name
                            + ": use kube-SIZE, scattered-SIZE, tiny-COUNT-keys or rewritten-COUNT-keys, such as kube-15m");
        }
        long number = Long.parseLong(matcher.group(2)) * unit(matcher.group(3));
        return switch (matcher.group(1)) {
            case "tiny" -> new Recipe(name, false, new TinyContent(Math.toIntExact(number), 1));
            case "rewritten" -> new Recipe(name, false, new TinyContent(Math.toIntExact(number), REWRITTEN_TIMES));
            case "kube" -> new Recipe(name, false, new KubernetesContent(number));
            default -> new Recipe(name, true, new KubernetesContent(number / SCATTER_FACTOR));
        };
    }

    private static boolean ofKeys(String kind) {
        return kind.equals("tiny") || kind.equals("rewritten");
    }

    private static long unit(String letter) {
        return switch (letter) {
            case "k" -> 1000L;
            case "m" -> 1_000_000L;
            default -> 1_000_000_000L;
        };
    }

    /** The name of the file, without a directory. */
    public String fileName() {
        return name + ".v" + VERSION + ".db";
    }

    /**
     * Makes the file unless it exists. It is written under a temporary name first, so a file with the final name is
     * always complete.
     *
     * @return the file
     */
    public Path make(Path directory) throws IOException {
        Path file = directory.resolve(fileName());
        if (Files.exists(file)) {
            return file;
        }
        Files.createDirectories(directory);
        Path part = directory.resolve(fileName() + ".part");
        try (ImageFile image = new ImageFile(part)) {
            if (scattered) {
                scatterTo(image, directory.resolve(fileName() + ".dense.part"));
            } else {
                SnapshotImage.write(content, image);
            }
            image.seal();
        }
        return Files.move(part, file);
    }

    private void scatterTo(ImageFile image, Path denseFile) throws IOException {
        try (ImageFile dense = new ImageFile(denseFile)) {
            SnapshotImage.write(content, dense);
            Scatter.write(dense, image, SnapshotImage.PAGE_SIZE, SCATTER_FACTOR,
                    new SeededRandom(content.seed() + " pages"));
        } finally {
            Files.delete(denseFile);
        }
    }
}
