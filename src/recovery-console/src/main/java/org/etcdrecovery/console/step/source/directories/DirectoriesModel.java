package org.etcdrecovery.console.step.source.directories;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.rescue.Agreement;
import org.etcdrecovery.core.rescue.DirectoryAssessor;
import org.etcdrecovery.core.rescue.MemberDirectory;
import org.etcdrecovery.core.rescue.RankedMember;
import org.etcdrecovery.core.rescue.Ranking;
import org.etcdrecovery.core.rescue.Triage;
import org.etcdrecovery.core.text.ErrorMessages;

/** The data directories of dead members: what is in each, and which to use. */
public final class DirectoriesModel {
    private final Texts texts = Texts.of("source");
    private final DirectoryRows words = new DirectoryRows(texts);
    private final StepTools tools;
    private final Activity activity;
    private final Map<Path, Found> named = new LinkedHashMap<>();
    private final ObservableList<DirectoryRow> rows = FXCollections.observableArrayList();
    /** A field, because the wrapper listens to the rows weakly and would otherwise be collected. */
    private final ObservableList<DirectoryRow> shownRows = FXCollections.unmodifiableObservableList(rows);
    private final ReadOnlyObjectWrapper<Optional<Ranking>> ranking = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObjectProperty<Optional<DirectoryRow>> chosen = new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Failed>> failed = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper reading = new ReadOnlyBooleanWrapper();
    private final StringProperty typed = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    /** The directory selected before a restart, until all have been read again. */
    private Optional<Path> takenBefore = Optional.empty();
    /** The directory to use of those that were read so far; empty if none of them can be used. */
    private Optional<MemberDirectory> recommended = Optional.empty();
    /** How the directories compare; empty while that is not known. */
    private Optional<Triage> compared = Optional.empty();

    /** What is known of a directory; both parts are empty before it was read. */
    private record Found(Optional<MemberDirectory> directory, String problem) {
        static final Found NOTHING = new Found(Optional.empty(), "");

        boolean isUnread() {
            return directory.isEmpty() && problem.isEmpty();
        }
    }

    public DirectoriesModel(StepTools tools, Activity activity) {
        this.tools = tools;
        this.activity = activity;
    }

    /** Whether they are being read. */
    ReadOnlyBooleanProperty reading() {
        return reading.getReadOnlyProperty();
    }

    /** The running work of the step. */
    Activity activity() {
        return activity;
    }

    /** The directories: first those that were read, newest log first, then the others. */
    public ObservableList<DirectoryRow> rows() {
        return shownRows;
    }

    /** Which of them to use; empty while they are being read, and if none could be. */
    public ReadOnlyObjectProperty<Optional<Ranking>> ranking() {
        return ranking.getReadOnlyProperty();
    }

    /** The selected directory. */
    public ObjectProperty<Optional<DirectoryRow>> chosen() {
        return chosen;
    }

    /** Why reading stopped early; empty if it did not. */
    public ReadOnlyObjectProperty<Optional<Failed>> failed() {
        return failed.getReadOnlyProperty();
    }

    /** More directories, comma-separated. */
    public StringProperty typed() {
        return typed;
    }

    /** What is wrong with the typed directories; empty if nothing is. */
    ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    /** The directory that this is the database of, or itself; empty if none of those that were read is. */
    public Optional<RankedMember> holding(Path origin) {
        return find(directory -> directory.database().equals(origin) || directory.dataDir().equals(origin));
    }

    /** The directory of a row among the others; empty if it was not read. */
    public Optional<RankedMember> ranked(DirectoryRow row) {
        return find(directory -> row.directory().filter(directory::equals).isPresent());
    }

    private Optional<RankedMember> find(Predicate<MemberDirectory> wanted) {
        return ranking.get()
                .stream()
                .flatMap(all -> all.members().stream())
                .filter(member -> wanted.test(member.directory()))
                .findFirst();
    }

    /** The paths as typed or chosen. */
    public List<Path> paths() {
        return List.copyOf(named.keySet());
    }

    /** The path of the selected directory. */
    public Optional<Path> taken() {
        return takenBefore.or(() -> chosen.get().map(DirectoryRow::path));
    }

    /** Restores earlier paths and the selection among them. */
    public void fill(List<Path> paths, Optional<Path> taken) {
        takenBefore = taken;
        add(paths);
    }

    /** Adds the typed directories. */
    public void addTyped() {
        List<Path> paths = new ArrayList<>();
        for (String text : typed.get().split("[,\n]", -1)) {
            try {
                if (!text.isBlank()) {
                    paths.add(Path.of(text.strip()).toAbsolutePath().normalize());
                }
            } catch (InvalidPathException e) {
                problem.set(texts.get("path.wrong", e.getInput()));
                return;
            }
        }
        problem.set("");
        typed.set("");
        add(paths);
    }

    /** Asks for a directory and adds it. */
    void browse() {
        tools.dialogs().chooseDirectory(texts.get("directory.browse")).ifPresent(path -> add(List.of(path)));
    }

    /** Adds directories and reads them. */
    public void add(List<Path> paths) {
        paths.forEach(path -> named.putIfAbsent(path, Found.NOTHING));
        read();
    }

