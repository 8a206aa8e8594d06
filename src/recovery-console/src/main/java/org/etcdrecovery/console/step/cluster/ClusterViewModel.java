package org.etcdrecovery.console.step.cluster;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import org.etcdrecovery.console.recovery.ClusterForm;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.recovery.TypedForms;
import org.etcdrecovery.console.recovery.WritePlace;
import org.etcdrecovery.console.run.Coalesced;
import org.etcdrecovery.console.shell.StepId;
import org.etcdrecovery.console.shell.StepModel;
import org.etcdrecovery.console.shell.StepOutline;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.keyspace.EtcdRelease;
import org.etcdrecovery.core.keyspace.MinorVersion;
import org.etcdrecovery.core.plan.MemberRequest;
import org.etcdrecovery.core.plan.Owner;
import org.etcdrecovery.core.plan.RandomToken;
import org.etcdrecovery.core.snapshot.SnapshotFacts;

/** The step Cluster: the members of the new cluster, and where they are written. */
public final class ClusterViewModel implements StepModel {
    private final Texts texts = Texts.of("cluster");
    private final StepOutline outline = new StepOutline(StepId.CLUSTER);
    private final Recovery recovery;
    private final StepTools tools;
    private final RandomGenerator random = new SecureRandom();
    private final LostCluster lost;
    private final MemberTable table;
    private final MemberRequests requests;
    private final DiskPreview disk;
    private final ClusterNotes notes;
    /** The last token that was not typed. */
    private final StringProperty drawn = new SimpleStringProperty(RandomToken.draw(random));
    private final StringProperty token = new SimpleStringProperty(drawn.get());
    private final StringProperty writeInto;
    private final StringProperty owner = new SimpleStringProperty("");
    private final ObjectProperty<EtcdRelease> target = new SimpleObjectProperty<>(EtcdRelease.DEFAULT);
    private final ObjectProperty<WritePlace> place = new SimpleObjectProperty<>(WritePlace.HERE);
    private final BooleanProperty pasting = new SimpleBooleanProperty();
    private EtcdRelease usualTarget = EtcdRelease.DEFAULT;
    private final Coalesced refresh = new Coalesced(this::show);
    private Optional<SnapshotChoice> confirmedFor = Optional.empty();

    /**
     * @param recovery the state of the run
     * @param tools    the services that steps use
     */
    public ClusterViewModel(Recovery recovery, StepTools tools) {
        this.recovery = recovery;
        this.tools = tools;
        lost = new LostCluster(recovery);
        table = new MemberTable(lost::members, refresh::changed);
        writeInto = new SimpleStringProperty(TypedPaths.usual(recovery.started(), tools.clock().getZone()));
        requests = new MemberRequests(table, writeInto::get, () -> place.get() == WritePlace.HOSTS);
        disk = new DiskPreview(recovery, tools.runner());
        notes = new ClusterNotes(texts, recovery, lost, requests);
        List.of(token, writeInto, owner).forEach(text -> text.subscribe((_, _) -> refresh.changed()));
        target.subscribe((_, _) -> refresh.changed());
        recovery.inspection().subscribe(_ -> refresh.together(this::follow));
        place.subscribe((_, chosen) -> {
            recovery.execution().write(chosen);
            refresh.changed();
        });
        recovery.execution().place().subscribe(place::set);
        recovery.plan().subscribe((_, _) -> refresh.changed());
        recovery.execution().restored().subscribe((_, _) -> refresh.changed());
        recovery.targets().subscribe((_, _) -> refresh.changed());
        pasting.subscribe((_, _) -> refresh.changed());
        recovery.oldCluster().report().subscribe((_, _) -> refresh.changed());
        recovery.saved().subscribe((_, _) -> refresh.changed());
        recovery.rescued().subscribe((_, _) -> refresh.changed());
    }

    /** Fills in values from the snapshot where nothing was typed. */
    private void follow() {
        refresh.changed();
        Optional<SnapshotFacts> facts = recovery.facts();
        if (facts.isEmpty()) {
            return;
        }
        EtcdRelease before = usualTarget;
        usualTarget = facts.flatMap(known -> known.versions().cluster())
                .flatMap(EtcdRelease::of)
                .filter(EtcdRelease::isReleased)
                .orElse(EtcdRelease.DEFAULT);
        if (target.get() == before) {
            target.set(usualTarget);
        }
        if (!table.isTouched()) {
            table.fillUsual();
        }
    }

    private Optional<MinorVersion> wantedTarget() {
        Optional<MinorVersion> stated = recovery.facts().flatMap(known -> known.versions().cluster());
        MinorVersion picked = target.get().minorVersion();
        return stated.orElse(EtcdRelease.DEFAULT.minorVersion()).equals(picked)
                ? Optional.empty()
                : Optional.of(picked);
    }

