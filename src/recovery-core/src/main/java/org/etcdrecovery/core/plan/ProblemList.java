package org.etcdrecovery.core.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.etcdrecovery.core.plan.Problem.Field;
import org.etcdrecovery.core.plan.Problem.Severity;

/** Collects problems in the order they are found. */
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

    /**
     * Refuses a text with an invisible character.
     *
     * @param what what the text is, such as {@code name}
     */
    void refuseHiddenCharacter(ProblemCode code, Field field, OptionalInt member, String what, String text) {
        problems.add(new Problem(code, Severity.REFUSAL, field, member,
                "The " + what + " " + GoQuote.quote(text) + " contains an invisible character",
                "Unit files and environment files cannot hold control characters, and other invisible ones mislead"
                        + " readers. Choose another."));
    }

    boolean hasRefusal() {
        return problems.stream().anyMatch(problem -> problem.severity() == Severity.REFUSAL);
    }

    /** Which of the problems that the operator accepted were found. */
    Set<ProblemCode> accepted(Set<ProblemCode> requested) {
        return problems.stream().map(Problem::code).filter(requested::contains).collect(Collectors.toUnmodifiableSet());
    }

    List<Problem> toList() {
        return List.copyOf(problems);
    }
}
