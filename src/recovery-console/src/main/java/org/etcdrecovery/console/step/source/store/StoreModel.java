package org.etcdrecovery.console.step.source.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.etcdrecovery.console.finding.ButtonNames;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.recovery.StorePlace;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.shell.StoreAccess;
import org.etcdrecovery.console.storage.StoreFields;
import org.etcdrecovery.console.storage.StoreFields.Field;
import org.etcdrecovery.console.storage.StoreProfiles;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.shell.Command;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.store.StoreCode;
import org.etcdrecovery.core.store.StoreCommands;
import org.etcdrecovery.core.store.StoreListing;
import org.etcdrecovery.core.store.StoreTexts;
import org.etcdrecovery.core.store.StoredSnapshot;
import org.etcdrecovery.core.store.StoredSnapshot.Standing;
import org.etcdrecovery.core.store.objects.StoreAddress;
import org.etcdrecovery.core.store.objects.StoreAddress.Bucket;
import org.etcdrecovery.core.store.objects.StoreAddress.Folder;
import org.etcdrecovery.core.store.objects.StoreAddress.Web;
import org.etcdrecovery.core.store.objects.StoreException;
import org.etcdrecovery.core.store.objects.StoreSettings;

/** The snapshots in a store: lists them, and fetches the chosen one. */
public final class StoreModel {
    private final Texts texts = Texts.of("source");
    private final StepTools tools;
    private final Activity activity;
    private final StoreFields fields = new StoreFields();
    private final StoreProfiles profiles;
    private final StoreRows words;
    private final ObservableList<StoreRow> rows = FXCollections.observableArrayList();
    /** A field, because the wrapper listens to the rows weakly and would otherwise be collected. */
    private final ObservableList<StoreRow> shownRows = FXCollections.unmodifiableObservableList(rows);
    private final ObjectProperty<Optional<StoreRow>> chosen = new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Listed>> listed = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<StoreWork> work = new ReadOnlyObjectWrapper<>(StoreWork.NONE);
    private final ReadOnlyObjectWrapper<Optional<Failed>> failed = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<Field> blamed = Optional.empty();
    private boolean takenOver;
    private StoreWork lastWork = StoreWork.NONE;
    private final ReadOnlyObjectWrapper<StorePlace> typed = new ReadOnlyObjectWrapper<>(StorePlace.EMPTY);

    /**
     * @param tools    the services that steps use
     * @param activity the work of the step
     */
    public StoreModel(StepTools tools, Activity activity) {
        this.tools = tools;
        this.activity = activity;
        this.words = new StoreRows(texts, tools.clock());
        this.profiles = new StoreProfiles(tools.memory(), fields);
        fields.follow(() -> typed.set(fields.form()));
    }

    /** Where the snapshots are, as typed. */
    public StoreFields fields() {
        return fields;
    }

    /** Where the snapshots are, as a run and a profile save it: without secrets. */
    public ReadOnlyObjectProperty<StorePlace> typed() {
        return typed.getReadOnlyProperty();
    }

    /** The saved places. */
    public StoreProfiles profiles() {
        return profiles;
    }

    /** The work of the step. */
    Activity activity() {
        return activity;
    }

    /** The snapshots and the gaps between them, the newest first. */
    ObservableList<StoreRow> rows() {
        return shownRows;
    }

    /** The snapshot to continue with; never a gap. */
    public ObjectProperty<Optional<StoreRow>> chosen() {
        return chosen;
    }

    /** The last list; empty until something was listed. */
    public ReadOnlyObjectProperty<Optional<Listed>> listed() {
        return listed.getReadOnlyProperty();
    }

    /** What is under way. */
    public ReadOnlyObjectProperty<StoreWork> work() {
        return work.getReadOnlyProperty();
    }

    /** Why the last work failed, or that the operator stopped it; empty otherwise. */
    ReadOnlyObjectProperty<Optional<Failed>> failed() {
        return failed.getReadOnlyProperty();
    }

    /** Why no store can be asked, in a few words; empty if one can. */
    public String reason() {
        return fields.reason();
    }

    /** The endpoint that the environment names; empty if it names none. */
    Optional<String> usualEndpoint() {
        return tools.stores().usualEndpoint();
    }

    /** Whether the place needs credentials: a bucket does. */
    boolean needsLogin() {
        return fields.address().filter(address -> !(address instanceof Bucket)).isEmpty();
    }

    /** Whether credentials are typed. */
    boolean isTyped() {
        return fields.credentials().isPresent();
    }

    /** What was under way last. */
    StoreWork lastWork() {
        return lastWork;
    }

    /** The field that the last failure blames. */
    Optional<Field> blamed() {
        return blamed;
    }

    /** Whether the run works on a file from this store that was chosen earlier. */
    boolean isTakenOver() {
        return takenOver;
    }

    /** Whether what is typed is the URL of one file, of which nothing can be listed. */
    boolean isUrl() {
        return fields.address().filter(Web.class::isInstance).isPresent();
    }

    /** Whether the list belongs to what is typed now, or none is needed. */
    public boolean isCurrent() {
        return isUrl() || listed.get().filter(now -> now.asked().equals(fields.form())).isPresent();
    }

    /** What to do something about, without the gaps, which are between the rows. */
    List<Finding> findings() {
        if (fields.address().orElse(null) instanceof Web url) {
            return StoreTexts.of(url);
        }
        return listed.get()
                .stream()
                .flatMap(now -> now.listing().findings().stream())
                .filter(finding -> finding.code() != StoreCode.GAP)
                .toList();
    }

    /** Why the chosen file is of no use, in a few words; empty if it may be. */
    public String uselessness() {
        return chosen.get()
                .flatMap(StoreRow::snapshot)
                .filter(one -> one.standing() == Standing.DELTA)
                .map(_ -> texts.get("store.delta"))
                .orElse("");
    }