    /** Updates the request with what is typed, and then everything that is said about it. */
    private void show() {
        if (recovery.facts().isPresent()) {
            List<MemberRequest> written = requests.written();
            recovery.edit(builder -> builder.members(written)
                    .token(token.get().strip())
                    .target(wantedTarget())
                    .owner(Owner.parse(owner.get())));
        }
        recovery.acceptedPlan()
                .filter(_ -> !requests.areOnHosts())
                .ifPresent(plan -> recovery.facts().ifPresent(facts -> disk.look(plan, facts.status())));
        notes.refresh(this, recovery.targets().get());
        recovery.joinLater(notes.refusals() == 0 ? requests.later() : List.of());
        ClusterFacts facts = new ClusterFacts(pasting.get(), recovery.facts().isPresent(), notes.refusals(),
                notes.reason(),
                notes.warns(), confirmedFor.isPresent() && confirmedFor.equals(recovery.snapshot().get()),
                requests.written().size(), requests.later().size(), notes.commands(),
                outline.wasPassed());
        outline.show(ClusterStatus.of(facts), action -> {
            switch (action) {
                case CONTINUE -> done();
            }
        });
    }

    private void done() {
        confirm();
        outline.forward();
    }

    @Override
    public void confirm() {
        confirmedFor = recovery.snapshot().get();
        refresh.changed();
    }

    @Override
    public void entered() {
        disk.forget();
        refresh.changed();
    }

    /** Looks at the targets again while something is in the way, which may be gone by now. */
    void lookAgain() {
        if (notes.refusals() > 0) {
            entered();
        }
    }

    @Override
    public StepOutline outline() {
        return outline;
    }

    /** The table of members. */
    MemberTable table() {
        return table;
    }

    /** Whether text was pasted and did not replace the table yet. */
    BooleanProperty pasting() {
        return pasting;
    }

    /** What to say about the input. */
    ClusterNotes notes() {
        return notes;
    }

    /** The cluster token, which distinguishes this cluster from any other with the same URLs. */
    StringProperty token() {
        return token;
    }

    /** What is true of the token: one that was typed is not known to be new. */
    ObservableValue<String> tokenHint() {
        return Bindings.createStringBinding(
                () -> token.get().equals(drawn.get()) ? texts.get("token.hint") : texts.get("token.own"), token, drawn);
    }

    /** Generates another token. It makes another cluster, so what was restored for this one is undone with it. */
    void drawToken() {
        String before = token.get();
        drawn.set(RandomToken.draw(random));
        token.set(drawn.get());
        table.canUndo(() -> token.set(before));
    }

    /** The parent of the data directories that have no path of their own, an absolute path. */
    public StringProperty writeInto() {
        return writeInto;
    }

    /** Where the data directories are written. */
    ObjectProperty<WritePlace> place() {
        return place;
    }

    /** Whether another place can be chosen: not while members are in place on their hosts. */
    ObservableValue<Boolean> placeFixed() {
        return recovery.execution().delivered().map(known -> !known.members().isEmpty());
    }

    /** Asks for a directory. */
    Optional<String> choose() {
        return tools.dialogs().chooseDirectory(texts.get("writeInto.choose")).map(Path::toString);
    }

    /** The owner of the files, {@code USER[:GROUP]}; empty for the user who runs the restore. */
    StringProperty owner() {
        return owner;
    }

    /** The etcd version that will start. */
    ObjectProperty<EtcdRelease> target() {
        return target;
    }

    @Override
    public TypedForms addTyped(TypedForms forms) {
        return forms.withCluster(form());
    }

    @Override
    public void fill(TypedForms forms) {
        forms.cluster().ifPresent(this::fill);
    }

    ClusterForm form() {
        return new ClusterForm(table.isTouched() ? table.forms() : List.of(), token.get(), writeInto.get(),
                target.get() == usualTarget ? "" : target.get().toString(), owner.get(), table.joinLater().get(),
                Optional.of(place.get()).filter(chosen -> chosen != WritePlace.HERE));
    }

    void fill(ClusterForm form) {
        if (!form.token().isEmpty()) {
            token.set(form.token());
        }
        if (!form.writeInto().isEmpty()) {
            writeInto.set(form.writeInto());
        }
        owner.set(form.owner());
        place.set(form.place().orElse(WritePlace.HERE));
        EtcdRelease.parse(form.target()).ifPresent(target::set);
        if (!form.members().isEmpty()) {
            table.fill(form.members(), form.joinLater());
        }
    }
}
