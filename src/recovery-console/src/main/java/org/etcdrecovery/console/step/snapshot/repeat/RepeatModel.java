package org.etcdrecovery.console.step.snapshot.repeat;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.etcdrecovery.console.recovery.StorePlace;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.Coalesced;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.shell.StoreAccess;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.Login;
import org.etcdrecovery.core.shell.Command;
import org.etcdrecovery.core.store.keep.KeepRequest;
import org.etcdrecovery.core.store.keep.KeepRules;
import org.etcdrecovery.core.store.objects.StoreAddress;
import org.etcdrecovery.core.store.objects.StoreAddress.Bucket;
import org.etcdrecovery.core.store.objects.StoreAddress.Folder;
import org.etcdrecovery.core.store.objects.StoreAddress.Web;
import org.etcdrecovery.core.store.objects.StoreException;
import org.etcdrecovery.core.store.objects.StoreSettings;
import org.etcdrecovery.core.store.schedule.Interval;
import org.etcdrecovery.core.store.schedule.ScheduleFiles;
import org.etcdrecovery.core.store.schedule.ScheduleRequest;
import org.etcdrecovery.core.store.schedule.ScheduleRequestBuilder;

/** How a save is repeated, as typed, and the files for it. */
public final class RepeatModel {
    private static final int PERCENT = 100;
    /** What the units keep from their service. */
    private static final List<Path> CLOSED = Stream.of("/home", "/root", "/run/user").map(Path::of).toList();
    private static final String USUAL = "/var/backups/etcd";
    /** More than anyone keeps, and small enough to add up. */
    private static final long MOST = 100_000;

    private final Texts texts = Texts.of("snapshot");
    private final StepTools tools;
    private final Coalesced refresh = new Coalesced(this::read);
    private final ObjectProperty<RepeatForm> form = new SimpleObjectProperty<>(RepeatForm.SYSTEMD);
    private final ObjectProperty<Interval> every = new SimpleObjectProperty<>(new Interval(Duration.ofHours(1)));
    private final StringProperty hourly = new SimpleStringProperty("24");
    private final StringProperty daily = new SimpleStringProperty("7");
    private final StringProperty weekly = new SimpleStringProperty("4");
    private final StringProperty maxAge = new SimpleStringProperty("2");
    private final StringProperty maxFall = new SimpleStringProperty(String.valueOf(KeepRequest.DEFAULT_MAX_FALL));
    private final StringProperty to = new SimpleStringProperty("");
    private final StringProperty storeEndpoint = new SimpleStringProperty("");
    private final StringProperty storeRegion = new SimpleStringProperty("");
    private final StringProperty image = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Optional<Repetition>> made = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<List<Path>> written = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Optional<Failed>> failed = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final Activity activity = new Activity();
    private Optional<ConnectionSettings> connection = Optional.empty();
    private long size;

    /** A number that is typed, and where it is wrong. */
    private static final class WrongException extends Exception {
        private static final long serialVersionUID = 1L;

        WrongException(String message) {
            super(message);
        }
    }

    /** @param tools the services that steps use */
    public RepeatModel(StepTools tools) {
        this.tools = tools;
        Stream.of(hourly, daily, weekly, maxAge, maxFall, to, storeEndpoint, storeRegion, image)
                .forEach(text -> text.subscribe((_, _) -> refresh.changed()));
        form.subscribe((_, _) -> refresh.changed());
        every.subscribe((_, _) -> refresh.changed());
    }

    /**
     * Begins with a save that was made.
     *
     * @param how    how the cluster was reached
     * @param where  the place that the snapshot was saved to
     * @param bytes  the size of the snapshot
     */
    public void begin(ConnectionSettings how, StorePlace where, long bytes) {
        refresh.together(() -> {
            connection = Optional.of(how);
            size = bytes;
            if (to.get().isBlank()) {
                to.set(isClosed(where.address()) ? USUAL : where.address());
                storeEndpoint.set(where.endpoint());
                storeRegion.set(where.region());
            }
            refresh.changed();
        });
    }

