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

/** What a run knows of the old cluster, and what the operator has said about it. */
final class OldCluster {
    private final ReadOnlyObjectWrapper<Optional<ConnectionSettings>> connection = new ReadOnlyObjectWrapper<>(
            Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<ProbeReport>> report = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<QuorumAssessment>> assessment = new ReadOnlyObjectWrapper<>(
            Optional.empty());
    private final ReadOnlyBooleanWrapper understood = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<List<ChecklistItem>> checklist = new ReadOnlyObjectWrapper<>(List.of());
    /** The cluster that answered last. */
    private Optional<ClusterId> id = Optional.empty();
    /** What was known before a restart, until the members are asked again. */
    private Optional<QuorumAssessment> before = Optional.empty();
    private boolean understoodBefore;

    ReadOnlyObjectProperty<Optional<ConnectionSettings>> connection() {
        return connection.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<ProbeReport>> report() {
        return report.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<QuorumAssessment>> assessment() {
        return assessment.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty understood() {
        return understood.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<List<ChecklistItem>> checklist() {
        return checklist.getReadOnlyProperty();
    }

    void asking(ConnectionSettings how) {
        assessment.set(Optional.empty());
        report.set(Optional.empty());
        understood.set(false);
        resume(Optional.empty(), false);
        connection.set(Optional.of(how));
    }

    void notAsked() {
        connection.set(Optional.empty());
    }

    /** Whether these answers come from another cluster than the last ones that named theirs. */
    boolean isAnother(ProbeReport answers) {
        Optional<ClusterId> now = clusterOf(answers);
        return id.isPresent() && now.isPresent() && !now.equals(id);
    }

    void asked(ProbeReport answers, QuorumAssessment meaning) {
        if (isAnother(answers)) {
            end();
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
    Optional<QuorumAssessment> evidence() {
        return assessment.get().or(() -> before);
    }

    /** Where it was asked, and where its members say that they serve clients. */
    List<Endpoint> endpoints() {
        Stream<Endpoint> asked = connection.get().stream().flatMap(how -> how.endpoints().stream());
        Stream<Endpoint> named = evidence().stream()
                .flatMap(known -> known.members().stream())
                .flatMap(state -> Endpoint.readable(state.member().clientUrls()).stream());
        return Stream.concat(asked, named).distinct().toList();
    }

    /** Whether it was confirmed, perhaps before a restart. */
    boolean wasUnderstood() {
        return understood.get() || understoodBefore;
    }

    void understand(boolean confirmed) {
        understood.set(confirmed);
    }

    void begin(List<ChecklistItem> items) {
        if (checklist.get().isEmpty()) {
            checklist.set(List.copyOf(items));
        }
    }

    void end() {
        checklist.set(List.of());
    }

    /** The cluster that the checklist is for; empty until a member has named it. */
    Optional<ClusterId> id() {
        return id;
    }

    /** Adopts the cluster and the answers from before a restart. */
    void resume(Optional<ClusterId> cluster, Map<String, ChecklistItem.State> answers) {
        id = cluster;
        answers.forEach(this::answered);
    }

    void answered(String item, ChecklistItem.State state) {
        checklist.set(checklist.get().stream().map(each -> each.id().equals(item) ? each.with(state) : each).toList());
    }
}
