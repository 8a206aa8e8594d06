package org.etcdrecovery.console.text;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The console's bundles, as they are in the sources. */
final class Bundles {
    private static final Path DIRECTORY = Path.of("src/main/resources/org/etcdrecovery/console/text");
    private static final Map<String, Map<String, String>> LOADED = new ConcurrentHashMap<>();

    private Bundles() {}

    /** Their names, such as {@code source}. */
    static Set<String> names() {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.map(file -> file.getFileName().toString().replace(".properties", ""))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The texts of one, by key. */
    static Map<String, String> load(String name) {
        return LOADED.computeIfAbsent(name, Bundles::read);
    }

    private static Map<String, String> read(String name) {
        // Of two texts with one key, the later one silently replaces the other.
        Properties texts = new Properties() {
            @Override
            public synchronized @Nullable Object put(Object key, Object text) {
                if (containsKey(key)) {
                    throw new AssertionError("two texts of " + name + " have the key " + key);
                }
                return super.put(key, text);
            }
        };
        try (Reader reader = Files.newBufferedReader(DIRECTORY.resolve(name + ".properties"))) {
            texts.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> byKey = new TreeMap<>();
        texts.stringPropertyNames().forEach(key -> byKey.put(key, texts.getProperty(key)));
        return byKey;
    }
}