    /** The file to continue with; empty until one is chosen. */
    public Optional<SnapshotChoice> choice() {
        if (fields.address().orElse(null) instanceof Web) {
            return fields.reason().isEmpty() ? Optional.of(SnapshotChoice.stored(fields.place())) : Optional.empty();
        }
        return isCurrent()
                ? listed.get()
                        .flatMap(now -> chosen.get().flatMap(StoreRow::snapshot).map(one -> choice(now, one)))
                : Optional.empty();
    }

    private static SnapshotChoice choice(Listed in, StoredSnapshot snapshot) {
        String name = snapshot.object().name();
        return switch (in.folder()) {
            case Bucket bucket -> SnapshotChoice.stored(in.asked().at(bucket.asFolder().shown() + name));
            case Folder folder -> SnapshotChoice.inFolder(folder.path().resolve(name));
            case Web url -> SnapshotChoice.stored(in.asked().at(url.shown()));
        };
    }

    /** Lists the snapshots. */
    public void list() {
        if (activity.isRunning() || !reason().isEmpty() || isUrl()) {
            return;
        }
        StorePlace asked = fields.form();
        tools.stores().logIn(asked, fields.credentials());
        begin(StoreWork.LISTING);
        listed.set(Optional.empty());
        chosen.set(Optional.empty());
        rows.clear();
        tools.runner().run(activity, reporter -> look(asked, reporter.progress()), this::show, this::stopped);
    }

    /** An address without a slash at its end may be that of one snapshot. */
    private Listed look(StorePlace asked, Progress progress) throws IOException {
        StoreAddress address = StoreAccess.address(asked);
        StoreSettings settings = tools.stores().settings(asked);
        StoreListing listing = StoreListing.of(address, settings, progress);
        if (listing.snapshots().isEmpty() && address instanceof Bucket bucket && !bucket.name().isEmpty()) {
            StoreListing around = StoreListing.of(bucket.parent(), settings, progress);
            if (around.snapshots().stream().anyMatch(one -> one.object().name().equals(bucket.name()))) {
                return new Listed(asked, bucket.parent(), around, tools.stores().credentials(asked), bucket.name());
            }
        }
        return new Listed(asked, address, listing, tools.stores().credentials(asked), "");
    }

    private void show(Listed now) {
        work.set(StoreWork.NONE);
        rows.setAll(words.of(now.listing()));
        listed.set(Optional.of(now));
        chosen.set(now.recommended()
                .flatMap(one -> rows.stream().filter(row -> row.snapshot().equals(Optional.of(one))).findFirst()));
    }

    /**
     * Fetches the chosen snapshot into scratch.
     *
     * @param fetched takes it
     */
    public void fetch(Consumer<SnapshotChoice> fetched) {
        Optional<SnapshotChoice> which = choice();
        if (which.isEmpty() || activity.isRunning()) {
            return;
        }
        SnapshotChoice file = which.get();
        String whole = isUrl() ? fields.place().address() : file.shown();
        file.place().ifPresent(place -> tools.stores().remember(place.at(whole)));
        begin(StoreWork.FETCHING);
        tools.runner().run(activity, reporter -> {
            fetch(file.name(), reporter.progress());
            return file;
        }, done -> {
            work.set(StoreWork.NONE);
            fetched.accept(done);
        }, this::stopped);
    }

    private void fetch(SnapshotName name, Progress progress) throws IOException {
        // It is kept in scratch, where every later reading finds it.
        tools.opener().open(name, progress).close();
    }

    private void begin(StoreWork what) {
        failed.set(Optional.empty());
        fields.forgive();
        blamed = Optional.empty();
        lastWork = what;
        work.set(what);
    }

    private void stopped(Throwable thrown) {
        work.set(StoreWork.NONE);
        Failed why = Failed.of(thrown);
        String cause = thrown instanceof StoreException && thrown.getCause() != null
                ? String.valueOf(thrown.getCause().getMessage())
                : why.details();
        if (thrown instanceof StoreException e) {
            blamed = BlamedStoreField.of(e.reason());
            blamed.ifPresent(field -> fields.blame(field, texts.get("store.blame." + e.reason())));
        }
        failed.set(
                Optional.of(new Failed(ButtonNames.in(why.what()), why.advice(), cause, why.cancelled(), why.code())));
    }

    /** The commands that do the same; none while the form is incomplete. */
    public List<Command> commands() {
        Optional<StoreAddress> address = fields.address();
        if (address.isEmpty() || !reason().isEmpty()) {
            return List.of();
        }
        try {
            StoreCommands commands = new StoreCommands(tools.stores().settings(fields.place()),
                    fields.credentials().isPresent());
            if (isUrl()) {
                return List.of(commands.verify(address.get()));
            }
            Command list = commands.list(address.get());
            Optional<SnapshotChoice> file = choice();
            return file.isEmpty()
                    ? List.of(list)
                    : List.of(list, commands.verify(StoreAddress.parse(file.get().shown())));
        } catch (StoreException e) {
            return List.of();
        }
    }

    /** Takes over the folder of a file that the run works on. */
    public void takeOver(SnapshotChoice file) {
        takenOver = true;
        file.place().ifPresent(place -> {
            boolean bucket = place.address().startsWith("s3://");
            int slash = place.address().lastIndexOf('/');
            fields.fill(bucket ? place.at(place.address().substring(0, slash + 1)) : place);
        });
        if (file.place().isEmpty()) {
            Optional.ofNullable(file.file().getParent())
                    .map(Path::toString)
                    .ifPresent(folder -> fields.fill(StorePlace.EMPTY.at(folder)));
        }
    }
}
