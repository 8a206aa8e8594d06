package org.etcdrecovery.console.explorer.keys;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.etcdrecovery.console.explorer.keys.TreePaths.Opened;
import org.etcdrecovery.console.explorer.keys.TreeRows.Row;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.run.Latest;
import org.etcdrecovery.console.run.Reporter;
import org.etcdrecovery.console.run.TaskRunner;
import org.etcdrecovery.core.contents.index.KeyIndex;
import org.etcdrecovery.core.contents.index.KeyState;
import org.etcdrecovery.core.contents.index.Subtree;
import org.etcdrecovery.core.contents.index.Subtrees;

/**
 * The keys of one file: which are shown, at which revision, which subtrees are open, and what is selected. A tree and a
 * treemap show it: the tree all open rows, the treemap one level, the children of one prefix.
 */
public final class KeysViewModel {
    /** So many are opened by themselves after a search. */
    private static final int FEW = 200;

    private final ReadOnlyObjectWrapper<Optional<KeyIndex>> index = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Shown>> shown = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Selection> selection = new ReadOnlyObjectWrapper<>(Selection.NONE);
    private final ReadOnlyObjectWrapper<Optional<TreeLevel>> level = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObjectProperty<KeyQuery> query = new SimpleObjectProperty<>(KeyQuery.ALL);
    private final ObjectProperty<Long> revision = new SimpleObjectProperty<>(0L);
    private final Latest<Shown> computing;
    private final Latest<Runnable> opening;
    private final Latest<TreeLevel> leveling;
    private boolean outdated;
    /** The key to go to when its state is shown. */
    private Optional<byte[]> wantedKey = Optional.empty();

    /**
     * The state that is shown.
     *
     * @param state the keys
     * @param query the query that they answer
     * @param all   how many keys there are at that revision, wanted or not
     * @param rows  the rows of the tree
     * @param size  the number of rows, so that a state with another subtree open is another state
     */
    record Shown(KeyState state, KeyQuery query, long all, TreeRows rows, int size) {
        Shown(KeyState state, KeyQuery query, long all, TreeRows rows) {
            this(state, query, all, rows, rows.size());
        }

        /** Whether these are all keys of the last revision. */
        boolean isWhole() {
            return query.isAll() && state.revision() == state.index().lastRevision();
        }
    }

    /**
     * What is selected.
     *
     * @param row     its row; -1 if nothing is
     * @param subtree what it shows; empty if nothing is
     */
    record Selection(int row, Optional<Subtree> subtree) {
        static final Selection NONE = new Selection(-1, Optional.empty());
    }

    /** @param runner runs what is not done at once */
    public KeysViewModel(TaskRunner runner) {
        computing = new Latest<>(runner, this::show);
        opening = new Latest<>(runner, Runnable::run);
        leveling = new Latest<>(runner, now -> level.set(Optional.of(now)));
        query.subscribe((_, _) -> compute());
        revision.subscribe((_, _) -> computeNext());
    }

    /** Shows the keys of an index, or none. */
    public void open(Optional<KeyIndex> now) {
        computing.forget();
        opening.forget();
        leveling.forget();
        shown.set(Optional.empty());
        level.set(Optional.empty());
        selection.set(Selection.NONE);
        index.set(Optional.empty());
        revision.set(now.map(KeyIndex::lastRevision).orElse(0L));
        index.set(now);
        compute();
    }

    /** The index; empty until there is one. */
    public ReadOnlyObjectProperty<Optional<KeyIndex>> index() {
        return index.getReadOnlyProperty();
    }

    /** What is shown; empty until it was computed. */
    ReadOnlyObjectProperty<Optional<Shown>> shown() {
        return shown.getReadOnlyProperty();
    }

    /** The level that the treemap shows; empty until it was computed. */
    ReadOnlyObjectProperty<Optional<TreeLevel>> level() {
        return level.getReadOnlyProperty();
    }

    /** What is selected. */
    ReadOnlyObjectProperty<Selection> selection() {
        return selection.getReadOnlyProperty();
    }

    /** Which keys are wanted. */
    ObjectProperty<KeyQuery> query() {
        return query;
    }

    /** The revision that is wanted, one that the file holds. */
    ObjectProperty<Long> revision() {
        return revision;
    }

    /** Why it failed; empty if it did not. */
    ReadOnlyObjectProperty<Optional<Failed>> failed() {
        return computing.failed();
    }

    /** A slider asks for more states than can be computed: the one under way is shown, then the last that was asked for. */
    private void computeNext() {
        if (computing.activity().isRunning() && shown.get().map(Shown::query).filter(query.get()::equals).isPresent()) {
            outdated = true;
        } else {
            compute();
        }
    }

    private void compute() {
        outdated = false;
        if (index.get().isEmpty() || query.get().problem().isPresent()) {
            return;
        }
        KeyIndex keys = index.get().get();
        KeyQuery wanted = query.get();
        long at = Math.clamp(revision.get(), keys.oldestRevision(), keys.lastRevision());
        Optional<Shown> before = shown.get();
        List<byte[]> open = before.map(Shown::rows).map(TreeRows::openPrefixes).orElse(List.of());
        computing.read(reporter -> {
            KeyState state = state(keys, before, wanted, at, reporter);
            TreeRows rows = new TreeRows(state.children(new byte[0]));
            boolean searched = before.map(Shown::query).filter(wanted::equals).isEmpty();
            for (byte[] prefix : open) {
                TreePaths.reopen(state, rows, prefix);
            }
            if (searched) {
                TreePaths.unfold(state, rows, wanted.isAll() ? 0 : FEW);
            }
            long all = wanted.isAll() ? state.totals().keys() : keys.asOf(at, reporter.cancellation()).totals().keys();
            return new Shown(state, wanted, all, rows);
        });
    }

