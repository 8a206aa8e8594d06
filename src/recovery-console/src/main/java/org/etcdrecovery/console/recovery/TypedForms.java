package org.etcdrecovery.console.recovery;

import java.util.Map;
import java.util.Optional;

/**
 * What the operator has typed and ticked in the steps of a run.
 *
 * @param source    what was typed in the step Source; empty if nothing was, as may be the others
 * @param checklist the states of the checklist items, by their ids
 * @param cluster   what was typed in the step Cluster
 * @param safety    what was decided in the step Safety
 */
public record TypedForms(Optional<SourceForm> source, Map<String, ChecklistItem.State> checklist,
        Optional<ClusterForm> cluster, Optional<SafetyForm> safety) {
    /** Nothing was typed. */
    public static final TypedForms NONE = new TypedForms(Optional.empty(), Map.of(), Optional.empty(),
            Optional.empty());

    /** Copies the map. */
    public TypedForms {
        checklist = Map.copyOf(checklist);
    }

    /** Returns these forms with another one for the step Source. */
    public TypedForms withSource(SourceForm form, Map<String, ChecklistItem.State> ticks) {
        return new TypedForms(Optional.of(form), ticks, cluster, safety);
    }

    /** Returns these forms with another one for the step Cluster. */
    public TypedForms withCluster(ClusterForm form) {
        return new TypedForms(source, checklist, Optional.of(form), safety);
    }

    /** Returns these forms with another one for the step Safety. */
    public TypedForms withSafety(SafetyForm form) {
        return new TypedForms(source, checklist, cluster, Optional.of(form));
    }
}
