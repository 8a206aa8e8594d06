package org.etcdrecovery.console.recovery;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.MemberList;
import org.etcdrecovery.core.cluster.connect.MemberStatus;
import org.etcdrecovery.core.cluster.probe.MemberProbe;
import org.etcdrecovery.core.cluster.probe.ProbeReport;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment;
import org.etcdrecovery.core.keyspace.ClusterId;

/** What a run knows of the old cluster, and what the operator has said about it. Used on the FX thread only. */
public final class OldCluster {
    private final ReadOnlyObjectWrapper<Optional<ConnectionSettings>> connection = new ReadOnlyObjectWrapper<>(
            Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<ProbeReport>> report = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<QuorumAssessment>> assessment = new ReadOnlyObjectWrapper<>(
            Optional.empty());
    private final ReadOnlyBooleanWrapper understood = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<List<ChecklistItem>> checklist = new ReadOnlyObjectWrapper<>(List.of());
    /** How it is to be reached by what is typed; empty if that is incomplete. */
    private Optional<ConnectionSettings> typed = Optional.empty();
    /** The cluster that answered last. */
    private Optional<ClusterId> id = Optional.empty();
    /** What was known before a restart, until the members are asked again. */
    private Optional<QuorumAssessment> before = Optional.empty();
    private boolean understoodBefore;

    OldCluster() {}

    /** How to reach it, with the login, which is kept here and nowhere else. */
    public ReadOnlyObjectProperty<Optional<ConnectionSettings>> connection() {
        return connection.getReadOnlyProperty();
    }

    /** The members' answers. */
    public ReadOnlyObjectProperty<Optional<ProbeReport>> report() {
        return report.getReadOnlyProperty();
    }

    /** Whether it has quorum. */
    public ReadOnlyObjectProperty<Optional<QuorumAssessment>> assessment() {
        return assessment.getReadOnlyProperty();
    }

    /** Takes over how it is to be reached by what is typed; empty if that is incomplete. */
    public void typed(Optional<ConnectionSettings> how) {
        typed = how;
    }

    /** How it was reached, or as it is typed: a resumed run has not asked it again. */
    public Optional<ConnectionSettings> likelyConnection() {
        return connection.get().or(() -> typed);
    }

    /** Begins to ask the members. Earlier answers, and a consent that was given for them, are discarded. */
    public void asking(ConnectionSettings how) {
        assessment.set(Optional.empty());
        report.set(Optional.empty());
        understood.set(false);
        resume(Optional.empty(), false);
        connection.set(Optional.of(how));
    }

    /** Ends a question that got no answer. */
    public void notAsked() {
        connection.set(Optional.empty());
    }

    /** Whether these answers come from another cluster than the last one that was identified. */
    boolean isAnother(ProbeReport answers) {
        Optional<ClusterId> now = clusterOf(answers);
        return id.isPresent() && now.isPresent() && !now.equals(id);
    }

    /** Adopts answers; those of another cluster end the checklist. */
    void asked(ProbeReport answers, QuorumAssessment meaning) {
        if (isAnother(answers)) {
            endChecklist();
        }
        id = clusterOf(answers).or(() -> id);
        report.set(Optional.of(answers));
        assessment.set(Optional.of(meaning));
    }

    private static Optional<ClusterId> clusterOf(ProbeReport answers) {
        return answers.rows().stream().flatMap(OldCluster::clusterOf).findFirst();
    }

    private static Stream<ClusterId> clusterOf(MemberProbe row) {
        return row.status()
                .map(MemberStatus::clusterId)
                .or(() -> row.knownMembers().map(MemberList::clusterId))
                .stream();
    }

    /** Adopts what was known before a restart; only a report says it. */
    void resume(Optional<QuorumAssessment> known, boolean confirmed) {
        before = known;
        understoodBefore = confirmed;
    }

    /** What the members answered last, perhaps before a restart. */
    public Optional<QuorumAssessment> evidence() {
        return assessment.get().or(() -> before);
    }

    /** Where it was asked, and where its members say that they serve clients, perhaps before a restart. */
    public List<Endpoint> endpoints() {
        Stream<Endpoint> asked = connection.get().stream().flatMap(how -> how.endpoints().stream());
        Stream<Endpoint> named = evidence().stream()
                .flatMap(known -> known.members().stream())
                .flatMap(state -> Endpoint.readable(state.member().clientUrls()).stream());
        return Stream.concat(asked, named).distinct().toList();
    }

    /** Whether the operator has confirmed that a restore next to a running majority splits the cluster. */
    public ReadOnlyBooleanProperty rollbackUnderstood() {
        return understood.getReadOnlyProperty();
    }

    /** Confirms it, or withdraws the confirmation. */
    public void understand(boolean confirmed) {
        understood.set(confirmed);
    }

    /** Whether it was confirmed, perhaps before a restart. */
    boolean wasUnderstood() {
        return understood.get() || understoodBefore;
    }

    /** What the operator must do by hand before the restore. */
    public ReadOnlyObjectProperty<List<ChecklistItem>> checklist() {
        return checklist.getReadOnlyProperty();
    }

    /** Shows a checklist, unless there is one already. */
    public void beginChecklist(List<ChecklistItem> items) {
        if (checklist.get().isEmpty()) {
            checklist.set(List.copyOf(items));
        }
    }

    /** Removes the checklist. */
    public void endChecklist() {
        checklist.set(List.of());
    }

    /** Records what the operator said about an item of the checklist. */
    public void answered(String item, ChecklistItem.State state) {
        checklist.set(checklist.get().stream().map(each -> each.id().equals(item) ? each.with(state) : each).toList());
    }

    /** The cluster that the checklist is for; empty until a member has named it. */
    public Optional<ClusterId> id() {
        return id;
    }

    /** Adopts what the operator said about the checklist before a restart, and the cluster that it was said of. */
    public void resumeChecklist(Optional<ClusterId> cluster, Map<String, ChecklistItem.State> answers) {
        id = cluster;
        answers.forEach(this::answered);
    }
}
