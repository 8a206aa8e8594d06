package org.etcdrecovery.core.cluster.save;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.etcdrecovery.core.files.AtomicFile;
import org.etcdrecovery.core.keyspace.Alarm;
import org.etcdrecovery.core.origin.RecordedOrigin;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.SnapshotFacts;
import org.etcdrecovery.core.text.PrintedJson;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps what is known when a snapshot is saved but cannot be read from it later, in {@code FILE.manifest.json} beside
 * it. A snapshot holds neither the cluster ID nor the member nor the server version, and with the hashes the file can
 * be checked later. {@link RecordedOrigin} reads it.
 *
 * <p>IDs are hex texts, hashes lower-case hex, times UTC.
 */
public final class Manifest {
    /** The version of this document. */
    private static final int FORMAT_VERSION = 1;

    private Manifest() {}

    /** The path of a snapshot's manifest. */
    public static Path pathFor(Path snapshot) {
        return RecordedOrigin.manifestOf(snapshot);
    }

    /**
     * Writes the manifest of a snapshot, and replaces that of an earlier file with the same name.
     *
     * @param saved      the snapshot
     * @param inspection what an inspection found in the file; empty if it was not inspected
     * @param time       when it was saved
     * @return the path of the manifest
     * @throws IOException if it cannot be written
     */
    public static Path write(SavedSnapshot saved, Optional<Inspection> inspection, Instant time) throws IOException {
        Path path = pathFor(saved.file());
        AtomicFile.replace(path, print(saved, inspection, time));
        return path;
    }

    /** The inspection of a saved snapshot, as it will be once the manifest lies beside it. */
    public static Inspection describe(SavedSnapshot saved, Inspection inspection, Instant time) {
        return inspection.withManifest(print(saved, Optional.of(inspection), time));
    }

    /** The manifest as text, ending with a line feed; the parameters are those of {@link #write}. */
    public static String print(SavedSnapshot saved, Optional<Inspection> inspection, Instant time) {
        return PrintedJson.of(json(saved, inspection, time)) + "\n";
    }

    /**
     * The manifest of a snapshot in a store.
     *
     * @param name  its name there
     * @param holds the names of earlier snapshots that must be kept until the operator accepts that keys or bytes fell
     */
    public static String print(SavedSnapshot saved, Optional<Inspection> inspection, Instant time, String name,
            Set<String> holds) {
        ObjectNode json = json(saved, inspection, time);
        json.put("file", name);
        if (!holds.isEmpty()) {
            holds.stream().sorted().forEach(json.putArray("holds")::add);
        }
        return PrintedJson.of(json) + "\n";
    }

    private static ObjectNode json(SavedSnapshot saved, Optional<Inspection> inspection, Instant time) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("formatVersion", FORMAT_VERSION);
        json.put("time", time.truncatedTo(ChronoUnit.SECONDS).toString());
        json.put("file", saved.file().getFileName().toString());
        json.put("size", saved.size());
        json.put("sha256", saved.sha256());
        json.put("imageSha256", saved.imageSha256());
        json.put("endpoint", saved.endpoint().url());
        json.put("clusterId", saved.member().clusterId().toString());
        json.put("memberId", saved.member().memberId().toString());
        json.put("memberName", saved.memberName());
        json.put("serverVersion", saved.member().version());
        json.put("storageVersion", saved.storageVersion());
        json.put("hadLeader", saved.member().hasLeader());
        ArrayNode alarms = json.putArray("alarms");
        for (Alarm alarm : saved.member().alarms()) {
            alarms.addObject().put("memberId", alarm.memberId().toString()).put("kind", alarm.kind().name());
        }
        inspection.ifPresent(judged -> json.put("verdict", judged.verdict().name()));
        inspection.flatMap(Inspection::facts).ifPresent(facts -> put(facts, json));
        return json;
    }

    private static void put(SnapshotFacts facts, ObjectNode json) {
        json.put("revision", facts.status().revision());
        json.put("compactRevision", facts.revisions().compacted());
        json.put("keys", facts.servedKeys());
        json.put("sizeInUse", facts.status().sizeInUse());
        facts.versions().cluster().ifPresent(version -> json.put("clusterVersion", version.toString()));
        json.put("authEnabled", facts.authEnabled());
        ObjectNode kubernetes = json.putObject("kubernetes");
        kubernetes.put("found", facts.kubernetes());
        kubernetes.put("encryptedAtRest", !facts.encryption().isEmpty());
        facts.encryption().stream().sorted().forEach(kubernetes.putArray("encryption")::add);
    }
}
