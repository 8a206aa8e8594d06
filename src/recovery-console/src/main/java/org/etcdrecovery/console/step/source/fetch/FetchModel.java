package org.etcdrecovery.console.step.source.fetch;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;
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
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.etcdrecovery.console.deliver.FetchDoor;
import org.etcdrecovery.console.deliver.ProfileHosts;
import org.etcdrecovery.console.recovery.FetchForm;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.run.Reporter;
import org.etcdrecovery.console.run.StageProgress;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.step.source.fetch.FetchRow.State;
import org.etcdrecovery.console.step.source.fetch.FetchRow.Status;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.deliver.DeliveryException;
import org.etcdrecovery.core.deliver.Destination;
import org.etcdrecovery.core.deliver.Fetch;
import org.etcdrecovery.core.deliver.SshAddress;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.text.ErrorMessages;

/** Fetches the data directories of stopped members over SSH, one after the other, and hands them on. */
public final class FetchModel {
    private static final FetchForm UNTOUCHED = new FetchForm("", "", "");

    private final Texts texts = Texts.of("fetch");
    private final StepTools tools;
    private final FetchDoor door;
    private final Activity activity;
    private final Consumer<List<Path>> fetched;
    private final BooleanProperty open = new SimpleBooleanProperty();
    private final StringProperty members = new SimpleStringProperty("");
    private final StringProperty walDirs = new SimpleStringProperty("");
    private final StringProperty into = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper walProblem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper intoProblem = new ReadOnlyStringWrapper("");
    private final ObservableList<FetchRow> rows = FXCollections.observableArrayList();
    private final ObservableList<FetchRow> shown = FXCollections.unmodifiableObservableList(rows);
    private final Map<String, String> acceptedKeys = new HashMap<>();
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Optional<Failed>> failed = new ReadOnlyObjectWrapper<>(Optional.empty());

    /**
     * @param activity the running work of the step
     * @param fetched  takes the directories that were fetched
     * @param hosts    where the members were when they were last reached
     */
    public FetchModel(StepTools tools, Activity activity, Consumer<List<Path>> fetched, ProfileHosts hosts) {
        this(tools, FetchDoor.ssh(tools, Optional.empty()), activity, fetched);
        open.subscribe(shown -> {
            if (shown && members.get().isBlank()) {
                members.set(TypedMembers.text(hosts.known()));
                walDirs.set(TypedMembers.walText(hosts.known()));
            }
        });
    }

    /** Through this door. */
    FetchModel(StepTools tools, FetchDoor door, Activity activity, Consumer<List<Path>> fetched) {
        this.tools = tools;
        this.door = door;
        this.activity = activity;
        this.fetched = fetched;
        members.subscribe((_, _) -> {
            problem.set("");
            acceptedKeys.clear();
        });
        walDirs.subscribe((_, _) -> walProblem.set(""));
        into.subscribe((_, _) -> intoProblem.set(""));
        activity.stages().addListener((ListChangeListener<StageProgress>) change -> {
            while (change.next()) {
                change.getAddedSubList()
                        .stream()
                        .filter(stage -> stage.stage() == Stage.DELIVER && stage.total() > 0)
                        .forEach(this::follow);
            }
        });
    }

    private void follow(StageProgress stage) {
        rows.stream()
                .filter(row -> row.name().equals(stage.subject()))
                .forEach(row -> stage.done().subscribe(() -> {
                    if (row.status().get().state() == State.RUNNING) {
                        row.become(new Status(State.RUNNING, amount(stage), Optional.empty()));
                    }
                }));
    }

    private String amount(StageProgress stage) {
        String amount = texts.get("received", Quantities.size(stage.done().get()), Quantities.size(stage.total()));
        return stage.rate().map(rate -> amount + ", " + Quantities.rate(rate)).orElse(amount);
    }

    /** Whether the operator has opened it. */
    BooleanProperty open() {
        return open;
    }

    /** The members and where their directories are: {@code NAME=ssh://HOST/DIR}, comma-separated. */
    StringProperty members() {
        return members;
    }

    /** The WAL directories that are not in the data directories: {@code NAME=/DIR}, comma-separated. */
    StringProperty walDirs() {
        return walDirs;
    }

    /** What is wrong with the WAL directories; empty if nothing is. */
    ReadOnlyStringProperty walProblem() {
        return walProblem.getReadOnlyProperty();
    }

    /** The directory here that they go to. */
    StringProperty into() {
        return into;
    }

    /** What is wrong with the members; empty if nothing is. */
    ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    /** What is wrong with the directory; empty if nothing is. */
    ReadOnlyStringProperty intoProblem() {
        return intoProblem.getReadOnlyProperty();
    }

    /** The members that are fetched, or were. */
    ObservableList<FetchRow> rows() {
        return shown;
    }

    /** Whether it runs. */
    public ReadOnlyBooleanProperty running() {
        return running.getReadOnlyProperty();
    }

    /** The running work of the step. */
    Activity activity() {
        return activity;
    }

    /** Why it ended early; empty if it did not. */
    ReadOnlyObjectProperty<Optional<Failed>> failed() {
        return failed.getReadOnlyProperty();
    }

    /** What is typed; empty if nothing is. */
    public Optional<FetchForm> typed() {
        return Optional.of(new FetchForm(SshAddress.withoutPasswords(members.get()), walDirs.get(), into.get()))
                .filter(form -> !form.equals(UNTOUCHED));
    }