    private static KeyState state(KeyIndex keys, Optional<Shown> before, KeyQuery wanted, long at, Reporter reporter)
            throws IOException {
        var cancellation = reporter.cancellation();
        if (before.isPresent() && before.get().query().equals(wanted)) {
            return before.get().state().at(at, cancellation);
        }
        Optional<KeyState> narrower = before.filter(one -> wanted.narrows(one.query()))
                .map(Shown::state)
                .filter(state -> state.revision() == at);
        KeyState from = narrower.isPresent() ? narrower.get() : keys.asOf(at, cancellation);
        return wanted.isAll() ? from : from.filter(wanted.matcher(), cancellation);
    }

    private void show(Shown now) {
        byte[] selected = selection.get().subtree().map(Subtree::prefix).orElse(new byte[0]);
        byte[] shownLevel = level.get().map(TreeLevel::prefix).orElse(new byte[0]);
        boolean first = shown.get().isEmpty();
        shown.set(Optional.of(now));
        OptionalInt row = selected.length == 0 ? OptionalInt.empty() : now.rows().rowOf(selected);
        selection.set(row.isPresent() ? at(row.getAsInt()) : Selection.NONE);
        goTo(first ? TreePaths.firstLevel(now.rows()) : TreePaths.nearest(now.state(), shownLevel));
        if (outdated) {
            compute();
        } else {
            wantedKey.ifPresent(key -> reveal(key, false, () -> goTo(TreePaths.parentOf(key))));
            wantedKey = Optional.empty();
        }
    }

    private Selection at(int row) {
        return shown.get()
                .map(now -> new Selection(row, Optional.of(now.rows().get(row).subtree())))
                .orElse(Selection.NONE);
    }

    /** Selects a row of the tree. The treemap goes to the level in which it is. */
    void select(int row) {
        shown.get().ifPresent(now -> {
            if (row >= 0 && row < now.rows().size()) {
                selection.set(at(row));
                OptionalInt parent = now.rows().parent(row);
                goTo(parent.isPresent() ? now.rows().get(parent.getAsInt()).subtree().prefix() : new byte[0]);
            }
        });
    }

    /** Selects a part of the level that the treemap shows. The tree goes there if its parent is open. */
    void selectInLevel(Subtree part) {
        if (LeadingLetters.isGroup(part)) {
            return;
        }
        reveal(part.prefix(), false, () -> {
            // The level stays.
        });
    }

    /** Opens a row of the tree if it is closed, closes it if it is open. */
    void toggle(int row) {
        shown.get().ifPresent(now -> {
            Row one = now.rows().get(row);
            if (one.open()) {
                now.rows().close(row);
                changed(now, row);
            } else if (one.subtree().expandable()) {
                byte[] prefix = one.subtree().prefix();
                opening.read(_ -> {
                    Subtrees children = now.state().children(prefix);
                    return () -> {
                        if (isShown(now)) {
                            now.rows().rowOf(prefix).ifPresent(at -> now.rows().open(at, children));
                            changed(now, selection.get().row());
                        }
                    };
                });
            }
        });
    }

    /** Shows a subtree of the treemap as its level, and opens it in the tree. */
    void enter(Subtree part) {
        if (LeadingLetters.isGroup(part)) {
            goTo(part.prefix());
        } else if (part.expandable()) {
            reveal(part.prefix(), true, () -> goTo(part.prefix()));
        }
    }

    /** Shows the level above, with what was shown selected. */
    void leave() {
        byte[] now = level.get().map(TreeLevel::prefix).orElse(new byte[0]);
        if (LeadingLetters.baseOf(now) < now.length) {
            goTo(TreePaths.parentOf(now));
        } else if (now.length > 0) {
            reveal(now, false, () -> goTo(TreePaths.parentOf(now)));
        }
    }

    /** Shows a key as of a revision at which it exists, or of the last. */
    public void showKey(byte[] key, Optional<Long> at) {
        wantedKey = Optional.of(key);
        query.set(KeyQuery.ALL);
        revision.set(at.orElse(index.get().map(KeyIndex::lastRevision).orElse(0L)));
        computing.forget();
        compute();
    }

    /**
     * Opens the tree down to a prefix and selects its row.
     *
     * @param open whether to open that row too
     */
    private void reveal(byte[] prefix, boolean open, Runnable then) {
        shown.get().ifPresent(now -> opening.read(_ -> {
            // Only the rows of this thread: the tree is changed on the FX thread.
            List<Opened> missing = TreePaths.missing(now.state(), prefix, open);
            return () -> {
                if (isShown(now)) {
                    missing.forEach(one -> now.rows()
                            .rowOf(one.prefix())
                            .ifPresent(row -> now.rows().open(row, one.children())));
                    changed(now, now.rows().rowOf(prefix).orElse(-1));
                    then.run();
                }
            };
        }));
    }

    private boolean isShown(Shown now) {
        return shown.get().filter(one -> one.rows() == now.rows()).isPresent();
    }

    /** The rows have changed: views look again. */
    private void changed(Shown now, int row) {
        shown.set(Optional.of(new Shown(now.state(), now.query(), now.all(), now.rows())));
        selection.set(row < 0 ? Selection.NONE : at(Math.min(row, now.rows().size() - 1)));
    }

    private void goTo(byte[] prefix) {
        shown.get().ifPresent(now -> {
            Optional<TreeLevel> before = level.get();
            if (before.filter(one -> one.isOf(now.state(), prefix)).isEmpty()) {
                leveling.read(_ -> TreeLevel.of(now.state(), prefix));
            }
        });
    }
}
