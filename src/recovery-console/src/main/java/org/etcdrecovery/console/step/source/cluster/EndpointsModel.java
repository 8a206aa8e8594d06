package org.etcdrecovery.console.step.source.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.etcdrecovery.console.connection.HostsBetween.HostKey;
import org.etcdrecovery.console.finding.ButtonNames;
import org.etcdrecovery.console.host.KubeadmHost;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.run.TaskRunner;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.Failure;
import org.etcdrecovery.core.cluster.probe.ProbeReport;
import org.etcdrecovery.core.cluster.probe.Prober;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessor;

/** Asks the members of the old cluster and keeps their answers. */
public final class EndpointsModel {
    private final Texts texts = Texts.of("source");
    private final MemberRows words = new MemberRows(texts);
    private final Recovery recovery;
    private final TaskRunner runner;
    private final ConnectionModel connection;
    private final Activity activity;
    private final ObservableList<MemberRow> rows = FXCollections.observableArrayList();
    /** A field, because the wrapper listens to the rows weakly and would otherwise be collected. */
    private final ObservableList<MemberRow> shownRows = FXCollections.unmodifiableObservableList(rows);
    private final ReadOnlyObjectWrapper<Optional<KubeadmHost>> kubeadm = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<HostKey>> unknownKey = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Failed>> failed = new ReadOnlyObjectWrapper<>(Optional.empty());

    public EndpointsModel(Recovery recovery, TaskRunner runner, ConnectionModel connection, Activity activity) {
        this.recovery = recovery;
        this.runner = runner;
        this.connection = connection;
        this.activity = activity;
    }

    /** The members, updated as they answer. */
    public ObservableList<MemberRow> rows() {
        return shownRows;
    }

    /** Why not all members were asked; empty if all were. */
    public ReadOnlyObjectProperty<Optional<Failed>> failed() {
        return failed.getReadOnlyProperty();
    }

    /** The key of a host in between that ssh does not know; empty unless that kept a member from being asked. */
    ReadOnlyObjectProperty<Optional<HostKey>> unknownKey() {
        return unknownKey.getReadOnlyProperty();
    }

    /** Takes that key, and asks again. */
    void acceptKey() {
        unknownKey.get().filter(_ -> !activity.isRunning()).ifPresent(key -> {
            connection.accept(key);
            connect();
        });
    }

    /** What the answers mean. */
    public ReadOnlyObjectProperty<Optional<QuorumAssessment>> assessment() {
        return recovery.oldCluster().assessment();
    }

    /** Looks for kubeadm's files on this host. */
    void lookAtThisHost() {
        runner.run(new Activity(), _ -> KubeadmHost.find(Path.of("/")), kubeadm::set, _ -> {});
    }

    /** How kubeadm reaches etcd on this host; empty if it does not. */
    ReadOnlyObjectProperty<Optional<KubeadmHost>> kubeadm() {
        return kubeadm.getReadOnlyProperty();
    }

    /** What went wrong at the members. */
    Stream<Failure> failures() {
        return recovery.oldCluster()
                .report()
                .get()
                .stream()
                .flatMap(report -> report.rows().stream())
                .flatMap(row -> row.failure().stream());
    }

    /** Whether a member failed for a reason that another scheme, certificate or login may remove. */
    public boolean isFixable() {
        return failures().map(Failure::cause).anyMatch(Failure.Cause::isOfConnection);
    }

    /** The members as a picture; empty while they are unknown. */
    public List<QuorumDot> dots() {
        return recovery.oldCluster()
                .report()
                .get()
                .flatMap(report -> recovery.oldCluster()
                        .assessment()
                        .get()
                        .map(assessment -> QuorumDot.of(report, assessment, texts)))
                .orElse(List.of());
    }

    /** Whether the answers belong to the connection as it is typed now. */
    public boolean isCurrent() {
        return recovery.oldCluster().assessment().get().isPresent() && connection.settings()
                .get()
                .equals(recovery.oldCluster().connection().get());
    }

    /** The endpoints that the answers came from, if the connection was changed since; otherwise empty. */
    public Optional<String> staleEndpoints() {
        return recovery.oldCluster()
                .connection()
                .get()
                .filter(_ -> recovery.oldCluster().assessment().get().isPresent() && !isCurrent())
                .map(asked -> asked.endpoints().stream().map(Endpoint::authority).collect(Collectors.joining(", ")));
    }

    /** Asks every member. Discards earlier answers. */
    public void connect() {
        Optional<ConnectionSettings> settings = connection.settings().get();
        if (settings.isEmpty() || activity.isRunning()) {
            return;
        }
        ConnectionSettings how = settings.get();
        failed.set(Optional.empty());
        recovery.oldCluster().asking(how);
        rows.setAll(how.endpoints().stream().map(words::asking).toList());
        unknownKey.set(Optional.empty());
        runner.run(activity, reporter -> {
            how.routes().open(reporter.progress());
            return Prober.probe(how, row -> reporter.publish(() -> show(words.answered(row))), reporter.progress());
        }, report -> judge(report, how), this::fail);
    }

    private void show(MemberRow row) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).key().equals(row.key())) {
                rows.set(i, row);
                return;
            }
        }
        rows.add(row);
    }

    private void judge(ProbeReport report, ConnectionSettings how) {
        QuorumAssessment assessment = QuorumAssessor.assess(report, how);
        rows.setAll(words.all(report, assessment));
        recovery.askedMembers(report, assessment);
        unknownKey.set(HostKey.in(how.routes()));
    }

    private void fail(Throwable thrown) {
        recovery.oldCluster().notAsked();
        rows.removeIf(row -> row.state().equals(texts.get("row.asking")));
        unknownKey.set(HostKey.of(thrown));
        Failed why = Failed.of(thrown);
        failed.set(Optional.of(why.saying(ButtonNames.in(why.what()), why.advice())));
    }
}
