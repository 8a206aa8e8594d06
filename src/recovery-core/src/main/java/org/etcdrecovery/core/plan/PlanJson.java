package org.etcdrecovery.core.plan;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.etcdrecovery.core.keyspace.EtcdRelease;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.etcdrecovery.core.snapshot.Container;
import org.etcdrecovery.core.snapshot.Quota;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.text.JsonFault;
import org.etcdrecovery.core.text.PrintedJson;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A plan as JSON: what {@code plan} prints and {@code restore --plan} carries out. Fields come in the order of
 * {@link RestorePlan}. IDs are hexadecimal strings, as etcd prints them, because they are unsigned and too large for
 * most JSON readers to keep exactly. Empty optional fields are left out.
 *
 * <p>Reading is strict, because a restore writes what it reads. It refuses an unknown field, a newer format, a value
 * that the planner would refuse, and an ID that does not derive from the URLs and the token.
 */
public final class PlanJson {
    private static final long MAX_UNSIGNED_INT = 0xFFFF_FFFFL;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private PlanJson() {}

    /** Writes a plan as indented JSON. */
    public static String write(RestorePlan plan) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("formatVersion", RestorePlan.FORMAT_VERSION);
        ObjectNode snapshot = json.putObject("snapshot");
        snapshot.put("file", plan.snapshot().name().shown());
        plan.snapshot().container().ifPresent(container -> {
            container.entry().ifPresent(entry -> snapshot.put("entry", entry));
            snapshot.put("packedSha256", container.sha256());
        });
        snapshot.put("sha256", plan.snapshot().sha256())
                .put("imageSha256", plan.snapshot().imageSha256())
                .put("imageSize", plan.snapshot().imageSize())
                .put("contentHash", Integer.toUnsignedLong(plan.snapshot().contentHash()));
        json.put("token", plan.token());
        json.put("clusterId", plan.clusterId().toString());
        var members = json.putArray("members");
        plan.members().forEach(member -> write(member, members.addObject()));
        json.put("target", plan.target().toString());
        json.put("snapshotRevision", plan.revisions().snapshot());
        json.put("revisionBump", plan.revisions().bump());
        json.put("lastRevision", plan.revisions().last());
        json.put("hashKv", Integer.toUnsignedLong(plan.hashKv()));
        json.put("livingKeys", plan.livingKeys());
        plan.keyspace().ifPresent(change -> KeyspaceJson.put(change, json.putObject("keyspace")));
        json.put("clearAlarms", plan.clearAlarms());
        json.put("skipHashCheck", plan.skipHashCheck());
        if (!plan.accepted().isEmpty()) {
            plan.accepted().stream().sorted().map(ProblemCode::text).forEach(json.putArray("accepted")::add);
        }
        plan.owner().ifPresent(owner -> json.put("owner", owner.toString()));
        plan.quota().ifPresent(quota -> json.put("quotaBackendBytes", quota.bytes()));
        json.put("readBack", plan.readBack());
        plan.warnings().forEach(json.putArray("warnings")::add);
        return PrintedJson.of(json);
    }

    /**
     * Reads a plan back.
     *
     * @param source the name of the input in messages, usually its path
     * @throws InvalidPlanException if it is not a plan, has a newer version, or was changed into something that the
     *                              planner would refuse
     */
    public static RestorePlan read(String source, String json) throws InvalidPlanException {
        JsonNode tree;
        try {
            tree = MAPPER.readTree(json);
        } catch (JacksonException e) {
            throw new InvalidPlanException(source, JsonFault.place(e).orElse(""), "not a plan: " + JsonFault.what(e)
                    + ". A plan is what the command “plan” prints");
        }
        StrictObject fields = new StrictObject(source, "", tree);
        long version = fields.number("formatVersion", Long.MAX_VALUE);
        if (version != RestorePlan.FORMAT_VERSION) {
            throw fields.fault("formatVersion", "this is version " + version + ", but this program reads version"
                    + " " + RestorePlan.FORMAT_VERSION + ". Make a new plan with this program");
        }
        RestorePlan plan = readPlan(fields);
        PlanCheck.check(source, plan);
        return plan;
    }

    private static void write(PlannedMember member, ObjectNode json) {
        json.put("id", member.id().toString());
        json.put("name", member.name());
        member.peerUrls().forEach(json.putArray("peerUrls")::add);
        member.clientUrls().forEach(json.putArray("clientUrls")::add);
        member.dataDir().ifPresent(path -> json.put("dataDir", path.toString()));
        member.walDir().ifPresent(path -> json.put("walDir", path.toString()));
        json.put("learner", member.learner());
    }

    private static RestorePlan readPlan(StrictObject fields) throws InvalidPlanException {
        List<PlannedMember> members = new ArrayList<>();
        for (StrictObject member : fields.objects("members")) {
            members.add(readMember(member));
        }
        RestorePlan plan = RestorePlanBuilder.builder()
                .snapshot(readSnapshot(fields.object("snapshot")))
                .token(fields.text("token"))
                .clusterId(fields.clusterId("clusterId"))
                .members(members)
                .target(readTarget(fields))
                .revisions(new RestorePlan.Revisions(fields.number("snapshotRevision", Long.MAX_VALUE),
                        fields.number("revisionBump", Long.MAX_VALUE), fields.number("lastRevision", Long.MAX_VALUE)))
                .hashKv((int) fields.number("hashKv", MAX_UNSIGNED_INT))
                .livingKeys(fields.number("livingKeys", Long.MAX_VALUE))
                .keyspace(fields.has("keyspace")
                        ? Optional.of(KeyspaceJson.read(fields.object("keyspace")))
                        : Optional.empty())
                .clearAlarms(fields.flag("clearAlarms"))
                .accepted(readAccepted(fields))
                .owner(readOwner(fields))
                .quota(readQuota(fields))
                .readBack(fields.flag("readBack"))
                .warnings(fields.texts("warnings"))
                .build();
        fields.end();
        return plan;
    }

    private static SnapshotRef readSnapshot(StrictObject fields) throws InvalidPlanException {
        Optional<String> entry = fields.optionalText("entry");
        Optional<Container> container = fields.optionalText("packedSha256").map(sha256 -> new Container(entry, sha256));
        if (entry.isPresent() && container.isEmpty()) {
            throw fields.fault("entry", "an entry of an archive without packedSha256");
        }
        String file = fields.text("file");
        Optional<String> address = SnapshotName.isAddress(file) ? Optional.of(file) : Optional.empty();
        SnapshotRef snapshot = new SnapshotRef(
                address.isPresent() ? SnapshotName.at(file, entry).file() : path(fields, "file", file), container,
                fields.text("sha256"),
                fields.text("imageSha256"), fields.number("imageSize", Long.MAX_VALUE),
                (int) fields.number("contentHash", MAX_UNSIGNED_INT), address);
        fields.end();
        return snapshot;
    }

    private static PlannedMember readMember(StrictObject fields) throws InvalidPlanException {
        PlannedMember member = new PlannedMember(fields.memberId("id"), fields.text("name"), fields.texts("peerUrls"),
                fields.texts("clientUrls"), readPath(fields, "dataDir"), readPath(fields, "walDir"),
                fields.flag("learner"));
        fields.end();
        return member;
    }

    private static EtcdRelease readTarget(StrictObject fields) throws InvalidPlanException {
        String text = fields.text("target");
        return EtcdRelease.parse(text)
                .filter(EtcdRelease::isReleased)
                .orElseThrow(() -> fields.fault("target", "expected " + EtcdRelease.choice() + ", found "
                        + GoQuote.quote(text)));
    }

    /** A plan of release 0.1 says only that the hash check is skipped, not whether the hash is missing or wrong. */
    private static Set<ProblemCode> readAccepted(StrictObject fields) throws InvalidPlanException {
        boolean skip = fields.flag("skipHashCheck");
        if (!fields.has("accepted")) {
            return skip ? ProblemCode.HASH_CHECK : Set.of();
        }
        Set<ProblemCode> accepted = EnumSet.noneOf(ProblemCode.class);
        for (String text : fields.texts("accepted")) {
            accepted.add(ProblemCode.acceptable(text)
                    .orElseThrow(() -> fields.fault("accepted", GoQuote.quote(text) + " cannot be accepted")));
        }
        if (skip == Collections.disjoint(accepted, ProblemCode.HASH_CHECK)) {
            throw fields.fault("accepted", "it contradicts skipHashCheck : " + skip);
        }
        return accepted;
    }

    private static Optional<Owner> readOwner(StrictObject fields) throws InvalidPlanException {
        Optional<String> text = fields.optionalText("owner");
        Optional<Owner> owner = text.flatMap(Owner::parse);
        if (text.isPresent() && owner.isEmpty()) {
            throw fields.fault("owner", "expected USER or USER:GROUP, found " + GoQuote.quote(text.get()));
        }
        return owner;
    }

    private static Optional<Quota> readQuota(StrictObject fields) throws InvalidPlanException {
        if (!fields.has("quotaBackendBytes")) {
            return Optional.empty();
        }
        long bytes = fields.number("quotaBackendBytes", Long.MAX_VALUE);
        if (bytes == 0) {
            throw fields.fault("quotaBackendBytes", "expected a number of bytes, found 0");
        }
        return Optional.of(new Quota(bytes));
    }

    private static Optional<Path> readPath(StrictObject fields, String name) throws InvalidPlanException {
        Optional<String> text = fields.optionalText(name);
        return text.isPresent() ? Optional.of(path(fields, name, text.get())) : Optional.empty();
    }

    private static Path path(StrictObject fields, String name, String text) throws InvalidPlanException {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw fields.fault(name, "not a path: " + e.getReason());
        }
    }
}
