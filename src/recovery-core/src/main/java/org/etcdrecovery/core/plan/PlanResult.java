package org.etcdrecovery.core.plan;

import java.util.List;

/** What planning comes to: a plan, or the reasons why there is none. */
public sealed interface PlanResult {
    /** Everything there is to say about the request, refusals and warnings. */
    List<Problem> problems();

    /**
     * The request can be carried out.
     *
     * @param plan     what would be done
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
     * @param problems at least one refusal, and the warnings
     */
    record Refused(List<Problem> problems) implements PlanResult {
        /** Copies the list. */
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
