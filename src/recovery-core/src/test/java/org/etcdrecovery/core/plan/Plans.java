package org.etcdrecovery.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import org.assertj.core.api.ListAssert;
import org.assertj.core.groups.Tuple;
import org.etcdrecovery.core.plan.Problem.Field;
import org.etcdrecovery.core.plan.Problem.Severity;

/** Plans requests and returns the accepted plan or the refusals. */
final class Plans {
    private static final OptionalInt ALL = OptionalInt.empty();

    private Plans() {}

    static RestoreRequest.Builder members(MemberRequest... members) {
        return RestoreRequest.builder(List.of(members), "newtok");
    }

    static RestorePlan accepted(RestoreRequest.Builder request, Samples snapshot) {
        PlanResult result = Planner.plan(request.build(), snapshot.facts());
        assertThat(result).isInstanceOf(PlanResult.Accepted.class);
        assertThat(result.problems()).extracting(Problem::severity)
                .containsOnly(
                        result.problems().stream().map(problem -> Severity.WARNING).toArray(Severity[]::new));
        return ((PlanResult.Accepted) result).plan();
    }

    static List<Problem> refused(RestoreRequest.Builder request, Samples snapshot) {
        PlanResult result = Planner.plan(request.build(), snapshot.facts());
        assertThat(result).isInstanceOf(PlanResult.Refused.class);
        return result.problems().stream().filter(problem -> problem.severity() == Severity.REFUSAL).toList();
    }

    static ListAssert<Tuple> refusals(RestoreRequest.Builder request) {
        return assertThat(refused(request, Samples.PLAIN).stream()
                .map(problem -> Tuple.tuple(problem.field(), problem.member(), problem.message()))
                .toList());
    }

    static Tuple refusal(Field field, int member, String message) {
        return Tuple.tuple(field, OptionalInt.of(member), message);
    }

    static Tuple refusal(Field field, String message) {
        return Tuple.tuple(field, ALL, message);
    }
}
