package org.etcdrecovery.console.settings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.etcdrecovery.core.text.Words;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The file that the settings are kept in. */
public final class SettingsFile {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private final Path file;

    /** Settings in this file. */
    public SettingsFile(Path file) {
        this.file = file;
    }

    /**
     * What was read.
     *
     * @param settings the settings, or the default ones
     * @param notice   what happened to the file when it could not be used, as a sentence; else empty
     */
    public record Loaded(Settings settings, String notice) {}

    /** Reads the file. One that cannot be used is moved aside, and this never fails. */
    public Loaded load() {
        if (!Files.exists(file)) {
            return new Loaded(Settings.DEFAULT, "");
        }
        try {
            JsonNode json = MAPPER.readTree(Files.readString(file));
            int version = json.path("formatVersion").asInt(0);
            if (version > Settings.FORMAT_VERSION) {
                return setAside("A newer console wrote the settings.");
            }
            Settings settings = MAPPER.treeToValue(json, Settings.class);
            return settings == null
                    ? setAside("The settings cannot be read.")
                    : new Loaded(settings, "");
        } catch (IOException | JacksonException | NullPointerException e) {
            // A record that misses a part copies a list that is not there.
            return setAside("The settings cannot be read.");
        }
    }

    private Loaded setAside(String reason) {
        Path aside = file.resolveSibling(file.getFileName() + ".unusable");
        try {
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            return new Loaded(Settings.DEFAULT, reason + " They were moved to " + aside
                    + ", and this start has fresh ones.");
        } catch (IOException e) {
            return new Loaded(Settings.DEFAULT, reason + " This start has fresh ones, and " + Words.of(e) + ".");
        }
    }

    /**
     * Replaces the file as a whole.
     *
     * @throws IOException when it cannot be written; the file is then as it was
     */
    public void save(Settings settings) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        try (FileChannel channel = FileChannel.open(part, Set.of(StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE), ownerOnly())) {
            ByteBuffer bytes = ByteBuffer.wrap(MAPPER.writeValueAsBytes(settings));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private FileAttribute<?>[] ownerOnly() {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[]{PosixFilePermissions.asFileAttribute(
                        PosixFilePermissions.fromString("rw-------"))}
                : new FileAttribute<?>[0];
    }
}