    /** What runs it. */
    ObjectProperty<RepeatForm> form() {
        return form;
    }

    /** How often. */
    ObjectProperty<Interval> every() {
        return every;
    }

    /** How many hours keep a snapshot. */
    StringProperty hourly() {
        return hourly;
    }

    /** How many days do. */
    StringProperty daily() {
        return daily;
    }

    /** How many weeks do. */
    StringProperty weekly() {
        return weekly;
    }

    /** How old the newest usable snapshot may be, in hours. */
    StringProperty maxAge() {
        return maxAge;
    }

    /** By how many per cent keys or bytes may fall. */
    StringProperty maxFall() {
        return maxFall;
    }

    /** Where the snapshots are kept. */
    public StringProperty to() {
        return to;
    }

    /** The endpoint of the store; empty for AWS. */
    StringProperty storeEndpoint() {
        return storeEndpoint;
    }

    /** Its region. */
    StringProperty storeRegion() {
        return storeRegion;
    }

    /** The image that holds this program, for a CronJob. */
    StringProperty image() {
        return image;
    }

    /** What is wrong with what is typed, a sentence; empty if nothing is. */
    ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    /** The repeated save; empty if something is wrong. */
    public ReadOnlyObjectProperty<Optional<Repetition>> made() {
        return made.getReadOnlyProperty();
    }

    /** The files that were written; empty if none were, or something has changed since. */
    ReadOnlyObjectProperty<List<Path>> written() {
        return written.getReadOnlyProperty();
    }

    /** Why they could not be written; empty if they were. */
    ReadOnlyObjectProperty<Optional<Failed>> failed() {
        return failed.getReadOnlyProperty();
    }

    /** Whether the place is in object storage. */
    boolean isStored() {
        return to.get().strip().startsWith("s3:");
    }

    /** About how much space the snapshots take; empty if none is ever deleted, or something is wrong. */
    String space() {
        return made.get()
                .map(now -> now.kept() == 0
                        ? texts.get("repeat.unbounded")
                        : texts.get("repeat.space", Quantities.size(now.kept() * size)))
                .orElse("");
    }

    /** The next runs, as a clock shows them here. */
    String next() {
        return made.get()
                .map(now -> texts.get("repeat.next",
                        String.join(", ",
                                now.next(tools.clock().instant())
                                        .stream()
                                        .map(time -> Quantities.minutes(time, tools.clock().getZone()))
                                        .toList())))
                .orElse("");
    }

    /** The commands that do the same; none while something is wrong. */
    public List<Command> commands() {
        List<Command> commands = made.get().map(Repetition::commands).orElse(List.of());
        return connection.filter(how -> !how.routes().options().isEmpty()).isEmpty()
                ? commands
                : commands.stream()
                        .map(command -> new Command(command.text(), List.of(texts.get("repeat.far"))))
                        .toList();
    }

    /** Asks for a directory and writes the files into it. */
    void save() {
        made.get()
                .filter(_ -> !activity.isRunning())
                .ifPresent(now -> tools.dialogs()
                        .chooseDirectory(texts.get("repeat.save.title"))
                        .ifPresent(directory -> {
                            failed.set(Optional.empty());
                            written.set(List.of());
                            tools.runner()
                                    .run(activity, _ -> ScheduleFiles.write(now.files(), directory), written::set,
                                            thrown -> failed.set(Optional.of(Failed.of(thrown))));
                        }));
    }

    private void read() {
        Optional<Repetition> now = Optional.empty();
        String wrong = "";
        try {
            if (connection.isPresent()) {
                now = Optional.of(repetition(connection.get()));
            }
        } catch (WrongException e) {
            wrong = String.valueOf(e.getMessage());
        } catch (StoreException e) {
            wrong = texts.get("repeat.sentence", String.valueOf(e.getMessage()));
        }
        problem.set(wrong);
        if (!now.equals(made.get())) {
            written.set(List.of());
            failed.set(Optional.empty());
        }
        made.set(now);
    }