    /** Restores what was typed earlier. */
    public void fill(FetchForm form) {
        members.set(form.members());
        walDirs.set(form.walDirs());
        into.set(form.into());
        open.set(true);
    }

    /** Asks for the directory. */
    Optional<String> browse() {
        return tools.dialogs().chooseDirectory(texts.get("into.title")).map(Path::toString);
    }

    private List<Fetch.Request> requests() {
        SequencedMap<String, Destination> all;
        Map<String, String> logs;
        List<Fetch.Request> requests = new ArrayList<>();
        try {
            all = TypedMembers.of(members.get());
        } catch (IllegalArgumentException e) {
            problem.set(sentence(e));
            return List.of();
        }
        try {
            logs = TypedMembers.walDirs(walDirs.get(), all.sequencedKeySet());
        } catch (IllegalArgumentException e) {
            walProblem.set(sentence(e));
            return List.of();
        }
        if (into.get().isBlank()) {
            intoProblem.set(texts.get("into.empty"));
            return List.of();
        }
        Path out;
        try {
            out = Path.of(into.get().strip()).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            intoProblem.set(texts.get("into.wrong"));
            return List.of();
        }
        try {
            all.forEach((name, from) -> requests.add(new Fetch.Request(name, from, Optional.ofNullable(logs.get(name)),
                    out)));
        } catch (IllegalArgumentException e) {
            problem.set(sentence(e));
            return List.of();
        }
        return requests;
    }

    private static String sentence(IllegalArgumentException e) {
        String words = String.valueOf(e.getMessage());
        return words.substring(0, 1).toUpperCase(Locale.ENGLISH) + words.substring(1);
    }

    /** Takes the key that a host shows, and goes on. */
    void accept(FetchRow row) {
        row.status().get().key().filter(_ -> !activity.isRunning()).ifPresent(key -> {
            acceptedKeys.put(row.name(), key);
            fetch();
        });
    }

    /** Stops; what was received is kept, and the next run goes on from there. */
    void stop() {
        activity.cancel();
    }

    /** Fetches what was not fetched yet. */
    void fetch() {
        if (activity.isRunning()) {
            return;
        }
        List<Fetch.Request> requests = requests();
        if (requests.isEmpty()) {
            return;
        }
        failed.set(Optional.empty());
        Map<String, FetchRow> before = new HashMap<>();
        rows.stream()
                .filter(row -> row.status().get().state() == State.FETCHED)
                .forEach(row -> before.put(row.name() + "=" + row.from(), row));
        rows.setAll(requests.stream()
                .map(request -> Optional.ofNullable(before.get(request.name() + "=" + request.from()))
                        .orElseGet(() -> new FetchRow(request.name(), request.from())))
                .toList());
        List<Fetch.Request> left = requests.stream().filter(request -> !isFetched(request)).toList();
        Map<String, String> keys = Map.copyOf(acceptedKeys);
        running.set(true);
        tools.runner().run(activity, reporter -> {
            List<Path> directories = new ArrayList<>();
            for (Fetch.Request request : left) {
                fetch(request, keys, reporter).ifPresent(result -> {
                    directories.add(result.dataDir());
                    reporter.publish(() -> become(request, fetchedStatus(result)));
                });
            }
            return directories;
        }, directories -> {
            running.set(false);
            if (!directories.isEmpty()) {
                fetched.accept(directories);
            }
        }, thrown -> {
            running.set(false);
            rows.stream()
                    .filter(row -> row.status().get().state() == State.RUNNING)
                    .forEach(row -> row.become(Status.WAITS));
            Failed why = Failed.of(thrown);
            failed.set(Optional.of(why.cancelled() ? why.saying(texts.get("stopped"), "") : why));
        });
    }

    private boolean isFetched(Fetch.Request request) {
        return rows.stream()
                .anyMatch(row -> row.name().equals(request.name())
                        && row.status().get().state() == State.FETCHED);
    }

    private Optional<Fetch.Result> fetch(Fetch.Request request, Map<String, String> keys, Reporter reporter)
            throws IOException {
        reporter.publish(() -> become(request, new Status(State.RUNNING, texts.get("asking"), Optional.empty())));
        try {
            return Optional.of(door.fetch(request, keys, reporter.progress()));
        } catch (DeliveryException e) {
            reporter.publish(() -> become(request,
                    new Status(State.FAILED, Quantities.figures(bare(request, e)), e.unknownHostKey())));
        } catch (FileAlreadyExistsException e) {
            reporter.publish(() -> become(request,
                    new Status(State.FAILED, texts.get("exists", e.getFile()), Optional.empty())));
        }
        return Optional.empty();
    }

    /** Without the name and the host at its beginning: the row shows them. */
    private static String bare(Fetch.Request request, DeliveryException e) {
        String message = ErrorMessages.of(e);
        String prefix = request.name() + " (" + request.from().address() + "): ";
        return message.startsWith(prefix) ? message.substring(prefix.length()) : message;
    }

    private Status fetchedStatus(Fetch.Result result) {
        return new Status(State.FETCHED, texts.get("fetched", Quantities.size(result.bytes()), result.files(),
                Quantities.size(result.resumed()), result.resumed() > 0 ? 1 : 0), Optional.empty());
    }

    private void become(Fetch.Request request, Status now) {
        rows.stream().filter(row -> row.name().equals(request.name())).forEach(row -> row.become(now));
    }
}
