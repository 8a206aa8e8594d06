package org.etcdrecovery.cli.verb;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.cli.terminal.Ink;
import org.etcdrecovery.cli.text.InspectionText;
import org.etcdrecovery.core.plan.PlanResult;
import org.etcdrecovery.core.plan.PlanResult.Accepted;
import org.etcdrecovery.core.plan.PlanResult.Refused;
import org.etcdrecovery.core.plan.PlanResult.Unusable;
import org.etcdrecovery.core.plan.Problem;
import org.etcdrecovery.core.plan.Problem.Severity;
import org.etcdrecovery.core.plan.ProblemCode;
import org.etcdrecovery.core.plan.RestoreRequest;
import org.etcdrecovery.core.text.Shown;

/** Says for {@code plan} and {@code restore} what speaks against a request, everything at once, and what is risky. */
final class PlanProblems {
    /** What a sound request is refused for because of what the snapshot holds. */
    private static final Set<ProblemCode> OF_SNAPSHOT = EnumSet.of(ProblemCode.HASH_MISSING, ProblemCode.HASH_WRONG,
            ProblemCode.ALARM_UNREADABLE, ProblemCode.RECORD_REFUSED, ProblemCode.STORAGE_VERSION_REFUSED,
            ProblemCode.CLUSTER_VERSION_REFUSED);

    private PlanProblems() {}

    /** The plan, or a failure that says why there is none. */
    static Accepted orFailure(PlanResult result, RestoreRequest request) throws CommandFailure {
        return switch (result) {
            case Accepted accepted -> accepted;
            case Unusable unusable -> throw new CommandFailure(ExitCode.NOT_RESTORABLE,
                    ("nothing can be restored from this file\n\n"
                            + new InspectionText(unusable.inspection(), Ink.PLAIN).all()).lines().toList());
            case Refused refused -> throw new CommandFailure(exitCode(refused.problems()),
                    ("this cannot be restored as it is asked for\n"
                            + describe(refused.problems(), request)).lines().toList());
        };
    }

    /** The problems, a paragraph each; what several members share is told once and names them. */
    static String describe(List<Problem> problems, RestoreRequest request) {
        SequencedMap<List<Object>, List<Problem>> kinds = problems.stream()
                .collect(Collectors.groupingBy(
                        problem -> List.of(problem.code(), problem.severity(), problem.message(), problem.advice()),
                        LinkedHashMap::new, Collectors.toList()));
        return kinds.values().stream().map(same -> paragraph(same, request)).collect(Collectors.joining());
    }

    private static String paragraph(List<Problem> same, RestoreRequest request) {
        Problem problem = same.getFirst();
        return (problem.severity() == Severity.REFUSAL ? "refused: " : "warning: ") + members(same, request)
                + problem.message() + " (" + problem.code().text() + ")\n         " + problem.advice() + "\n"
                + consent(problem);
    }

    private static String consent(Problem problem) {
        return problem.severity() == Severity.REFUSAL && problem.code().canBeAccepted()
                ? "         To go on in spite of it: --accept " + problem.code().text() + "\n"
                : "";
    }

    /** What is asked for is wrong, unless it is the snapshot alone that refuses it. */
    private static int exitCode(List<Problem> problems) {
        boolean onlySnapshot = problems.stream()
                .filter(problem -> problem.severity() == Severity.REFUSAL)
                .allMatch(problem -> OF_SNAPSHOT.contains(problem.code()));
        return onlySnapshot ? ExitCode.REFUSED : ExitCode.USAGE;
    }

    private static String members(List<Problem> same, RestoreRequest request) {
        List<String> names = same.stream()
                .flatMap(problem -> problem.member().stream().boxed())
                .map(index -> Shown.text(request.members().get(index).name()))
                .distinct()
                .toList();
        return switch (names.size()) {
            case 0 -> "";
            case 1 -> "member " + names.getFirst() + ": ";
            default -> "members " + String.join(", ", names) + ": ";
        };
    }
}
