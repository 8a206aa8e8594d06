package org.etcdrecovery.console.step.cluster;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.etcdrecovery.console.recovery.ClusterForm.MemberForm;
import org.etcdrecovery.core.keyspace.MemberId;
import org.etcdrecovery.core.plan.Problem.Field;
import org.etcdrecovery.core.plan.Problem.Severity;
import org.etcdrecovery.core.text.UrlText;
import org.etcdrecovery.core.url.EtcdUrl;

/** One row of the table of members: what is typed in it, and the remarks on that. */
final class MemberRow {
    private final StringProperty name = new SimpleStringProperty("");
    private final StringProperty peerUrls = new SimpleStringProperty("");
    private final StringProperty clientUrls = new SimpleStringProperty("");
    private final StringProperty dataDir = new SimpleStringProperty("");
    private final StringProperty walDir = new SimpleStringProperty("");
    private final BooleanProperty learner = new SimpleBooleanProperty();
    private final BooleanProperty unfolded = new SimpleBooleanProperty();
    private final ReadOnlyBooleanWrapper later = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper usualDataDir = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Optional<MemberId>> id = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<MemberId>> oldId = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<List<Remark>> remarks = new ReadOnlyObjectWrapper<>(List.of());

    /**
     * A remark on a cell.
     *
     * @param severity whether it prevents a plan
     * @param field    the cell
     * @param text     what is wrong and what to do, in a sentence or two
     * @param code     the code of the problem; empty for one of the disk
     */
    record Remark(Severity severity, Field field, String text, String code) {}

    MemberRow(MemberForm form) {
        name.set(form.name());
        peerUrls.set(form.peerUrls());
        clientUrls.set(form.clientUrls().isBlank() ? ClientUrls.following(form.peerUrls()) : form.clientUrls());
        dataDir.set(form.dataDir());
        walDir.set(form.walDir());
        learner.set(form.learner());
        unfolded.set(!form.dataDir().isEmpty() || !form.walDir().isEmpty());
        // Client URLs follow until others are typed.
        peerUrls.subscribe((before, now) -> {
            if (clientUrls.get().isBlank() || clientUrls.get().equals(ClientUrls.following(before))) {
                clientUrls.set(ClientUrls.following(now));
            }
        });
    }

    /** What is typed, in the form that is saved: without a password that is in a URL by mistake. */
    MemberForm form() {
        return new MemberForm(name.get(), UrlText.of(peerUrls.get()), UrlText.of(clientUrls.get()), dataDir.get(),
                walDir.get(), learner.get());
    }

    void onEdit(Runnable listener) {
        List.of(name, peerUrls, clientUrls, dataDir, walDir).forEach(text -> text.subscribe((_, _) -> listener.run()));
        learner.subscribe((_, _) -> listener.run());
    }

    void say(List<Remark> about, Optional<MemberId> newId, Optional<MemberId> formerId, boolean joinsLater,
            String usualDir) {
        later.set(joinsLater);
        usualDataDir.set(usualDir);
        id.set(newId);
        oldId.set(formerId);
        remarks.set(about);
    }

    /** The peer URLs as etcd parses them; empty if one of them is invalid. */
    Optional<List<EtcdUrl>> peers() {
        List<String> texts = ClientUrls.split(peerUrls.get());
        List<EtcdUrl> urls = texts.stream().flatMap(text -> ClientUrls.parse(text).stream()).toList();
        return urls.isEmpty() || urls.size() < texts.size() ? Optional.empty() : Optional.of(urls);
    }

    StringProperty name() {
        return name;
    }

    /** The peer URLs, a comma-separated list. */
    StringProperty peerUrls() {
        return peerUrls;
    }

    /** The client URLs, a comma-separated list. */
    StringProperty clientUrls() {
        return clientUrls;
    }

    /** The data directory; empty for {@link #usualDataDir}. */
    StringProperty dataDir() {
        return dataDir;
    }

    /** The data directory if none is typed. */
    ReadOnlyStringProperty usualDataDir() {
        return usualDataDir.getReadOnlyProperty();
    }

    /** A separate WAL directory; empty to keep the WAL in the data directory. */
    StringProperty walDir() {
        return walDir;
    }

    /** Whether the member is a learner. */
    BooleanProperty learner() {
        return learner;
    }

    /** Whether its directories are shown. */
    BooleanProperty unfolded() {
        return unfolded;
    }

    /** Whether the member is not restored but joins later. */
    ReadOnlyBooleanProperty later() {
        return later.getReadOnlyProperty();
    }

    /** The ID that the member will have; empty while its peer URLs leave it undetermined, and if it joins later. */
    ReadOnlyObjectProperty<Optional<MemberId>> id() {
        return id.getReadOnlyProperty();
    }

    /** The ID that the member of this name had in the lost cluster. */
    ReadOnlyObjectProperty<Optional<MemberId>> oldId() {
        return oldId.getReadOnlyProperty();
    }

    /** The remarks on its cells. */
    ReadOnlyObjectProperty<List<Remark>> remarks() {
        return remarks.getReadOnlyProperty();
    }

    /** Whether a cell has a problem that prevents a plan. */
    boolean isWrong(Field field) {
        return !problem(field).isEmpty();
    }

    /** The problems of a cell that prevent a plan, in sentences; empty if there are none. */
    String problem(Field field) {
        return remarks.get()
                .stream()
                .filter(remark -> remark.field() == field && remark.severity() == Severity.REFUSAL)
                .map(Remark::text)
                .collect(Collectors.joining(" "));
    }
}
