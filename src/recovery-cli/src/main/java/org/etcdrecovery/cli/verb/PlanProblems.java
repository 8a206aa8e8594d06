package org.etcdrecovery.cli.verb;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.cli.terminal.Ink;
import org.etcdrecovery.cli.text.InspectionText;
import org.etcdrecovery.core.finding.Code;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.packed.PackedCode;
import org.etcdrecovery.core.plan.MemberRequest;
import org.etcdrecovery.core.plan.PlanResult;
import org.etcdrecovery.core.plan.PlanResult.Accepted;
import org.etcdrecovery.core.plan.PlanResult.Refused;
import org.etcdrecovery.core.plan.PlanResult.Unusable;
import org.etcdrecovery.core.plan.Problem;
import org.etcdrecovery.core.plan.Problem.Severity;
import org.etcdrecovery.core.plan.RestoreRequest;
import org.etcdrecovery.core.report.json.FailureJson;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.text.Shown;

/**
 * Reports all refusals and warnings about a request at once, for {@code plan}, {@code restore} and
 * {@code snapshot prepare}.
 */
final class PlanProblems {
    private static final String UNUSABLE = "file.unusable";
    private static final String REFUSED = "plan.refused";

    private PlanProblems() {}

    /** Returns the plan, or fails with the problems. */
    static Accepted orFailure(PlanResult result, RestoreRequest request) throws CommandFailure {
        return switch (result) {
            case Accepted accepted -> accepted;
            case Unusable unusable -> throw unusable(unusable.inspection());
            case Refused refused -> throw refused(refused.problems(), request.members());
        };
    }

    static CommandFailure unusable(Inspection inspection) {
        String message = "this file cannot be restored";
        // What is wrong with a packed file has a remedy of its own, such as naming an entry.
        String code = inspection.findings()
                .stream()
                .map(Finding::code)
                .filter(PackedCode.class::isInstance)
                .map(Code::text)
                .findFirst()
                .orElse(UNUSABLE);
        return new CommandFailure(ExitCode.NOT_RESTORABLE,
                (message + "\n\n" + new InspectionText(inspection, Ink.PLAIN).all()).lines().toList(), code,
                FailureJson.print(code, ExitCode.NOT_RESTORABLE, message, inspection));
    }

    static CommandFailure refused(List<Problem> problems, List<MemberRequest> members) {
        String message = "this request cannot be carried out";
        int exitCode = exitCode(problems);
        return new CommandFailure(exitCode, (message + "\n" + describe(problems, members)).lines().toList(), REFUSED,
                FailureJson.print(REFUSED, exitCode, message, problems, members));
    }

    /** The problems, one paragraph each; a problem of several members is printed once with their names. */
    static String describe(List<Problem> problems, List<MemberRequest> members) {
        SequencedMap<List<Object>, List<Problem>> kinds = problems.stream()
                .collect(Collectors.groupingBy(
                        problem -> List.of(problem.code(), problem.severity(), problem.message(), problem.advice()),
                        LinkedHashMap::new, Collectors.toList()));
        return kinds.values().stream().map(same -> paragraph(same, members)).collect(Collectors.joining());
    }

    private static String paragraph(List<Problem> same, List<MemberRequest> members) {
        Problem problem = same.getFirst();
        return (problem.severity() == Severity.REFUSAL ? "refused: " : "warning: ") + names(same, members)
                + problem.message() + " (" + problem.code().text() + ")\n         " + problem.advice() + "\n"
                + consent(problem);
    }

    private static String consent(Problem problem) {
        return problem.severity() == Severity.REFUSAL && problem.code().canBeAccepted()
                ? "         To restore anyway: --accept " + problem.code().text() + "\n"
                : "";
    }

    /** Wrong usage, unless only the snapshot is to blame. */
    private static int exitCode(List<Problem> problems) {
        boolean onlySnapshot = problems.stream()
                .filter(problem -> problem.severity() == Severity.REFUSAL)
                .allMatch(problem -> problem.code().isOfSnapshot());
        return onlySnapshot ? ExitCode.REFUSED : ExitCode.USAGE;
    }

    private static String names(List<Problem> same, List<MemberRequest> members) {
        List<String> names = same.stream()
                .flatMap(problem -> problem.member().stream().boxed())
                .map(index -> Shown.text(members.get(index).name()))
                .distinct()
                .toList();
        return switch (names.size()) {
            case 0 -> "";
            case 1 -> "member " + names.getFirst() + ": ";
            default -> "members " + String.join(", ", names) + ": ";
        };
    }
}