    private Repetition repetition(ConnectionSettings how) throws WrongException, StoreException {
        boolean systemd = form.get() == RepeatForm.SYSTEMD;
        KeepRules rules = new KeepRules(number(hourly, MOST), number(daily, MOST), number(weekly, MOST));
        long hours = number(maxAge, MOST);
        if (hours == 0) {
            throw new WrongException(texts.get("repeat.age.wrong"));
        }
        StoreAddress place = place(systemd);
        if (!systemd && image.get().isBlank()) {
            throw new WrongException(texts.get("repeat.image.missing"));
        }
        Optional<String> endpoint = typed(storeEndpoint).filter(_ -> place instanceof Bucket);
        if (endpoint.isPresent()) {
            StoreSettings.endpoint(endpoint.get());
        }
        ScheduleRequest request = ScheduleRequestBuilder.builder()
                .every(every.get())
                .to(place)
                .name(ScheduleRequest.DEFAULT_NAME)
                .rules(rules)
                .maxFall(number(maxFall, PERCENT))
                .endpoints(how.endpoints().stream().map(Endpoint::url).toList())
                .caFile(how.tls().ca().map(Path::toAbsolutePath))
                .certFile(how.tls().certificate().map(Path::toAbsolutePath))
                .keyFile(how.tls().key().map(Path::toAbsolutePath))
                .user(how.login().map(Login::user))
                .storeEndpoint(endpoint)
                .storeRegion(typed(storeRegion).filter(_ -> place instanceof Bucket))
                .storeCaFile(Optional.empty())
                .program(ScheduleRequest.DEFAULT_PROGRAM)
                .runAs(ScheduleRequest.DEFAULT_USER)
                .secrets(Path.of(ScheduleRequest.DEFAULT_SECRETS))
                .image(image.get().strip())
                .namespace(ScheduleRequest.DEFAULT_NAMESPACE)
                .build();
        if (request.unwritable().isPresent()) {
            throw new WrongException(texts.get("repeat.hidden", request.unwritable().get()));
        }
        return new Repetition(form.get(), request, Duration.ofHours(hours));
    }

    private StoreAddress place(boolean systemd) throws WrongException, StoreException {
        if (to.get().isBlank()) {
            throw new WrongException(texts.get("repeat.to.missing"));
        }
        try {
            return switch (StoreAccess.address(StorePlace.EMPTY.at(to.get()))) {
                case Bucket bucket -> bucket.asFolder();
                case Folder folder when !systemd -> throw new WrongException(texts.get("repeat.to.cronjob"));
                case Folder folder when !folder.path().isAbsolute() ->
                    throw new WrongException(texts.get("repeat.to.relative"));
                case Folder folder when isClosed(folder.path().toString()) ->
                    throw new WrongException(texts.get("repeat.to.closed"));
                case Folder folder -> folder;
                case Web _ -> throw new WrongException(texts.get("repeat.to.url"));
            };
        } catch (InvalidPathException e) {
            throw new WrongException(texts.get("repeat.to.missing"));
        }
    }

    private static boolean isClosed(String address) {
        return address.startsWith("/") && CLOSED.stream().anyMatch(Path.of(address).normalize()::startsWith);
    }

    private long number(StringProperty typed, long most) throws WrongException {
        String text = typed.get().strip();
        if (text.matches("\\d{1,6}") && Long.parseLong(text) <= most) {
            return Long.parseLong(text);
        }
        throw new WrongException(texts.get("repeat.number", typed.get(), Quantities.number(most)));
    }

    private static Optional<String> typed(StringProperty property) {
        return Optional.of(property.get().strip()).filter(text -> !text.isEmpty());
    }
}
