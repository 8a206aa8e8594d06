package org.etcdrecovery.console.step.cluster;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.SeenTargets;
import org.etcdrecovery.console.recovery.TargetWords;
import org.etcdrecovery.console.step.cluster.MemberRow.Remark;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.handover.FileCommands;
import org.etcdrecovery.core.handover.RestoreCommands;
import org.etcdrecovery.core.keyspace.ClusterId;
import org.etcdrecovery.core.plan.ClusterIdentity;
import org.etcdrecovery.core.plan.Owner;
import org.etcdrecovery.core.plan.PlanResult;
import org.etcdrecovery.core.plan.Planner;
import org.etcdrecovery.core.plan.Problem.Field;
import org.etcdrecovery.core.plan.Problem.Severity;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.restore.DiskSpace;
import org.etcdrecovery.core.restore.RestorePreview;
import org.etcdrecovery.core.restore.TargetProblem;
import org.etcdrecovery.core.shell.Command;

/**
 * Everything the step Cluster says about its input: problems at their fields, IDs, disk space, the equivalent commands.
 */
final class ClusterNotes {
    /** How the core says that nothing can be created. */
    private static final String REFUSED = " cannot be created: ";
    private final Texts texts;
    private final Recovery recovery;
    private final LostCluster lost;
    private final MemberRequests requests;
    private final ReadOnlyObjectWrapper<List<Remark>> ofTable = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Identity> identity = new ReadOnlyObjectWrapper<>(
            new Identity(Optional.empty(), Optional.empty(), ""));
    private final ReadOnlyStringWrapper tokenWarning = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper tokenCode = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper targetCode = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper writeHint = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper writeProblem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper targetHint = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper targetProblem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper targetWarning = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper ownerProblem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper tolerates = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper walDirs = new ReadOnlyStringWrapper("");
    private int tableRefusals;
    private int fieldRefusals;
    private boolean warns;

    /**
     * The IDs of the old and the new cluster.
     *
     * @param old  empty if unknown: a snapshot does not contain it
     * @param now  empty while a member's ID is undetermined
     * @param open the names of the members whose ID is undetermined; otherwise empty
     */
    record Identity(Optional<ClusterId> old, Optional<ClusterId> now, String open) {}

    ClusterNotes(Texts texts, Recovery recovery, LostCluster lost, MemberRequests requests) {
        this.texts = texts;
        this.recovery = recovery;
        this.lost = lost;
        this.requests = requests;
    }

    void refresh(ClusterViewModel form, Optional<SeenTargets> seen) {
        ProblemPlacement placement = judge();
        // What this run has restored itself is not an obstacle.
        Optional<SeenTargets> current = seen
                .filter(what -> !requests.areOnHosts() && recovery.acceptedPlan().equals(Optional.of(what.plan()))
                        && recovery.execution()
                                .restored()
                                .get()
                                .filter(done -> done.plan().equals(what.plan()))
                                .isEmpty());
        current.flatMap(SeenTargets::preview)
                .ifPresent(preview -> preview.members()
                        .forEach(member -> member.problems()
                                .stream()
                                .filter(problem -> ofDirectory(problem).isEmpty())
                                .forEach(problem -> placement.take(problem.member(), problem.field(),
                                        TargetWords.of(problem, recovery)))));
        for (MemberRow row : requests.rows()) {
            List<Remark> remarks = placement.of(row);
            boolean open = requests.isLater(row) || remarks.stream()
                    .anyMatch(remark -> remark.field() == Field.PEER_URLS
                            && remark.severity() == Severity.REFUSAL);
            row.say(remarks, open
                    ? Optional.empty()
                    : row.peers().map(peers -> ClusterIdentity.memberId(peers, form.token().get().strip())),
                    lost.memberId(row.name().get().strip()), requests.isLater(row), requests.usualDataDir(row));
        }
        ofTable.set(placement.ofTable());
        tokenWarning.set(placement.warning(Field.TOKEN));
        tokenCode.set(placement.code(Field.TOKEN));
        targetProblem.set(placement.problem(Field.TARGET_VERSION));
        targetWarning.set(placement.warning(Field.TARGET_VERSION));
        targetCode.set(placement.code(Field.TARGET_VERSION));
        targetHint.set(recovery.facts()
                .flatMap(known -> known.versions().cluster())
                .map(version -> texts.get("target.stated", version.toString()))
                .orElse(texts.get("target.unknown")));
        ownerProblem.set(form.owner().get().isBlank() || Owner.parse(form.owner().get()).isPresent()
                ? ""
                : texts.get("owner.wrong"));
        sayRoom(seen, current);
        saySummary();
        tableRefusals = placement.refusals();
        fieldRefusals = (int) List.of(writeProblem, targetProblem, ownerProblem)
                .stream()
                .filter(problem -> !problem.get().isEmpty())
                .count();
        warns = placement.warns();
    }

