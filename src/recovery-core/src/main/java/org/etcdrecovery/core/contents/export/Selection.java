package org.etcdrecovery.core.contents.export;

import java.util.ArrayList;
import java.util.List;
import org.etcdrecovery.core.contents.index.DeletedKey;
import org.etcdrecovery.core.contents.index.KeyIndex;
import org.etcdrecovery.core.contents.index.KeyMatcher;
import org.etcdrecovery.core.contents.index.KeyState;

/** Which records of a snapshot to export, in which order. */
public abstract sealed class Selection {
    private Selection() {}

    /** The keys of a state in key order: all of them; filter the state to choose. */
    public static Selection of(KeyState state) {
        return new OfState(state);
    }

    /**
     * Some records.
     *
     * @param index   the index of the file
     * @param records each a key of the index and the main revision that put it
     */
    public static Selection of(KeyIndex index, List<Item> records) {
        return new OfItems(index, records);
    }

    /**
     * The keys that were deleted and do not exist, with the last value that the snapshot still holds, the latest deletion
     * first.
     *
     * @param prefix with which the keys begin
     */
    public static Selection deleted(KeyIndex index, byte[] prefix) {
        List<Item> items = new ArrayList<>();
        for (DeletedKey each : index.deletions(Integer.MAX_VALUE)) {
            byte[] key = index.key(each.rank());
            if (each.lastPut().isPresent() && KeyMatcher.beginsWith(key, prefix)) {
                items.add(new Item(each.rank(), each.lastPut().get().revision()));
            }
        }
        return of(index, items);
    }

    /**
     * A record.
     *
     * @param rank     the key in the index
     * @param revision the main revision that put it
     */
    public record Item(int rank, long revision) {}

    /** What could not be read of a damaged file, so that keys may be missing, one sentence each. */
    public List<String> unreadable() {
        return index().unreadable();
    }

    abstract KeyIndex index();

    abstract long size();

    abstract Item item(long n);

    /** The length of key and value in bytes. */
    final long size(Item item) {
        return index().size(item.rank(), item.revision());
    }

    final byte[] key(Item item) {
        return index().key(item.rank());
    }

    /** The revision of the state; 0 if the records are of several. */
    abstract long revision();

    private static final class OfState extends Selection {
        private final KeyState state;

        OfState(KeyState state) {
            this.state = state;
        }

        @Override
        KeyIndex index() {
            return state.index();
        }

        @Override
        long size() {
            return state.totals().keys();
        }

        @Override
        Item item(long n) {
            int rank = state.rankOfNth(n);
            return new Item(rank, state.living(rank));
        }

        @Override
        long revision() {
            return state.revision();
        }
    }

    private static final class OfItems extends Selection {
        private final KeyIndex index;
        private final List<Item> items;

        OfItems(KeyIndex index, List<Item> items) {
            this.index = index;
            this.items = List.copyOf(items);
        }

        @Override
        KeyIndex index() {
            return index;
        }

        @Override
        long size() {
            return items.size();
        }

        @Override
        Item item(long n) {
            return items.get(Math.toIntExact(n));
        }

        @Override
        long revision() {
            return 0;
        }
    }
}
