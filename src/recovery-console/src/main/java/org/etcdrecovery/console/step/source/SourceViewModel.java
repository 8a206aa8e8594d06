package org.etcdrecovery.console.step.source;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.etcdrecovery.console.deliver.ProfileHosts;
import org.etcdrecovery.console.recovery.ChecklistItem;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.recovery.SourceForm;
import org.etcdrecovery.console.recovery.SourceKind;
import org.etcdrecovery.console.recovery.TypedForms;
import org.etcdrecovery.console.run.Coalesced;
import org.etcdrecovery.console.shell.Dialogs;
import org.etcdrecovery.console.shell.StepId;
import org.etcdrecovery.console.shell.StepModel;
import org.etcdrecovery.console.shell.StepOutline;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.step.source.cluster.ClusterSource;
import org.etcdrecovery.console.step.source.cluster.ConnectionModel;
import org.etcdrecovery.console.step.source.cluster.DamageModel;
import org.etcdrecovery.console.step.source.cluster.DiscoveryModel;
import org.etcdrecovery.console.step.source.cluster.EndpointsModel;
import org.etcdrecovery.console.step.source.cluster.ProfilesModel;
import org.etcdrecovery.console.step.source.directories.DirectoriesModel;
import org.etcdrecovery.console.step.source.directories.DirectoryRow;
import org.etcdrecovery.console.step.source.fetch.FetchModel;
import org.etcdrecovery.console.step.source.file.FileModel;
import org.etcdrecovery.console.step.source.rescue.RescueModel;
import org.etcdrecovery.console.step.source.store.StoreModel;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment.Verdict;
import org.etcdrecovery.core.keyspace.ClusterId;
import org.etcdrecovery.core.rescue.MemberDirectory;

/** The step Source: one of four sources of the keyspace, and what must be known before it is used. */
public final class SourceViewModel implements StepModel {
    private final Texts texts = Texts.of("source");
    private final StepOutline outline = new StepOutline(StepId.SOURCE);
    private final Recovery recovery;
    private final Dialogs dialogs;
    private final Sources sources;
    private final SourceCommands commands;
    private final ReadOnlyObjectWrapper<Decision> decision = new ReadOnlyObjectWrapper<>(Decision.NONE);
    private final ObjectProperty<SourceKind> kind;
    private final Coalesced refresh = new Coalesced(this::show);

    /**
     * @param recovery the state of the run
     * @param tools    the services that steps use
     */
    public SourceViewModel(Recovery recovery, StepTools tools) {
        this.recovery = recovery;
        dialogs = tools.dialogs();
        sources = new Sources(recovery, tools, outline);
        commands = new SourceCommands(recovery, sources.connection(), sources.discovery(), sources.file(),
                sources.store(), sources.directories(), sources.rescue());
        kind = new SimpleObjectProperty<>(recovery.source().get());
        recovery.source().subscribe(kind::set);
        kind.subscribe(recovery::chooseSource);
        follow();
        refresh.changed();
    }

    private void follow() {
        recovery.source().subscribe(refresh::changed);
        connection().settings().subscribe(recovery.oldCluster()::typed);
        recovery.oldCluster().assessment().subscribe(this::assessed);
        recovery.snapshot().subscribe(refresh::changed);
        recovery.oldCluster().rollbackUnderstood().subscribe(refresh::changed);
        recovery.oldCluster().checklist().subscribe(refresh::changed);
        outline.activity().running().subscribe(refresh::changed);
        sources.follow(refresh::changed);
        directories().ranking().subscribe(this::tellWhatWasTaken);
        recovery.snapshot().subscribe(this::tellWhatWasTaken);
    }

    /** Updates which directory the run's file comes from; that is only known once the directories were read. */
    private void tellWhatWasTaken() {
        recovery.snapshot()
                .get()
                .map(SnapshotChoice::origin)
                .flatMap(directories()::holding)
                .ifPresent(recovery::rescued);
    }

    @Override
    public StepOutline outline() {
        return outline;
    }

    /** Asks for files. */
    Dialogs dialogs() {
        return dialogs;
    }

    /** The kind of run. */
    RunKind run() {
        return recovery.kind();
    }

    /** The selected source. */
    ObjectProperty<SourceKind> kind() {
        return kind;
    }

    /** How to reach the old cluster. */
    ConnectionModel connection() {
        return sources.connection();
    }

    /** The saved connections. */
    ProfilesModel profiles() {
        return sources.profiles();
    }

    /** Where the members are, by the profile of this connection. */
    public ProfileHosts hosts() {
        return sources.hosts();
    }

    /** Finds endpoints by DNS. */
    DiscoveryModel discovery() {
        return sources.discovery();
    }

    /** The members of the old cluster. */
    EndpointsModel endpoints() {
        return sources.endpoints();
    }

    /** The living cluster as the source. */
    ClusterSource cluster() {
        return new ClusterSource(outline, connection(), profiles(), discovery(), endpoints(), damage());
    }

    /** The snapshot file. */
    FileModel file() {
        return sources.file();
    }

    /** The snapshots in object storage. */
    public StoreModel store() {
        return sources.store();
    }

