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

/** One row of the table of members: what is typed in it, and what is to say about that. */
public final class MemberRow {
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
     * What is to say about a cell.
     *
     * @param severity whether it stands in the way
     * @param field    the cell
     * @param text     what is and what to do, in a sentence or two
     */
    public record Remark(Severity severity, Field field, String text) {}

    MemberRow(MemberForm form) {
        name.set(form.name());
        peerUrls.set(form.peerUrls());
        clientUrls.set(form.clientUrls().isBlank() ? ClientUrls.following(form.peerUrls()) : form.clientUrls());
        dataDir.set(form.dataDir());
        walDir.set(form.walDir());
        learner.set(form.learner());
        unfolded.set(!form.dataDir().isEmpty() || !form.walDir().isEmpty());
        // Client URLs follow as long as nobody has typed others.
        peerUrls.subscribe((before, now) -> {
            if (clientUrls.get().isBlank() || clientUrls.get().equals(ClientUrls.following(before))) {
                clientUrls.set(ClientUrls.following(now));
            }
        });
    }

    /** What was typed, as it is kept: without a password that stands in a URL by mistake. */
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

    /** Its peer URLs as etcd takes them; empty when one of them is none. */
    Optional<List<EtcdUrl>> peers() {
        List<String> texts = ClientUrls.split(peerUrls.get());
        List<EtcdUrl> urls = texts.stream().flatMap(text -> ClientUrls.parse(text).stream()).toList();
        return urls.isEmpty() || urls.size() < texts.size() ? Optional.empty() : Optional.of(urls);
    }

    /** Its name. */
    public StringProperty name() {
        return name;
    }

    /** Where the others reach it; a list set apart by commas. */
    public StringProperty peerUrls() {
        return peerUrls;
    }

    /** Where clients reach it, likewise. */
    public StringProperty clientUrls() {
        return clientUrls;
    }

    /** The data directory; empty for {@link #usualDataDir}. */
    public StringProperty dataDir() {
        return dataDir;
    }

    /** The data directory when none is typed. */
    public ReadOnlyStringProperty usualDataDir() {
        return usualDataDir.getReadOnlyProperty();
    }

    /** A directory for the WAL outside of that; empty for none. */
    public StringProperty walDir() {
        return walDir;
    }

    /** Whether it follows without a vote. */
    public BooleanProperty learner() {
        return learner;
    }

    /** Whether its directories are shown. */
    public BooleanProperty unfolded() {
        return unfolded;
    }

    /** Whether it is not restored and joins later. */
    public ReadOnlyBooleanProperty later() {
        return later.getReadOnlyProperty();
    }

    /** The ID that it will have; empty while its peer URLs leave that open, and when it joins later. */
    public ReadOnlyObjectProperty<Optional<MemberId>> id() {
        return id.getReadOnlyProperty();
    }

    /** The ID that the member of this name had in the lost cluster. */
    public ReadOnlyObjectProperty<Optional<MemberId>> oldId() {
        return oldId.getReadOnlyProperty();
    }

    /** What is to say about its cells. */
    public ReadOnlyObjectProperty<List<Remark>> remarks() {
        return remarks.getReadOnlyProperty();
    }

    /** Whether something about a cell stands in the way. */
    public boolean isWrong(Field field) {
        return !problem(field).isEmpty();
    }

    /** What stands in the way about a cell, in sentences; empty when nothing does. */
    public String problem(Field field) {
        return remarks.get()
                .stream()
                .filter(remark -> remark.field() == field && remark.severity() == Severity.REFUSAL)
                .map(Remark::text)
                .collect(Collectors.joining(" "));
    }
}
