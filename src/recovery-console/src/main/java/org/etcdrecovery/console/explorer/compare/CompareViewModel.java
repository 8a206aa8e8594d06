package org.etcdrecovery.console.explorer.compare;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.etcdrecovery.console.explorer.compare.ComparedFile.Read;
import org.etcdrecovery.console.explorer.table.TableExport;
import org.etcdrecovery.console.explorer.value.ValuePair;
import org.etcdrecovery.console.explorer.value.ValuePair.Version;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.run.Latest;
import org.etcdrecovery.console.run.Reporter;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.contents.compare.Change;
import org.etcdrecovery.core.contents.compare.Change.Kind;
import org.etcdrecovery.core.contents.compare.Changes;
import org.etcdrecovery.core.contents.compare.Comparison;
import org.etcdrecovery.core.contents.compare.Side;
import org.etcdrecovery.core.contents.compare.SubtreeChanges;
import org.etcdrecovery.core.contents.compare.Summary;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.etcdrecovery.core.report.RestoreLoss;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.text.Shown;

/** Compares two files, and shows what of it the operator chooses: a subtree, a kind of change, a key. */
public final class CompareViewModel {
    /** More subtrees than anyone looks through. */
    private static final int MOST_SUBTREES = 10_000;
    /** As many rows as a spreadsheet takes. */
    private static final int MOST_EXPORTED = 1_000_000;

    private final StepTools tools;
    private final TableExport tables;
    private final Latest<Compared> comparing;
    private final Latest<Listed> listing;
    private final Latest<Values> valuing;
    private final ReadOnlyObjectWrapper<ComparedFile> first;
    private final ReadOnlyObjectWrapper<ComparedFile> second;
    private final ReadOnlyObjectWrapper<Optional<Compared>> compared = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Listed>> listed = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Values>> values = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObjectProperty<Optional<SubtreeChanges>> subtree = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<Kind>> kind = new SimpleObjectProperty<>(Optional.empty());
    private Optional<Change> change = Optional.empty();
    private boolean secrets;
    private Consumer<RestoreLoss> reported = _ -> {};

    /**
     * What came of a comparison.
     *
     * @param first    the file to restore from
     * @param second   the file that it is compared with
     * @param whole    the comparison
     * @param summary  how many keys differ
     * @param subtrees the subtrees in which keys differ
     */
    record Compared(Read first, Read second, Comparison whole, Summary summary,
            List<SubtreeChanges> subtrees) {}

    /**
     * The changes that are listed.
     *
     * @param prefix  the prefix of the keys
     * @param summary how many there are of each kind
     * @param changes those of the chosen kind
     * @param goesBack whether the file to restore from is the earlier one
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Listed(byte[] prefix, Summary summary, Changes changes, boolean goesBack) {}

    /**
     * The values of a key in both files.
     *
     * @param change   how the files differ in the key
     * @param revealed whether what is secret in them is shown
     * @param pair     the values
     */
    record Values(Change change, boolean revealed, ValuePair pair) {}

    /**
     * @param tools  the services that it uses
     * @param first  the file to restore from
     * @param second the file to compare it with
     */
    public CompareViewModel(StepTools tools, ComparedFile first, ComparedFile second) {
        this.tools = tools;
        this.first = new ReadOnlyObjectWrapper<>(first);
        this.second = new ReadOnlyObjectWrapper<>(second);
        tables = new TableExport(tools, first.name().file());
        comparing = new Latest<>(tools.runner(), this::show);
        listing = new Latest<>(tools.runner(), now -> listed.set(Optional.of(now)));
        valuing = new Latest<>(tools.runner(), now -> values.set(Optional.of(now)));
        subtree.subscribe((_, _) -> list());
        kind.subscribe((_, _) -> list());
    }

    /** Begins to compare. */
    public void begin() {
        forget();
        ComparedFile left = first.get();
        ComparedFile right = second.get();
        Optional<Read> leftRead = known(left);
        Optional<Read> rightRead = known(right);
        compared.set(Optional.empty());
        comparing.read(reporter -> {
            Read one = read(left, leftRead, reporter);
            Read other = read(right, rightRead, reporter);
            Comparison whole = Comparison.of(side(one), side(other), reporter.progress());
            return new Compared(one, other, whole, whole.summary(), subtrees(whole));
        });
    }

    private Optional<Read> known(ComparedFile file) {
        return compared.get()
                .flatMap(done -> Stream.of(done.first(), done.second())
                        .filter(read -> read.name().equals(file.name()))
                        .findFirst());
    }

    private Read read(ComparedFile file, Optional<Read> known, Reporter reporter) throws IOException {
        return known.isPresent() ? known.get() : file.read(tools.opener(), reporter.progress());
    }

    private Side side(Read file) {
        return new Side(file.index().newest(), tools.opener(), file.name());
    }

    /** The subtrees in which keys differ; of one whose keys are all below further subtrees, those. */
    private static List<SubtreeChanges> subtrees(Comparison whole) {
        return whole.subtrees(new byte[0], MOST_SUBTREES).stream().flatMap(root -> {
            List<SubtreeChanges> inner = root.subtree() ? whole.subtrees(root.prefix(), MOST_SUBTREES) : List.of();
            return inner.stream().anyMatch(SubtreeChanges::subtree) ? inner.stream() : Stream.of(root);
        }).limit(MOST_SUBTREES).toList();
    }

