package org.etcdrecovery.cli.verb;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.etcdrecovery.cli.options.EtcdFlags;
import org.etcdrecovery.cli.options.EtcdutlFlags;
import org.etcdrecovery.cli.options.GoValues;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.cli.text.EtcdJson;
import org.etcdrecovery.core.plan.PlanResult.Accepted;
import org.etcdrecovery.core.plan.PlanResult.Refused;
import org.etcdrecovery.core.plan.PlanResult.Unusable;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.Planner;
import org.etcdrecovery.core.plan.Problem;
import org.etcdrecovery.core.plan.Problem.Severity;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.plan.RestoreRequest;
import org.etcdrecovery.core.restore.OnePassRestore;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.SnapshotFile;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.etcdrecovery.core.snapshot.Verdict;
import picocli.CommandLine.ITypeConverter;

/** {@code snapshot restore}: restores one member, with the flags of etcdutl and the main sentences of its log. */
public final class SnapshotRestoreCommand extends EtcdVerb {
    private final EtcdutlFlags flags;

    public SnapshotRestoreCommand(Session session) {
        super(session, "Restore one member from a snapshot, with the flags of etcdutl.");
        flags = new EtcdutlFlags(options());
    }

    /** etcdctl has this verb too, up to 3.5. No file is mapped, so the size of a memory map has no effect. */
    @Override
    public Map<String, ITypeConverter<?>> unused() {
        Map<String, ITypeConverter<?>> unused = new HashMap<>(EtcdFlags.OF_BOTH);
        unused.put("--initial-memory-map-size", GoValues.UNSIGNED);
        return unused;
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        String file = onlyFile("snapshot restore requires exactly one argument");
        RestoreRequest request = flags.toRequest();
        SnapshotName name = packed().name(file);
        try (SnapshotOpener opener = packed().opener(session().environment());
                SnapshotFile snapshot = open(opener, name);
                OnePassRestore restore = new OnePassRestore(request, snapshot, progress())) {
            log("info", "restoring snapshot", places(name));
            RestorePlan plan = plan(restore.inspect(), request);
            restore.carryOut(plan);
            plan.voters().forEach(member -> log("info", "added member", describe(plan, member)));
            log("info", "restored snapshot", places(name));
        }
        return ExitCode.OK;
    }

    private SnapshotFile open(SnapshotOpener opener, SnapshotName name) throws CommandFailure, IOException {
        try {
            return opener.open(name, progress());
        } catch (NoSuchFileException e) {
            throw failure(List.of("open " + e.getFile() + ": no such file or directory"));
        }
    }

    private RestorePlan plan(Inspection inspection, RestoreRequest request) throws CommandFailure {
        return switch (Planner.plan(request, inspection)) {
            case Accepted planned -> {
                planned.problems()
                        .forEach(problem -> log("warn", problem.message() + ". " + problem.advice(), "{}"));
                yield planned.plan();
            }
            case Unusable unusable -> throw unusable(unusable.inspection());
            case Refused refused -> throw failure(sentences(refused.problems(), inspection));
        };
    }

    private static List<String> sentences(List<Problem> problems, Inspection inspection) {
        return problems.stream()
                .filter(problem -> problem.severity() == Severity.REFUSAL)
                .flatMap(problem -> Stream.of(message(problem, inspection), problem.advice()))
                .distinct()
                .toList();
    }

    /** etcdutl's own sentence, if it has one: scripts and people search for it. */
    private static String message(Problem problem, Inspection inspection) {
        return switch (problem.code()) {
            case HASH_MISSING -> "snapshot missing hash but --skip-hash-check=false";
            case HASH_WRONG -> inspection.facts()
                    .map(facts -> facts.hashes().trailingHash())
                    .map(hash -> "expected sha256 " + decimals(hash.stored()) + ", got " + decimals(hash.computed()))
                    .orElse(problem.message());
            default -> problem.message();
        };
    }

    /** Formats bytes as Go prints a byte slice. */
    private static String decimals(String hex) {
        StringJoiner numbers = new StringJoiner(" ", "[", "]");
        for (byte each : HexFormat.of().parseHex(hex)) {
            numbers.add(String.valueOf(Byte.toUnsignedInt(each)));
        }
        return numbers.toString();
    }

    private static CommandFailure unusable(Inspection inspection) {
        List<String> summaries = inspection.findings()
                .stream()
                .filter(finding -> finding.severity().preventsRestore())
                .map(finding -> finding.summary() + ". " + finding.remedy())
                .toList();
        List<String> lines = new ArrayList<>(summaries);
        if (inspection.verdict() == Verdict.NOT_A_SNAPSHOT) {
            lines.set(0, "invalid database: " + lines.getFirst());
        } else {
            lines.addFirst("snapshot file integrity check failed. " + summaries.size() + " errors found.");
        }
        return failure(lines);
    }

    private static CommandFailure failure(List<String> lines) {
        return new CommandFailure(ExitCode.ETCD_FAILED, lines);
    }

    /** Prints a line as etcdutl's logger does, without the source location. */
    private void log(String level, String message, String fields) {
        tell(Instant.now().truncatedTo(ChronoUnit.SECONDS) + "\t" + level + "\t" + message + "\t" + fields + "\n");
    }

    private String places(SnapshotName name) {
        return EtcdJson.logged(json -> json.writeStringProperty("path", name.shown())
                .writeStringProperty("wal-dir", flags.walDir().toString())
                .writeStringProperty("data-dir", flags.dataDir().toString())
                .writeStringProperty("snap-dir", flags.dataDir().resolve("member/snap").toString()));
    }

    private static String describe(RestorePlan plan, PlannedMember member) {
        return EtcdJson.logged(json -> {
            json.writeStringProperty("cluster-id", plan.clusterId().toString())
                    .writeStringProperty("local-member-id", "0")
                    .writeStringProperty("added-peer-id", member.id().toString())
                    .writeArrayPropertyStart("added-peer-peer-urls");
            member.peerUrls().forEach(json::writeString);
            json.writeEndArray().writeBooleanProperty("added-peer-is-learner", member.learner());
        });
    }
}