    /** The data directories. */
    public DirectoriesModel directories() {
        return sources.directories();
    }

    /** What fetches data directories over SSH. */
    FetchModel fetch() {
        return sources.fetch();
    }

    /** Makes a snapshot of the selected directory. */
    public RescueModel rescue() {
        return sources.rescue();
    }

    /** Continues with the database of the selected directory, without what only its log holds. */
    public void takeDatabase() {
        Optional<DirectoryRow> row = directories().chosen().get();
        boolean hasCaution = row.flatMap(DirectoryRow::caution).isPresent();
        row.flatMap(DirectoryRow::directory)
                .filter(MemberDirectory::canBeTaken)
                .map(found -> DirectoryChoice.of(found, hasCaution, texts))
                .ifPresent(choice -> {
                    recovery.choose(choice);
                    outline.forward();
                });
    }

    /** What to do by hand first. */
    DamageModel damage() {
        return sources.damage();
    }

    /** What the operator must confirm before continuing. */
    ReadOnlyObjectProperty<Decision> decision() {
        return decision.getReadOnlyProperty();
    }

    /** Whether the operator has confirmed it. */
    ReadOnlyBooleanProperty understood() {
        return recovery.oldCluster().rollbackUnderstood();
    }

    /** Confirms it, or withdraws the confirmation. */
    void understand(boolean confirmed) {
        recovery.oldCluster().understand(confirmed);
    }

    private void assessed() {
        Optional<QuorumAssessment> assessment = recovery.oldCluster().assessment().get();
        if (recovery.kind() != RunKind.SAVE && assessment.isPresent()) {
            if (assessment.get().verdict() == Verdict.LOST) {
                damage().begin();
            } else {
                damage().end();
            }
        }
        refresh.changed();
    }

    private SourceFacts facts() {
        return new SourceFacts(recovery.kind(), recovery.source().get(), outline.activity().isRunning(),
                recovery.snapshot().get(),
                recovery.oldCluster().rollbackUnderstood().get() ? Decision.NONE : decision.get(),
                sources.endpointsFacts(), sources.fileFacts(), sources.storeFacts(), sources.directoriesFacts(),
                commands.now());
    }

    private void show() {
        decision.set(Decision.of(recovery));
        outline.show(SourceStatus.of(facts()), action -> {
            switch (action) {
                case CONNECT -> endpoints().connect();
                case CONTINUE -> goOn();
                case LIST -> store().list();
                case FETCH -> store().fetch(this::goOnWith);
                case RESCUE -> rescue().begin();
                case WRITE -> rescue().write();
            }
        });
    }

    /** Whether the run already works on this file, or on what still read of it. */
    private boolean isWorkedOn(Path path) {
        return recovery.snapshot().get().map(SnapshotChoice::origin).filter(path::equals).isPresent();
    }

    /** Whether the run already works on the chosen snapshot of a store, or on one of those in it. */
    private boolean isFetched() {
        return SourceStatus.isWorkedOn(facts());
    }

    private void goOnWith(SnapshotChoice fetched) {
        recovery.choose(fetched);
        outline.forward();
    }

    private void goOn() {
        switch (recovery.source().get()) {
            case ENDPOINTS -> {
                // The next step saves the file.
            }
            case FILE ->
                file().sound()
                        .filter(path -> !isWorkedOn(path))
                        .map(SnapshotChoice::ofFile)
                        .ifPresent(recovery::choose);
            case STORE -> store().choice().filter(_ -> !isFetched()).ifPresent(recovery::choose);
            case DIRECTORY -> {
                // The run works on what was made of the directory.
            }
        }
        outline.forward();
    }

    @Override
    public TypedForms addTyped(TypedForms forms) {
        Map<String, ChecklistItem.State> ticks = new LinkedHashMap<>();
        recovery.oldCluster().checklist().get().forEach(item -> ticks.put(item.id(), item.state()));
        TypedForms now = forms.withSource(form(), ticks, recovery.oldCluster().id().map(ClusterId::toString));
        return fetch().typed().map(now::withFetch).orElse(now);
    }

    @Override
    public void fill(TypedForms forms) {
        forms.source().ifPresent(this::fill);
        forms.fetch().ifPresent(fetch()::fill);
        // The settings may have been edited by hand.
        Optional<ClusterId> ticked = forms.ticked().filter(id -> id.matches("[0-9a-f]{1,16}")).map(ClusterId::parse);
        recovery.oldCluster().resumeChecklist(ticked, forms.checklist());
    }

    SourceForm form() {
        return sources.form();
    }

    void fill(SourceForm form) {
        recovery.chooseSource(form.kind());
        sources.fill(form);
        if (form.kind() == SourceKind.ENDPOINTS && recovery.kind() != RunKind.SAVE) {
            damage().begin();
        }
    }

    /** The sources that this run can use. */
    List<SourceKind> ways() {
        return switch (recovery.kind()) {
            case SAVE -> List.of(SourceKind.ENDPOINTS);
            case INSPECT -> List.of(SourceKind.FILE, SourceKind.STORE);
            case RECOVER, RESCUE -> List.of(SourceKind.values());
        };
    }
}