    /** Removes a directory. */
    public void remove(DirectoryRow row) {
        named.remove(row.path());
        compared = Optional.empty();
        read();
    }

    /** Reads all of them again. */
    public void readAgain() {
        if (!activity.isRunning()) {
            named.replaceAll((_, _) -> Found.NOTHING);
            read();
        }
    }

    private void read() {
        show();
        List<Path> unread = named.entrySet()
                .stream()
                .filter(entry -> entry.getValue().isUnread())
                .map(Map.Entry::getKey)
                .toList();
        if (unread.isEmpty()) {
            takenBefore = Optional.empty();
        }
        boolean isKnown = compared.isPresent() || directories().size() < 2;
        if ((unread.isEmpty() && isKnown) || activity.isRunning()) {
            return;
        }
        failed.set(Optional.empty());
        compared = Optional.empty();
        Set<MemberDirectory> all = new LinkedHashSet<>(directories());
        reading.set(true);
        show();
        tools.runner().run(activity, reporter -> {
            for (Path path : unread) {
                Found found = look(path, reporter.progress());
                found.directory().ifPresent(all::add);
                reporter.publish(() -> keep(path, found));
            }
            return Triage.of(List.copyOf(all), reporter.progress());
        }, triage -> {
            reading.set(false);
            // The operator may have removed a directory meanwhile.
            compared = all.equals(Set.copyOf(directories())) ? Optional.of(triage) : Optional.empty();
            read();
        }, thrown -> {
            reading.set(false);
            failed.set(Optional.of(Failed.of(thrown)));
            show();
        });
    }

    private static Found look(Path path, Progress progress) {
        try {
            Optional<Path> log = fetchedLog(path);
            return new Found(Optional.of(log.isEmpty()
                    ? DirectoryAssessor.assess(path, progress)
                    : DirectoryAssessor.assess(path, log.get(), progress)), "");
        } catch (IOException e) {
            return new Found(Optional.empty(), ErrorMessages.of(e));
        }
    }

    /** The WAL directory that a fetch puts beside NAME.etcd, as NAME.wal, if the member had a separate one. */
    private static Optional<Path> fetchedLog(Path dataDir) {
        String name = String.valueOf(dataDir.getFileName());
        if (!name.endsWith(".etcd") || Files.isDirectory(dataDir.resolve("member/wal"))) {
            return Optional.empty();
        }
        return Optional.of(dataDir.resolveSibling(name.replaceFirst("\\.etcd$", ".wal"))).filter(Files::isDirectory);
    }

    /** The operator may have removed the directory meanwhile. */
    private void keep(Path path, Found found) {
        if (named.replace(path, found) != null) {
            show();
        }
    }

    private List<MemberDirectory> directories() {
        return named.values().stream().flatMap(found -> found.directory().stream()).distinct().toList();
    }

    private Optional<Caution> caution(RankedMember member, Optional<Ranking> among) {
        boolean overruled = compared.flatMap(Triage::agreement)
                .filter(found -> isOverruled(member.directory(), found))
                .isPresent();
        return among.flatMap(ranking -> Caution.of(member, ranking, overruled));
    }

    private static boolean isOverruled(MemberDirectory directory, Agreement found) {
        return found.majority().isPresent() && found.groups()
                .stream()
                .anyMatch(group -> group.databases().contains(directory.database())
                        && !found.majority().equals(Optional.of(group)));
    }

    private void show() {
        Triage triage = compared.orElseGet(() -> Triage.of(directories()));
        List<MemberDirectory> read = triage.directories();
        Optional<Ranking> ranked = read.isEmpty() ? Optional.empty() : Optional.of(triage.ranking());
        long scale = read.stream().mapToLong(DirectoryRows::reach).max().orElse(0);
        List<DirectoryRow> shown = new ArrayList<>();
        ranked.stream().flatMap(all -> all.members().stream()).forEach(member -> named.forEach((path, found) -> {
            if (found.directory().filter(member.directory()::isOfSamePlace).isPresent()) {
                shown.add(words.read(path, member, scale, caution(member, ranked)));
            }
        }));
        named.forEach((path, found) -> {
            if (!found.problem().isEmpty()) {
                shown.add(words.failed(path, found.problem()));
            } else if (found.isUnread()) {
                shown.add(words.waiting(path));
            }
        });
        Optional<Path> before = taken();
        Optional<MemberDirectory> best = ranked.flatMap(Ranking::recommended).map(RankedMember::directory);
        boolean same = best.equals(recommended);
        recommended = best;
        rows.setAll(shown);
        // Which members are missing, and which directory to use, is known only when all have been read.
        boolean all = !reading.get() && named.values().stream().noneMatch(Found::isUnread);
        ranking.set(ranked.filter(_ -> all));
        // The operator's choice stays until the recommendation changes.
        Optional<DirectoryRow> kept = shown.stream()
                .filter(row -> (same || takenBefore.isPresent()) && row.canBeUsed()
                        && before.equals(Optional.of(row.path())))
                .findFirst();
        chosen.set(kept.or(() -> shown.stream()
                .filter(row -> all && best.isPresent() && row.canBeUsed() && row.directory().equals(best))
                .findFirst()));
    }
}
