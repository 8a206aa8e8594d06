package org.etcdrecovery.core.plan;

import java.util.List;
import org.etcdrecovery.core.snapshot.Inspection;

/** The outcome of planning a prepared snapshot: a plan, or the reasons against one. */
public sealed interface PrepareResult {
    /**
     * The file cannot be restored, so there is nothing to prepare.
     *
     * @param inspection the findings that say why
     */
    record Unusable(Inspection inspection) implements PrepareResult {}

    /**
     * The request can be carried out.
     *
     * @param plan the plan
     */
    record Accepted(PreparePlan plan) implements PrepareResult {}

    /**
     * The request cannot be carried out.
     *
     * @param problems at least one refusal, and any warnings
     */
    record Refused(List<Problem> problems) implements PrepareResult {
        /** Copies the list. */
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
