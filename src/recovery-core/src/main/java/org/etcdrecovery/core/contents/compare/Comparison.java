package org.etcdrecovery.core.contents.compare;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.etcdrecovery.core.contents.index.KeyState;
import org.etcdrecovery.core.contents.index.StatePairs;
import org.etcdrecovery.core.contents.index.Subtrees;
import org.etcdrecovery.core.contents.index.ValueHashes;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.SnapshotFile;

/**
 * The difference of two states of a keyspace, as what restoring the first one instead of the second would do: keys would be
 * missing, have another value, or exist additionally. Immutable.
 */
public final class Comparison {
    private static final int SALT_LENGTH = 16;

    private final Side before;
    private final Side after;
    private final Changes changes;
    private final Changes contradicting;

    private Comparison(Side before, Side after, Changes changes) {
        this.before = before;
        this.after = after;
        this.changes = changes;
        this.contradicting = changes.contradicting();
    }

    /**
     * Compares two states. Values of the same size are read, in one pass over each file.
     *
     * @param before the state that would be restored
     * @param after  the state that it is compared with
     * @throws org.etcdrecovery.core.contents.index.StaleIndexException if a file has changed since it was indexed
     * @throws IOException                                              if a file cannot be read
     * @throws java.util.concurrent.CancellationException               if the progress is cancelled
     */
    public static Comparison of(Side before, Side after, Progress progress) throws IOException {
        return new Comparison(before, after, new Pairs(before, after).compare(progress));
    }

    /** The state that would be restored. */
    public Side before() {
        return before;
    }

    /** The state that it is compared with. */
    public Side after() {
        return after;
    }

    /** Whether the state that would be restored has fewer revisions, so that restoring it would go back in time. */
    public boolean goesBack() {
        return before.state().revision() < after.state().revision();
    }

    /** All keys that differ, in key order. */
    public Changes changes() {
        return changes;
    }

    /** Those that no cluster explains, see {@link Changes#contradicting}. */
    public Changes contradicting() {
        return contradicting;
    }

    /** How many keys differ. */
    public Summary summary() {
        return summary(new byte[0]);
    }

    /** How many of the keys differ that begin with a prefix. */
    public Summary summary(byte[] prefix) {
        Summary counted = changes.below(prefix).count();
        return new Summary(counted.missing(), counted.older(), counted.back(),
                after.state().totals(prefix).keys() - counted.missing() - counted.older(), counted.bytesBefore(),
                counted.bytesAfter());
    }

    /**
     * The children of a prefix in which keys differ, in key order.
     *
     * @param limit the maximum number of children
     */
    public List<SubtreeChanges> subtrees(byte[] prefix, int limit) {
        List<SubtreeChanges> children = new ArrayList<>();
        Changes below = changes.below(prefix);
        int next = 0;
        while (next < below.size() && children.size() < limit) {
            byte[] key = below.get(next).key();
            int slash = Subtrees.endOfName(key, prefix.length);
            boolean subtree = slash >= 0;
            byte[] child = subtree ? Arrays.copyOf(key, slash + 1) : key;
            byte[] name = Arrays.copyOfRange(key, prefix.length, subtree ? slash : key.length);
            Summary summary = subtree ? summary(child) : below.part(next, next + 1).count();
            children.add(new SubtreeChanges(child, name, subtree, summary));
            next += (int) summary.changed();
        }
        return children;
    }

    /** The keys of two states, of which some are known to differ and others have to be read. */
    private static final class Pairs {
        private final Side before;
        private final Side after;
        private final ValueHashes hashesBefore;
        private final ValueHashes hashesAfter;
        private final IntStream.Builder ranksBefore = IntStream.builder();
        private final IntStream.Builder ranksAfter = IntStream.builder();
        /** Which of them have to be read. */
        private final BitSet asked = new BitSet();
        private int count;

        Pairs(Side before, Side after) {
            this.before = before;
            this.after = after;
            byte[] salt = new byte[SALT_LENGTH];
            new SecureRandom().nextBytes(salt);
            hashesBefore = new ValueHashes(before.state().index(), salt);
            hashesAfter = isOneFile() ? hashesBefore : new ValueHashes(after.state().index(), salt);
        }

        private boolean isOneFile() {
            return before.state().index() == after.state().index();
        }

        Changes compare(Progress progress) throws IOException {
            StatePairs.forEach(before.state(), after.state(), this::pair, progress);
            read(hashesBefore, before, progress);
            if (!isOneFile()) {
                read(hashesAfter, after, progress);
            }
            int[] allBefore = ranksBefore.build().toArray();
            int[] allAfter = ranksAfter.build().toArray();
            BitSet equal = equal();
            int[] changed = IntStream.range(0, count).filter(pair -> !equal.get(pair)).toArray();
            return new Changes(before.state(), after.state(), Arrays.stream(changed).map(i -> allBefore[i]).toArray(),
                    Arrays.stream(changed).map(i -> allAfter[i]).toArray());
        }

        private void pair(int rankBefore, int rankAfter) {
            KeyState first = before.state();
            KeyState second = after.state();
            if (rankBefore != StatePairs.NONE && rankAfter != StatePairs.NONE) {
                if (isOneFile() && first.living(rankBefore) == second.living(rankAfter)) {
                    return;
                }
                if (first.size(rankBefore) == second.size(rankAfter)) {
                    hashesBefore.add(first, rankBefore);
                    hashesAfter.add(second, rankAfter);
                    asked.set(count);
                }
            }
            ranksBefore.add(rankBefore);
            ranksAfter.add(rankAfter);
            count++;
        }

        private static void read(ValueHashes hashes, Side side, Progress progress) throws IOException {
            if (hashes.count() > 0) {
                try (SnapshotFile file = side.opener().open(side.name(), progress)) {
                    hashes.read(file, progress);
                }
            }
        }

        /** Which pairs have been found to be equal. In one file, the two hashes of a pair follow each other. */
        private BitSet equal() {
            BitSet equal = new BitSet();
            int number = 0;
            for (int pair = asked.nextSetBit(0); pair >= 0; pair = asked.nextSetBit(pair + 1)) {
                long one = hashesBefore.get(number);
                long other = isOneFile() ? hashesAfter.get(++number) : hashesAfter.get(number);
                equal.set(pair, one == other);
                number++;
            }
            return equal;
        }
    }
}
