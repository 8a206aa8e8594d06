package org.etcdrecovery.core.contents.export;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.contents.index.KeyIndex;
import org.etcdrecovery.core.contents.index.KeyState;
import org.etcdrecovery.core.contents.index.RecordRef;

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
        return new OfDeleted(index, prefix);
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

    private static final class OfDeleted extends Selection {
        private final KeyIndex index;
        private final int[] ranks;

        OfDeleted(KeyIndex index, byte[] prefix) {
            this.index = index;
            this.ranks = Arrays.stream(index.deleted(prefix)).filter(rank -> lastPut(rank).isPresent()).toArray();
        }

        private Optional<RecordRef> lastPut(int rank) {
            return index.deletion(rank).lastPut();
        }

        @Override
        KeyIndex index() {
            return index;
        }

        @Override
        long size() {
            return ranks.length;
        }

        @Override
        Item item(long n) {
            int rank = ranks[Math.toIntExact(n)];
            return new Item(rank, lastPut(rank).orElseThrow().revision());
        }

        @Override
        long revision() {
            return 0;
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
