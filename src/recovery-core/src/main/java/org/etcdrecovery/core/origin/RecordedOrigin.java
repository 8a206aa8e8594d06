package org.etcdrecovery.core.origin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.etcdrecovery.core.files.SmallFile;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.keyspace.ClusterId;
import org.etcdrecovery.core.text.Counted;
import org.etcdrecovery.core.text.Shown;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How this program made a snapshot, by the manifest that it wrote beside it. The texts in it come from outside and are
 * escaped.
 *
 * @param way      how
 * @param time     when
 * @param from     the endpoint, the data directory or the other file that it was made from
 * @param member   the name of the member that sent it; empty if it has none or none sent it
 * @param cluster  the ID of the cluster whose data it holds; empty if it is not recorded
 * @param lacks    what is or may be missing from it, in a few words; empty if nothing is known to be
 * @param accepted the findings that the operator agreed to, in words with their codes
 */
public record RecordedOrigin(Way way, Instant time, String from, String member, Optional<ClusterId> cluster,
        String lacks, List<String> accepted) {
    private static final String ENDING = ".manifest.json";
    private static final Pattern CLUSTER_ID = Pattern.compile("[0-9a-f]{1,16}");
    /** More than there are codes. */
    private static final int MOST_ACCEPTED = 100;

    /** Copies the list. */
    public RecordedOrigin {
        accepted = List.copyOf(accepted);
    }

    /** How a snapshot was made. */
    public enum Way {
        /** A member sent it. */
        SAVE,
        /** From a dead member's database and log. */
        RESCUE,
        /** From what still reads of a damaged file. */
        SALVAGE,
        /** From another snapshot, with the changes of a restore in it. */
        PREPARE
    }

    /** The path of a snapshot's manifest. */
    public static Path manifestOf(Path snapshot) {
        return snapshot.resolveSibling(snapshot.getFileName() + ENDING);
    }

    /**
     * Reads the manifest beside a snapshot.
     *
     * @param sha256 the SHA-256 of the snapshot: a manifest of other bytes says nothing about it
     * @return empty if there is no manifest, if it cannot be read, or if it is of another file
     */
    public static Optional<RecordedOrigin> of(Path snapshot, String sha256) {
        try {
            return in(SmallFile.text(manifestOf(snapshot), SmallFile.USUAL_LIMIT, "manifest"), sha256);
        } catch (IOException e) {
            // The snapshot is what matters; without a manifest its origin is unknown.
            return Optional.empty();
        }
    }

    /**
     * When a snapshot was made, as the manifest beside it says; without one, when the file was last written.
     *
     * @param sha256 as in {@link #of}
     * @throws IOException if the file system does not tell
     */
    public static Instant timeOf(Path snapshot, String sha256) throws IOException {
        Optional<Instant> made = of(snapshot, sha256).map(RecordedOrigin::time);
        return made.isPresent() ? made.get() : Files.getLastModifiedTime(snapshot).toInstant();
    }

    /**
     * Reads a manifest, before it is written or after.
     *
     * @param sha256 the SHA-256 of the snapshot that it is beside
     * @return empty if it is not a manifest, or is of another file
     */
    public static Optional<RecordedOrigin> in(String manifest, String sha256) {
        try {
            JsonNode json = JsonMapper.shared().readTree(manifest);
            for (Way way : Way.values()) {
                if (writtenIn(json, way).path("sha256").asString("").equals(sha256)) {
                    return Optional.of(read(json, way));
                }
            }
            return Optional.empty();
        } catch (JacksonException | DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** The part of a manifest that describes the file itself. */
    private static JsonNode writtenIn(JsonNode json, Way way) {
        return switch (way) {
            case SAVE -> json;
            case RESCUE -> json.path("snapshot");
            case SALVAGE -> json.path("written");
            case PREPARE -> json.path("prepared");
        };
    }

    private static RecordedOrigin read(JsonNode json, Way way) {
        String from = switch (way) {
            case SAVE -> "endpoint";
            case RESCUE -> "dataDir";
            case SALVAGE -> "salvagedFrom";
            case PREPARE -> "preparedFrom";
        };
        return new RecordedOrigin(way, Instant.parse(json.path("time").asString("")),
                Shown.message(json.path(from).asString("")), Shown.name(json.path("memberName").asString("")),
                cluster(json), lacks(json, way), accepted(json));
    }

    /** A member that is not in a cluster has the ID 0. */
    private static Optional<ClusterId> cluster(JsonNode json) {
        return Optional.of(json.path("clusterId").asString(""))
                .filter(id -> CLUSTER_ID.matcher(id).matches())
                .map(ClusterId::parse)
                .filter(id -> id.value() != 0);
    }

    private static String lacks(JsonNode json, Way way) {
        return switch (way) {
            case SAVE -> json.path("hadLeader").asBoolean(true) ? "" : "may lack the last writes";
            case RESCUE -> rescueLacks(json);
            case PREPARE -> Shown.message(json.path("lacks").asString(""));
            case SALVAGE -> {
                int ranges = json.path("lostRevisions").size();
                yield ranges == 0
                        ? "salvaged, may lack data"
                        : "salvaged, lacks " + Counted.of(ranges, "range") + " of revisions";
            }
        };
    }

    private static String rescueLacks(JsonNode json) {
        String stated = json.path("lacks").asString("");
        if (!stated.isEmpty()) {
            return Shown.name(stated);
        }
        long unused = json.path("entries").path("unused").asLong(0);
        if (unused > 0) {
            return "lacks " + Counted.of(unused, "log entry", "log entries");
        }
        long leftOut = json.path("entries").path("leftOut").asLong(0);
        if (leftOut > 0) {
            return Counted.of(leftOut, "log entry", "log entries") + " left out";
        }
        return json.path("accepted").isEmpty() ? "" : "may lack writes";
    }

    private static List<String> accepted(JsonNode json) {
        List<String> words = new ArrayList<>();
        for (JsonNode code : json.path("accepted")) {
            if (words.size() == MOST_ACCEPTED) {
                break;
            }
            String text = Shown.name(code.asString(""));
            String summary = "";
            for (JsonNode finding : json.path("findings")) {
                if (finding.path("code").asString("").equals(code.asString(""))) {
                    summary = Shown.message(finding.path("summary").asString(""));
                    break;
                }
            }
            words.add(summary.isEmpty() ? text : summary + " (" + text + ")");
        }
        return words;
    }

    /** How the snapshot was made, in a few words. */
    public String words() {
        return made() + (lacks.isEmpty() ? "" : "; " + lacks);
    }

    private String made() {
        return switch (way) {
            case SAVE -> "saved from " + (member.isEmpty() ? from : member + ", " + from);
            case RESCUE -> "made of the data directory " + from;
            case SALVAGE -> "salvaged from " + from;
            case PREPARE -> "prepared from " + from;
        } + ", " + time;
    }

    /** What to know before this snapshot is restored; empty if nothing is known to be missing. */
    public Optional<Finding> finding() {
        if (lacks.isEmpty()) {
            return Optional.empty();
        }
        String why = switch (way) {
            case SAVE -> "That member had no leader. What was in its log and not applied yet is not in the file.";
            case RESCUE -> "The log of that directory was not applied completely, or not with certainty.";
            case SALVAGE -> "It holds what still read of that file.";
            case PREPARE -> "What that file lacked is missing from it too, and what was wrong in it is wrong here.";
        };
        return Optional.of(new Finding(OriginCode.INCOMPLETE, Severity.CARE, "", "The manifest says: " + lacks,
                "The snapshot was " + made() + ". " + why,
                "Prefer a newer or a complete backup if there is one. The manifest beside the file has the details."));
    }
}
