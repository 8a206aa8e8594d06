package org.etcdrecovery.console.settings;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.etcdrecovery.core.files.AtomicFile;
import org.etcdrecovery.core.files.Directories;
import org.etcdrecovery.core.files.SmallFile;
import org.etcdrecovery.core.keyspace.MemberId;
import org.etcdrecovery.core.text.ErrorMessages;
import org.etcdrecovery.core.text.UrlText;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** The settings file, with profiles and an unfinished run, readable by its owner only. */
public final class SettingsFile {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .addMixIn(MemberId.class, AsNumber.class)
            // Of records, only the components are kept.
            .changeDefaultVisibility(all -> all.withIsGetterVisibility(Visibility.NONE))
            .build();

    /** The name in {@link InterruptedRun}. */
    private static final String EVIDENCE = "evidence";

    private final Path file;

    /** Writes a member ID as a signed number, as version 0.1 did. */
    private record AsNumber(@JsonValue long value) {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        AsNumber {}
    }

    /** Settings in this file. */
    public SettingsFile(Path file) {
        this.file = file;
    }

    /** Loads the classes that read the file, if they are not loaded yet. */
    public static void prepare() {
        // Initialising this class is all it takes.
    }

    /**
     * The settings that were loaded.
     *
     * @param settings the settings, or the defaults
     * @param notice   a sentence on what happened to a file that could not be used; otherwise empty
     */
    public record Loaded(Settings settings, String notice) {}

    /**
     * Loads the settings; never fails. A file that cannot be used is moved aside, unless it is a link or not a regular
     * file.
     */
    public Loaded load() {
        if (!Files.exists(file)) {
            return new Loaded(Settings.DEFAULT, "");
        }
        try {
            JsonNode json = MAPPER.readTree(SmallFile.text(file, SmallFile.USUAL_LIMIT, "settings"));
            int version = json.path("formatVersion").asInt(0);
            if (version > Settings.FORMAT_VERSION) {
                return setAside("A newer console wrote the settings.");
            }
            Settings settings = read(json);
            return settings == null
                    ? setAside("The settings cannot be read.")
                    : new Loaded(settings.usable(), "");
        } catch (IOException | JacksonException | NullPointerException e) {
            // A record with a missing part throws when it copies its list.
            return setAside("The settings cannot be read.");
        }
    }

    /** What only the report needs must not cost the operator the rest, if another version wrote it in another form. */
    private static Settings read(JsonNode json) {
        try {
            return MAPPER.treeToValue(json, Settings.class);
        } catch (JacksonException | NullPointerException e) {
            List<JsonNode> runs = json.findParents(EVIDENCE);
            if (runs.isEmpty()) {
                throw e;
            }
            runs.forEach(run -> ((ObjectNode) run).remove(EVIDENCE));
            return MAPPER.treeToValue(json, Settings.class);
        }
    }

    private Loaded setAside(String reason) {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return new Loaded(Settings.DEFAULT,
                    reason + " " + file + " is not a regular file, and is left as it is; this"
                            + " start has fresh settings and cannot keep them.");
        }
        Path aside = file.resolveSibling(file.getFileName() + ".unusable");
        try {
            Directories.setAside(file, aside);
            return new Loaded(Settings.DEFAULT, reason + " They were moved to " + aside
                    + ", and this start has fresh ones.");
        } catch (IOException e) {
            return new Loaded(Settings.DEFAULT,
                    reason + " This start has fresh ones, and " + ErrorMessages.of(e) + ".");
        }
    }

    /** Settings as they are saved, without what may be secret in an address, for a bug report. */
    public static String withoutSecrets(Settings settings) {
        return MAPPER.writeValueAsString(withoutSecrets(MAPPER.valueToTree(settings)));
    }

    private static JsonNode withoutSecrets(JsonNode json) {
        return switch (json) {
            case ObjectNode object -> {
                object.propertyNames().forEach(name -> object.set(name, withoutSecrets(object.path(name))));
                yield object;
            }
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    array.set(i, withoutSecrets(array.path(i)));
                }
                yield array;
            }
            // A path may contain an @ or a question mark; what else does is an address.
            case StringNode text when !text.asString().startsWith("/") ->
                StringNode.valueOf(UrlText.ofAddress(text.asString()));
            default -> json;
        };
    }

    /**
     * Replaces the whole file.
     *
     * @throws IOException if it cannot be written; the file is then unchanged
     */
    public void save(Settings settings) throws IOException {
        Directories.createMissing(Directories.parentOf(file));
        AtomicFile.replace(file, MAPPER.writeValueAsString(settings));
    }
}
