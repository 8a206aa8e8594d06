package org.etcdrecovery.console.recovery;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.Optional;
import org.etcdrecovery.core.report.RecoveryReport.Incident;

/**
 * What the operator has typed and ticked in the steps of a run.
 *
 * @param source    what was typed in the step Source; empty if nothing was, as may be the others
 * @param checklist the states of the checklist items, by their ids
 * @param cluster   what was typed in the step Cluster
 * @param safety    what was decided in the step Safety
 * @param ticked    the ID of the cluster that the checklist was answered for; not saved while it is unknown
 * @param rehearsal what was typed for a rehearsal; not saved while it is empty, like what follows
 * @param incident  what was noted for the report in the step Verify
 * @param handOver  what was chosen and typed in the step Start
 * @param delivery  what was chosen and typed there for a delivery over SSH
 * @param fetch     what was typed in the step Source to fetch data directories
 */
public record TypedForms(Optional<SourceForm> source, Map<String, ChecklistItem.State> checklist,
        Optional<ClusterForm> cluster, Optional<SafetyForm> safety,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> ticked,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<RehearsalForm> rehearsal,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Incident> incident,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<HandOverForm> handOver,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<DeliveryForm> delivery,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<FetchForm> fetch) {
    /** Nothing was typed. */
    public static final TypedForms NONE = new TypedForms(Optional.empty(), Map.of(), Optional.empty(),
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty());

    /** Copies the map. */
    public TypedForms {
        checklist = Map.copyOf(checklist);
    }

    /** Returns these forms with another one for the step Source, and the answers to the checklist of a cluster. */
    public TypedForms withSource(SourceForm form, Map<String, ChecklistItem.State> answers, Optional<String> of) {
        return new TypedForms(Optional.of(form), answers, cluster, safety, of, rehearsal, incident, handOver, delivery,
                fetch);
    }

    /** Returns these forms with another one for the step Cluster. */
    public TypedForms withCluster(ClusterForm form) {
        return new TypedForms(source, checklist, Optional.of(form), safety, ticked, rehearsal, incident, handOver,
                delivery, fetch);
    }

    /** Returns these forms with another one for the step Safety. */
    public TypedForms withSafety(SafetyForm form) {
        return new TypedForms(source, checklist, cluster, Optional.of(form), ticked, rehearsal, incident, handOver,
                delivery, fetch);
    }

    /** Returns these forms with another one for a rehearsal. */
    public TypedForms withRehearsal(RehearsalForm form) {
        return new TypedForms(source, checklist, cluster, safety, ticked, Optional.of(form), incident, handOver,
                delivery, fetch);
    }

    /** Returns these forms with other notes for the report. */
    public TypedForms withIncident(Incident noted) {
        return new TypedForms(source, checklist, cluster, safety, ticked, rehearsal, Optional.of(noted), handOver,
                delivery, fetch);
    }

    /** Returns these forms with another one for the step Start. */
    public TypedForms withHandOver(HandOverForm form) {
        return new TypedForms(source, checklist, cluster, safety, ticked, rehearsal, incident, Optional.of(form),
                delivery, fetch);
    }

    /** Returns these forms with another one for a delivery over SSH. */
    public TypedForms withDelivery(DeliveryForm form) {
        return new TypedForms(source, checklist, cluster, safety, ticked, rehearsal, incident, handOver,
                Optional.of(form), fetch);
    }

    /** Returns these forms with another one to fetch data directories. */
    public TypedForms withFetch(FetchForm form) {
        return new TypedForms(source, checklist, cluster, safety, ticked, rehearsal, incident, handOver, delivery,
                Optional.of(form));
    }
}
