package org.etcdrecovery.console.recovery;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.Optional;

/**
 * What the operator has typed and ticked in the steps of a run.
 *
 * @param source    what was typed in the step Source; empty if nothing was, as may be the others
 * @param checklist the states of the checklist items, by their ids
 * @param cluster   what was typed in the step Cluster
 * @param safety    what was decided in the step Safety
 * @param ticked    the ID of the cluster that the checklist was answered for; not saved while it is unknown
 */
public record TypedForms(Optional<SourceForm> source, Map<String, ChecklistItem.State> checklist,
        Optional<ClusterForm> cluster, Optional<SafetyForm> safety,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> ticked) {
    /** Nothing was typed. */
    public static final TypedForms NONE = new TypedForms(Optional.empty(), Map.of(), Optional.empty(),
            Optional.empty(), Optional.empty());

    /** Copies the map. */
    public TypedForms {
        checklist = Map.copyOf(checklist);
    }

    /** Returns these forms with another one for the step Source, and the answers to the checklist of a cluster. */
    public TypedForms withSource(SourceForm form, Map<String, ChecklistItem.State> answers, Optional<String> of) {
        return new TypedForms(Optional.of(form), answers, cluster, safety, of);
    }

    /** Returns these forms with another one for the step Cluster. */
    public TypedForms withCluster(ClusterForm form) {
        return new TypedForms(source, checklist, Optional.of(form), safety, ticked);
    }

    /** Returns these forms with another one for the step Safety. */
    public TypedForms withSafety(SafetyForm form) {
        return new TypedForms(source, checklist, cluster, Optional.of(form), ticked);
    }
}
