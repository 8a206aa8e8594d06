package org.etcdrecovery.core.restore;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.etcdrecovery.core.edit.EditedKeyspace;
import org.etcdrecovery.core.edit.KeyspaceSurvey;
import org.etcdrecovery.core.plan.InvalidPlanException;
import org.etcdrecovery.core.plan.MemberRequest;
import org.etcdrecovery.core.plan.PlanJson;
import org.etcdrecovery.core.plan.PlanResult;
import org.etcdrecovery.core.plan.Planner;
import org.etcdrecovery.core.plan.Problem;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.plan.RestoreRequest;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.Container;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.Inspector;
import org.etcdrecovery.core.snapshot.SnapshotFile;
import org.etcdrecovery.core.text.Counted;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a snapshot says about a plan that was read from a file: the planner makes the same plan of it. Otherwise a number
 * that was changed by hand would show only when the cluster does not answer with it, and etcd or the disk would be blamed.
 *
 * @param inspection what was found in the snapshot; without facts it cannot be restored, and nothing was compared
 * @param warnings   the warnings that the planner gives; those in the file may have been removed
 */
public record PlanFit(Inspection inspection, List<String> warnings) {
    /** What follows from more than the snapshot and the request, or only informs. */
    private static final Set<String> NOT_COMPARED = Set.of("warnings", "accepted", "skipHashCheck",
            "quotaBackendBytes");

    /** Copies the list. */
    public PlanFit {
        warnings = List.copyOf(warnings);
    }

    /**
     * Inspects the snapshot of a plan and compares.
     *
     * @param source   the name of the plan in messages, usually its path
     * @param snapshot the file that the plan names
     * @throws InvalidPlanException if the plan says something else than the planner
     * @throws RestoreException     if the plan was made for another file
     * @throws IOException          if the snapshot cannot be read
     */
    public static PlanFit inspect(RestorePlan plan, String source, SnapshotFile snapshot, Progress progress)
            throws IOException {
        Inspection inspection = Inspector.inspect(snapshot, progress, _ -> {});
        if (inspection.facts().isEmpty()) {
            return new PlanFit(inspection, List.of());
        }
        requireSameFile(plan, snapshot, progress);
        RestoreRequest request = request(plan, snapshot, progress);
        return switch (Planner.plan(request, inspection)) {
            case PlanResult.Accepted accepted -> {
                compare(source, plan, accepted.plan());
                yield new PlanFit(inspection, accepted.plan().warnings());
            }
            case PlanResult.Refused refused -> throw misfit(source, "", refused.problems()
                    .stream()
                    .filter(problem -> problem.severity() == Problem.Severity.REFUSAL)
                    .map(problem -> problem.message() + ". " + problem.advice())
                    .findFirst()
                    .orElseThrow());
            case PlanResult.Unusable _ -> throw new IllegalStateException("there are facts");
        };
    }

    /**
     * Compares the hashes of a file with those in a plan.
     *
     * @throws RestoreException if the plan was made for another file
     */
    static void requireSameFile(RestorePlan plan, SnapshotFile snapshot, Progress progress) throws IOException {
        Optional<String> container = snapshot.container(progress).map(Container::sha256);
        Optional<String> planned = plan.snapshot().container().map(Container::sha256);
        if (!container.equals(planned)) {
            throw RestoreException.refusal(snapshot.shown() + " is not the file that the plan was made for: "
                    + packed(container) + ", planned was that " + packed(planned) + ". Make a new plan for it.");
        }
        String sha256 = snapshot.hashes(progress).sha256();
        if (!sha256.equals(plan.snapshot().sha256())) {
            throw RestoreException.refusal(snapshot.shown() + " is not the file that the plan was made for: its SHA-256"
                    + " is " + sha256 + ", planned was " + plan.snapshot().sha256() + ". Make a new plan for it.");
        }
    }

    private static String packed(Optional<String> sha256) {
        return sha256.map(hash -> "the SHA-256 of the packed file is " + hash).orElse("it is not packed");
    }

    /** What must have been asked for to get the plan. */
    private static RestoreRequest request(RestorePlan plan, SnapshotFile snapshot, Progress progress)
            throws IOException {
        List<MemberRequest> members = plan.members()
                .stream()
                .map(member -> new MemberRequest(member.name(), member.peerUrls(), member.clientUrls(),
                        member.dataDir(), member.walDir(), member.learner()))
                .toList();
        Optional<EditedKeyspace> keyspace = plan.keyspace().isEmpty()
                ? Optional.empty()
                : Optional.of(KeyspaceSurvey.of(snapshot, plan.keyspace().get().edit(), progress));
        RestoreRequest.Builder request = RestoreRequest.builder(members, plan.token())
                .target(plan.target().minorVersion())
                .revisionBump(plan.revisions().bump())
                .markCompacted(plan.revisions().marksCompacted())
                .clearAlarms(plan.clearAlarms())
                .accepted(plan.accepted())
                .owner(plan.owner())
                .skipReadBack(!plan.readBack())
                .keyspace(keyspace);
        plan.quota().ifPresent(request::quota);
        return request.build();
    }

    private static void compare(String source, RestorePlan plan, RestorePlan made) throws InvalidPlanException {
        JsonMapper mapper = JsonMapper.shared();
        compare(source, "", mapper.readTree(PlanJson.write(plan)), mapper.readTree(PlanJson.write(made)));
    }

    private static void compare(String source, String path, JsonNode planned, JsonNode made)
            throws InvalidPlanException {
        if (NOT_COMPARED.contains(path) || planned.equals(made)) {
            return;
        }
        if (planned.isObject() && made.isObject()) {
            Set<String> names = new LinkedHashSet<>(made.propertyNames());
            names.addAll(planned.propertyNames());
            for (String name : names) {
                compare(source, path.isEmpty() ? name : path + '.' + name, planned.path(name), made.path(name));
            }
        } else if (planned.isArray() && made.isArray() && planned.size() == made.size()) {
            for (int i = 0; i < made.size(); i++) {
                compare(source, path + '[' + i + ']', planned.path(i), made.path(i));
            }
        } else {
            throw misfit(source, path, "it says " + shown(planned) + ", but for this snapshot it must be "
                    + shown(made) + '.');
        }
    }

    private static String shown(JsonNode value) {
        if (value.isMissingNode()) {
            return "nothing";
        }
        return value.isArray() ? Counted.of(value.size(), "entry", "entries") : value.toString();
    }

    /** @param what is wrong, as sentences */
    private static InvalidPlanException misfit(String source, String place, String what) {
        return new InvalidPlanException(source, place, "the plan does not fit the snapshot: " + what
                + " Make the plan again with the command “plan”");
    }
}
