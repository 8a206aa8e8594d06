package org.etcdrecovery.core.plan;

import java.util.List;
import org.etcdrecovery.core.snapshot.Inspection;

/** The outcome of planning: a plan, or the reasons why there is none. */
public sealed interface PlanResult {
    /** Everything there is to say about the request, refusals and warnings; empty if the file cannot be used. */
    List<Problem> problems();

    /**
     * No request can be carried out with this file.
     *
     * @param inspection says why
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