    private ProblemPlacement judge() {
        ProblemPlacement placement = new ProblemPlacement(texts, requests.rows());
        boolean joinLater = requests.written().size() < requests.rows().size();
        recovery.plan().get().map(PlanResult::problems).orElse(List.of()).forEach(problem -> {
            boolean placeless = problem.field() == Field.DATA_DIR && !requests.hasDirectory()
                    && problem.member().isPresent()
                    && requests.rows().get(problem.member().getAsInt()).dataDir().get().isBlank();
            if (!placeless) {
                placement.take(problem);
            }
        });
        if (joinLater) {
            recovery.facts()
                    .ifPresent(facts -> Planner
                            .plan(recovery.request().get().toBuilder().members(requests.all()).build(), facts)
                            .problems()
                            .stream()
                            .filter(problem -> problem.member().isPresent() && problem.field() != Field.DATA_DIR
                                    && problem.field() != Field.TOKEN)
                            .forEach(placement::take));
        }
        return placement;
    }

    private void sayRoom(Optional<SeenTargets> seen, Optional<SeenTargets> current) {
        // Where nothing can be written, no space is free either, and more of it would not help.
        Optional<DiskSpace> full = current.flatMap(SeenTargets::preview)
                .filter(preview -> preview.members().stream().allMatch(member -> member.problems().isEmpty()))
                .flatMap(preview -> preview.spaces().stream().filter(space -> !space.suffices()).findFirst());
        if (requests.areOnHosts()) {
            writeProblem.set("");
        } else if (!requests.hasDirectory()) {
            writeProblem.set(texts.get(requests.directory().isEmpty() ? "writeInto.empty" : "writeInto.relative"));
        } else {
            writeProblem.set(current.flatMap(SeenTargets::preview)
                    .flatMap(this::ofDirectory)
                    .or(() -> full.map(this::room).map(room -> texts.get("writeInto.full", room)))
                    .or(() -> current.map(SeenTargets::failure))
                    .orElse(""));
        }
        seen.flatMap(SeenTargets::preview).ifPresent(preview -> writeHint.set(room(preview)));
    }

    /** Why nothing can be created in the directory to write into, which is one problem however many members it has. */
    private Optional<String> ofDirectory(RestorePreview preview) {
        return preview.members()
                .stream()
                .flatMap(member -> member.problems().stream())
                .flatMap(problem -> ofDirectory(problem).stream())
                .findFirst();
    }

    private Optional<String> ofDirectory(TargetProblem problem) {
        return requests.rows()
                .stream()
                .filter(row -> row.dataDir().get().isBlank() && row.name().get().strip().equals(problem.member()))
                .map(requests::usualDataDir)
                .map(directory -> directory + REFUSED)
                .filter(begin -> problem.sentence().startsWith(begin))
                .map(begin -> problem.sentence().substring(begin.length()))
                .map(why -> why.startsWith(requests.directory() + ": ")
                        ? why.substring(requests.directory().length() + 2)
                        : why)
                .map(why -> texts.get("writeInto.refused", requests.directory(), why))
                .findFirst();
    }

    private String room(RestorePreview preview) {
        return preview.spaces().stream().map(this::room).collect(Collectors.joining(texts.get("writeInto.and")));
    }

    private String room(DiskSpace space) {
        return texts.get("writeInto.room", Quantities.size(space.needed()), Quantities.size(space.free()));
    }

