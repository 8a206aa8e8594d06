package org.etcdrecovery.core.store;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.etcdrecovery.core.keyspace.ClusterId;
import org.etcdrecovery.core.origin.RecordedOrigin.Way;
import org.etcdrecovery.core.snapshot.Verdict;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a manifest of this program says of the file beside it.
 *
 * @param way       how the file was made
 * @param time      when
 * @param size      its size in bytes
 * @param sha256    its SHA-256, in lower-case hex
 * @param clusterId the cluster that it was saved from; empty if no member sent it
 * @param revision  its last revision; empty if it was not inspected, or is damaged
 * @param keys      how many keys exist in it; empty as the revision is
 * @param bytes     how many bytes of it are in use; empty as the revision is
 * @param verdict   the verdict; empty if it was not inspected
 * @param holds     the names of earlier snapshots that must be kept until the operator accepts a fall
 */
public record StoredManifest(Way way, Instant time, long size, String sha256, Optional<ClusterId> clusterId,
        OptionalLong revision, OptionalLong keys, OptionalLong bytes, Optional<Verdict> verdict, Set<String> holds) {
    /** The largest manifest that is read, in bytes. */
    public static final int LIMIT = 4 << 20;

    private static final int MOST_HOLDS = 1000;

    /** Copies the set. */
    public StoredManifest {
        holds = Set.copyOf(holds);
    }

    /** Reads a manifest; empty if the text is none. */
    public static Optional<StoredManifest> read(String text) {
        try {
            JsonNode json = JsonMapper.shared().readTree(text);
            for (Way way : Way.values()) {
                JsonNode file = file(json, way);
                if (file.path("sha256").asString("").length() == 64 && file.path("size").isIntegralNumber()) {
                    return Optional.of(read(json, file, way));
                }
            }
            return Optional.empty();
        } catch (JacksonException | DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** The part of a manifest that describes the file itself. */
    private static JsonNode file(JsonNode json, Way way) {
        return switch (way) {
            case SAVE -> json;
            case RESCUE -> json.path("snapshot");
            case SALVAGE -> json.path("written");
            case PREPARE -> json.path("prepared");
        };
    }

    private static StoredManifest read(JsonNode json, JsonNode file, Way way) {
        Set<String> holds = new HashSet<>();
        for (JsonNode hold : json.path("holds")) {
            if (holds.size() < MOST_HOLDS) {
                holds.add(hold.asString(""));
            }
        }
        return new StoredManifest(way, Instant.parse(json.path("time").asString("")), file.path("size").asLong(),
                file.path("sha256").asString(""), clusterId(json.path("clusterId").asString("")),
                number(json, "revision"), number(json, "keys"), number(json, "sizeInUse"),
                verdict(file.path("verdict").asString("")), holds);
    }

    private static Optional<ClusterId> clusterId(String text) {
        try {
            return Optional.of(ClusterId.parse(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static OptionalLong number(JsonNode json, String field) {
        return json.path(field).isIntegralNumber()
                ? OptionalLong.of(json.path(field).asLong())
                : OptionalLong.empty();
    }

    /** {@code RESTORABLE_WITH_CARE} after a save, {@code restorableWithCare} after a rescue. */
    private static Optional<Verdict> verdict(String text) {
        String plain = text.replace("_", "").toLowerCase(Locale.ROOT);
        for (Verdict verdict : Verdict.values()) {
            if (verdict.name().replace("_", "").toLowerCase(Locale.ROOT).equals(plain)) {
                return Optional.of(verdict);
            }
        }
        return Optional.empty();
    }
}
