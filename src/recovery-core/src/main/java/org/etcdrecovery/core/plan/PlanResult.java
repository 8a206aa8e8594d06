package org.etcdrecovery.core.plan;

import java.util.List;
import org.etcdrecovery.core.snapshot.Inspection;

/** The outcome of planning: a plan, or the reasons against one. */
public sealed interface PlanResult {
    /** All refusals and warnings about the request; empty if the file cannot be used. */
    List<Problem> problems();

    /**
     * The file cannot be restored, whatever the request.
     *
     * @param inspection the findings that say why
     */
    record Unusable(Inspection inspection) implements PlanResult {
        @Override
        public List<Problem> problems() {
            return List.of();
        }
    }

    /**
     * The request can be carried out.
     *
     * @param plan     the plan
     * @param problems warnings only
     */
    record Accepted(RestorePlan plan, List<Problem> problems) implements PlanResult {
        /** Copies the list. */
        public Accepted {
            problems = List.copyOf(problems);
        }
    }

    /**
     * The request cannot be carried out.
     *
     * @param problems at least one refusal, and any warnings
     */
    record Refused(List<Problem> problems) implements PlanResult {
        /** Copies the list. */
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