    private void saySummary() {
        List<MemberRow> written = requests.rows().stream().filter(row -> !requests.isLater(row)).toList();
        List<MemberRow> open = written.stream().filter(row -> row.id().get().isEmpty()).toList();
        Optional<ClusterId> now = open.isEmpty() && !written.isEmpty()
                ? Optional.of(ClusterIdentity.clusterId(
                        written.stream().flatMap(row -> row.id().get().stream()).toList()))
                : Optional.empty();
        identity.set(new Identity(lost.clusterId(), now, open.stream()
                .map(row -> row.name().get().isBlank() ? texts.get("nameless") : row.name().get())
                .collect(Collectors.joining(", "))));
        int voters = (int) written.stream().filter(row -> !row.learner().get()).count();
        tolerates.set(written.size() < requests.rows().size()
                ? texts.get("tolerates.later")
                : texts.get("tolerates.of", Math.max(0, (voters - 1) / 2), voters));
        long apart = written.stream().filter(row -> !row.walDir().get().isBlank()).count();
        walDirs.set(apart == 0
                ? texts.get("wal.none")
                : texts.get("wal.some", String.valueOf(apart), String.valueOf(written.size())));
    }

    /**
     * The commands that restore all members, in their order; the command that prints the plan if their hosts write them,
     * and what prevents it while there is none.
     */
    List<Command> commands() {
        if (refusals() > 0) {
            return List.of();
        }
        Optional<RestorePlan> plan = recovery.acceptedPlan();
        return plan.filter(each -> !requests.areOnHosts() && !each.writtenMembers().isEmpty())
                .map(each -> each.writtenMembers()
                        .stream()
                        .map(member -> RestoreCommands.of(each, member))
                        .toList())
                .orElseGet(() -> recovery.facts()
                        .map(facts -> FileCommands.plan(facts.name(), recovery.request().get()))
                        .stream()
                        .toList());
    }

    /** The number of problems that prevent a plan. */
    int refusals() {
        return tableRefusals + fieldRefusals;
    }

    /** Where those problems are. */
    String reason() {
        return texts.get(fieldRefusals == 0 ? "reason.table" : tableRefusals == 0 ? "reason.fields" : "reason.both",
                refusals());
    }

    /** Whether there is a warning. */
    boolean warns() {
        return warns;
    }

    /** The remarks on the table as a whole. */
    ReadOnlyObjectProperty<List<Remark>> ofTable() {
        return ofTable.getReadOnlyProperty();
    }

    /** The IDs of the old and the new cluster. */
    ReadOnlyObjectProperty<Identity> identity() {
        return identity.getReadOnlyProperty();
    }

    /** What is risky about the token. */
    ReadOnlyStringProperty tokenWarning() {
        return tokenWarning.getReadOnlyProperty();
    }

    /** The code of what is risky about the token; empty if nothing is. */
    ReadOnlyStringProperty tokenCode() {
        return tokenCode.getReadOnlyProperty();
    }

    /** The code of what is wrong or risky about the version; empty if nothing is. */
    ReadOnlyStringProperty targetCode() {
        return targetCode.getReadOnlyProperty();
    }

    /** How much disk space is needed and free. */
    ReadOnlyStringProperty writeHint() {
        return writeHint.getReadOnlyProperty();
    }

    /** What is wrong with the directory to write into. */
    ReadOnlyStringProperty writeProblem() {
        return writeProblem.getReadOnlyProperty();
    }

    /** Why this version is suggested. */
    ReadOnlyStringProperty targetHint() {
        return targetHint.getReadOnlyProperty();
    }

    /** Why this version is not possible. */
    ReadOnlyStringProperty targetProblem() {
        return targetProblem.getReadOnlyProperty();
    }

    /** What is risky about this version. */
    ReadOnlyStringProperty targetWarning() {
        return targetWarning.getReadOnlyProperty();
    }

    /** What is wrong with the owner. */
    ReadOnlyStringProperty ownerProblem() {
        return ownerProblem.getReadOnlyProperty();
    }

    /** How many members may fail. */
    ReadOnlyStringProperty tolerates() {
        return tolerates.getReadOnlyProperty();
    }

    /** How many members have a separate WAL directory. */
    ReadOnlyStringProperty walDirs() {
        return walDirs.getReadOnlyProperty();
    }
}
