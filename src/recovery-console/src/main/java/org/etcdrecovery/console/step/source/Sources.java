package org.etcdrecovery.console.step.source;

import java.nio.file.Path;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import org.etcdrecovery.console.deliver.ProfileHosts;
import org.etcdrecovery.console.deliver.ThroughDoor;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.recovery.SourceForm;
import org.etcdrecovery.console.recovery.StorePlace;
import org.etcdrecovery.console.shell.StepOutline;
import org.etcdrecovery.console.shell.StepTools;
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
import org.etcdrecovery.console.text.FileNames;

/** The four sources that a run can have, each with what is typed for it: a live cluster, a file, a store, directories. */
final class Sources {
    private final Recovery recovery;
    private final ConnectionModel connection;
    private final ProfilesModel profiles;
    private final DiscoveryModel discovery;
    private final EndpointsModel endpoints;
    private final DamageModel damage;
    private final FileModel file;
    private final StoreModel store;
    private final DirectoriesModel directories;
    private final ProfileHosts hosts;
    private final FetchModel fetch;
    private final RescueModel rescue;

    Sources(Recovery recovery, StepTools tools, StepOutline outline) {
        this.recovery = recovery;
        connection = new ConnectionModel(tools.dialogs(), ThroughDoor.ssh(tools));
        endpoints = new EndpointsModel(recovery, tools.runner(), connection, outline.activity());
        discovery = new DiscoveryModel(tools.runner(), DiscoveryModel.Resolver::system, connection);
        profiles = new ProfilesModel(tools.memory(), connection, discovery);
        file = new FileModel(tools, recovery.kind() != RunKind.INSPECT);
        store = new StoreModel(tools, outline.activity());
        directories = new DirectoriesModel(tools, outline.activity());
        hosts = new ProfileHosts(tools.memory(), profiles::current);
        fetch = new FetchModel(tools, outline.activity(), directories::add, hosts);
        rescue = new RescueModel(recovery, tools, outline.activity(), directories, outline::forward);
        damage = new DamageModel(recovery);
        recovery.snapshot().get().ifPresent(this::takeOver);
    }

    /** A run that begins with a file shows where that is. */
    private void takeOver(SnapshotChoice choice) {
        switch (choice.source()) {
            case FILE -> file.path().set(choice.origin().toString());
            case STORE -> store.takeOver(choice);
            case ENDPOINTS, DIRECTORY -> {
                // What they were made of is not there yet.
            }
        }
    }

    /** Calls the listener after every change of what counts for the step. */
    void follow(Runnable changed) {
        connection.settings().subscribe(changed);
        connection.reason().subscribe(changed);
        discovery.problem().subscribe(changed);
        endpoints.failed().subscribe(changed);
        file.path().subscribe(changed);
        file.look().subscribe(changed);
        store.typed().subscribe(changed);
        store.listed().subscribe(changed);
        store.chosen().subscribe(changed);
        store.work().subscribe(changed);
        directories.rows().addListener((ListChangeListener<DirectoryRow>) _ -> changed.run());
        directories.chosen().subscribe(changed);
        rescue.phase().subscribe(changed);
        rescue.consents().given().subscribe(changed);
        rescue.target().file().subscribe(changed);
        rescue.target().problem().subscribe(changed);
    }

    ConnectionModel connection() {
        return connection;
    }

    ProfilesModel profiles() {
        return profiles;
    }

    DiscoveryModel discovery() {
        return discovery;
    }

    EndpointsModel endpoints() {
        return endpoints;
    }

    DamageModel damage() {
        return damage;
    }

    FileModel file() {
        return file;
    }

    StoreModel store() {
        return store;
    }

    DirectoriesModel directories() {
        return directories;
    }

    ProfileHosts hosts() {
        return hosts;
    }

    FetchModel fetch() {
        return fetch;
    }

    RescueModel rescue() {
        return rescue;
    }

    SourceFacts.Endpoints endpointsFacts() {
        return new SourceFacts.Endpoints(connection.reason().get(), recovery.oldCluster().assessment().get(),
                endpoints.isCurrent(),
                endpoints.failed().get().isPresent(), endpoints.isFixable(), damage.isDealtWith());
    }

    SourceFacts.File fileFacts() {
        return new SourceFacts.File(file.named(), file.reason());
    }

    SourceFacts.Store storeFacts() {
        Optional<SnapshotChoice> choice = store.choice();
        return new SourceFacts.Store(store.reason(), store.work().get(), store.isCurrent(),
                choice.map(SnapshotChoice::name), choice.filter(one -> one.place().isEmpty()).isPresent(),
                store.uselessness());
    }

    SourceFacts.Directories directoriesFacts() {
        return new SourceFacts.Directories(directories.rows().size(), directories.chosen().get(),
                new SourceFacts.Rescue(rescue.phase().get(), rescue.isImpossible(), rescue.consents().isComplete(),
                        rescue.target().reason()),
                fetch.running().get());
    }

    /** What is typed for all of them. */
    SourceForm form() {
        return new SourceForm(recovery.source().get(), connection.form(), file.path().get(),
                directories.paths().stream().map(Path::toString).toList(), directories.taken().map(Path::toString),
                Optional.of(store.fields().form()).filter(place -> !place.equals(StorePlace.EMPTY)));
    }

    /** Restores what was typed earlier. */
    void fill(SourceForm form) {
        connection.fill(form.connection());
        file.path().set(form.file());
        form.store().ifPresent(store.fields()::fill);
        directories.fill(form.directories().stream().filter(FileNames::isPath).map(Path::of).toList(),
                form.taken().filter(FileNames::isPath).map(Path::of));
    }
}
