package org.etcdrecovery.core.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.etcdrecovery.core.plan.Problem.Field;
import org.etcdrecovery.core.plan.Problem.Severity;

/** Gathers problems in the order they are found. */
final class ProblemList {
    private final List<Problem> problems = new ArrayList<>();

    void refuse(ProblemCode code, Field field, String message, String advice) {
        problems.add(new Problem(code, Severity.REFUSAL, field, OptionalInt.empty(), message, advice));
    }

    void refuse(ProblemCode code, Field field, int member, String message, String advice) {
        problems.add(new Problem(code, Severity.REFUSAL, field, OptionalInt.of(member), message, advice));
    }

    void warn(ProblemCode code, Field field, String message, String advice) {
        problems.add(new Problem(code, Severity.WARNING, field, OptionalInt.empty(), message, advice));
    }

    void warn(ProblemCode code, Field field, int member, String message, String advice) {
        problems.add(new Problem(code, Severity.WARNING, field, OptionalInt.of(member), message, advice));
    }

    boolean hasRefusal() {
        return problems.stream().anyMatch(problem -> problem.severity() == Severity.REFUSAL);
    }

    List<Problem> toList() {
        return List.copyOf(problems);
    }
}