    /** Calls back with what restoring the first file loses, after each comparison. */
    public void onCompared(Consumer<RestoreLoss> callback) {
        reported = callback;
    }

    private void show(Compared now) {
        compared.set(Optional.of(now));
        reported.accept(RestoreLoss.of(now.whole(), now.subtrees(), Stream.of(now.first(), now.second())
                .flatMap(read -> read.index().unreadable().stream())
                .toList()));
        subtree.set(now.subtrees().stream().findFirst());
        list();
    }

    private void list() {
        select(Optional.empty());
        Optional<Kind> wanted = kind.get();
        byte[] prefix = subtree.get().map(SubtreeChanges::prefix).orElse(new byte[0]);
        compared.get().ifPresent(now -> listing.read(_ -> {
            Changes below = now.whole().changes().below(prefix);
            return new Listed(prefix, now.whole().summary(prefix), wanted.map(below::only).orElse(below),
                    now.whole().goesBack());
        }));
    }

    /** Shows the values of a key in both files, or of none. */
    void select(Optional<Change> now) {
        change = now;
        secrets = false;
        values.set(Optional.empty());
        valuing.forget();
        readValues();
    }

    private void readValues() {
        boolean open = secrets;
        compared.get()
                .ifPresent(done -> change.ifPresent(one -> valuing.read(_ -> new Values(one, open,
                        ValuePair.read(tools.opener(), one.key(), new Version(done.first().name(), one.before()),
                                new Version(done.second().name(), one.after()), open)))));
    }

    /** Shows what is secret in the values of the selected key. */
    void reveal() {
        secrets = true;
        readValues();
    }

    /** Covers it again. */
    void cover() {
        secrets = false;
        readValues();
    }

    /** Exchanges the two files. */
    void swap() {
        ComparedFile before = first.get();
        first.set(second.get());
        second.set(before);
        begin();
    }

    /** Asks for another file to restore from. */
    void chooseFirst() {
        choose().ifPresent(file -> {
            first.set(file);
            begin();
        });
    }

    /** Asks for another file to compare with. */
    void chooseSecond() {
        choose().ifPresent(file -> {
            second.set(file);
            begin();
        });
    }

    private Optional<ComparedFile> choose() {
        return tools.dialogs()
                .openFile(Texts.of("explorer").get("compare.open"))
                .map(SnapshotName::of)
                .map(ComparedFile::of);
    }

    /** Formats the time at which a file was written. */
    String written(Read file) {
        return Quantities.day(file.written(), tools.clock().instant(), tools.clock().getZone());
    }

    /** Stops what is being read. */
    public void forget() {
        comparing.forget();
        listing.forget();
        valuing.forget();
        listed.set(Optional.empty());
        values.set(Optional.empty());
    }

    /** Writes tables to files. */
    TableExport tables() {
        return tables;
    }

    /** Writes the keys that differ to a file that the operator names. */
    void export() {
        compared.get()
                .ifPresent(now -> tables.export("differences", () -> Stream.concat(Stream.of(heads()),
                        now.whole()
                                .changes()
                                .stream()
                                .limit(MOST_EXPORTED)
                                .map(change -> row(change, now.whole().goesBack())))
                        .toList()));
    }

    private List<String> heads() {
        String restored = " in " + whole(first.get().name());
        String other = " in " + whole(second.get().name());
        return List.of("key", "change", "revision" + restored, "bytes" + restored, "revision" + other, "bytes" + other);
    }

    private static String whole(SnapshotName name) {
        return Shown.text(name.shown() + name.entry().map(entry -> " " + entry).orElse(""));
    }

    private static List<String> row(Change change, boolean goesBack) {
        return List.of(GoQuote.escape(change.key()), change.kind().word(goesBack),
                change.before().map(record -> Long.toString(record.revision())).orElse(""),
                change.before().map(record -> Integer.toString(record.size())).orElse(""),
                change.after().map(record -> Long.toString(record.revision())).orElse(""),
                change.after().map(record -> Integer.toString(record.size())).orElse(""));
    }

    /** The file to restore from. */
    ReadOnlyObjectProperty<ComparedFile> first() {
        return first.getReadOnlyProperty();
    }

    /** The file that it is compared with. */
    ReadOnlyObjectProperty<ComparedFile> second() {
        return second.getReadOnlyProperty();
    }

    /** What came of it; empty until it was compared. */
    ReadOnlyObjectProperty<Optional<Compared>> compared() {
        return compared.getReadOnlyProperty();
    }

    /** The listed changes. */
    ReadOnlyObjectProperty<Optional<Listed>> listed() {
        return listed.getReadOnlyProperty();
    }

    /** The values of the selected key. */
    ReadOnlyObjectProperty<Optional<Values>> values() {
        return values.getReadOnlyProperty();
    }

    /** The subtree whose changes are listed; empty for all. */
    ObjectProperty<Optional<SubtreeChanges>> subtree() {
        return subtree;
    }

    /** The kind of changes that is listed; empty for all. */
    ObjectProperty<Optional<Kind>> kind() {
        return kind;
    }

    /** What runs while the two files are compared. */
    Activity activity() {
        return comparing.activity();
    }

    /** Why it failed; empty if it did not. */
    ReadOnlyObjectProperty<Optional<Failed>> failed() {
        return comparing.failed();
    }

    /** Why the values could not be read; empty if they could. */
    ReadOnlyObjectProperty<Optional<Failed>> valuesFailed() {
        return valuing.failed();
    }
}
