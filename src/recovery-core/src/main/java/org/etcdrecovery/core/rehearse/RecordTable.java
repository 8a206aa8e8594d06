package org.etcdrecovery.core.rehearse;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;
import org.etcdrecovery.core.keyspace.KeyValueReader;
import org.etcdrecovery.core.keyspace.Revision;

/**
 * The records of a keyspace in the order of their revisions, at 24 bytes each: what two files have to agree on, whatever
 * their size.
 */
final class RecordTable implements LeafVisitor {
    private static final int NUMBERS = 3;

    private final KeyValueReader keyValue = new KeyValueReader();
    private final Sums sums = new Sums();
    /** Main revision, sub-revision and sum of each record. */
    private long[] numbers = new long[NUMBERS << 10];
    private int count;
    /** The sums of the keys that have a lease. */
    private long[] leased = new long[64];
    private int leasedCount;
    /** The puts of the empty key, with which revision bumps end. */
    private final BitSet bumps = new BitSet();
    private BitSet living = new BitSet();

    private final long upTo;

    /** @param upTo the last revision of which records are kept */
    RecordTable(long upTo) {
        this.upTo = upTo;
    }

    /** Two checksums by different polynomials, so that no two records of a file share both. */
    static final class Sums {
        private final CRC32 one = new CRC32();
        private final CRC32C other = new CRC32C();

        long of(ByteBuffer buffer, int start, int length) {
            one.reset();
            one.update(buffer.slice(start, length));
            other.reset();
            other.update(buffer.slice(start, length));
            return one.getValue() << Integer.SIZE | other.getValue();
        }

        /** The sum of a record: its key, which tells a put from a deletion, and its value. */
        long of(Leaf leaf, int element) {
            return of(leaf.buffer(), leaf.keyStart(element), leaf.keyLength(element) + leaf.valueLength(element));
        }
    }

    @Override
    public void leaf(Leaf leaf) {
        ByteBuffer buffer = leaf.buffer();
        for (int i = 0; i < leaf.count() && Revision.mainOf(buffer, leaf.keyStart(i)) <= upTo; i++) {
            if (numbers.length < NUMBERS * (count + 1)) {
                numbers = Arrays.copyOf(numbers, Math.multiplyExact(numbers.length, 2));
            }
            int key = leaf.keyStart(i);
            numbers[NUMBERS * count] = Revision.mainOf(buffer, key);
            numbers[NUMBERS * count + 1] = Revision.subOf(buffer, key);
            numbers[NUMBERS * count + 2] = sums.of(leaf, i);
            if (keyValue.read(buffer, leaf.valueStart(i), leaf.valueLength(i)) == null) {
                bumps.set(count, keyValue.keyLength() == 0);
                if (keyValue.lease() != 0) {
                    addLeased(sums.of(buffer, keyValue.keyStart(), keyValue.keyLength()));
                }
            }
            count++;
        }
    }

    private void addLeased(long key) {
        if (leased.length == leasedCount) {
            leased = Arrays.copyOf(leased, Math.multiplyExact(leasedCount, 2));
        }
        leased[leasedCount++] = key;
    }

    /**
     * Ends the collection.
     *
     * @param newest the numbers of the records that are the newest of a key that exists
     */
    void complete(BitSet newest) {
        living = (BitSet) newest.clone();
        // No client sees the empty key, and the record of another bump takes its place.
        living.andNot(bumps);
        leased = Arrays.copyOf(leased, leasedCount);
        Arrays.sort(leased);
    }

    int count() {
        return count;
    }

    int keys() {
        return living.cardinality();
    }

    boolean isLiving(int record) {
        return living.get(record);
    }

    /** Whether any record of this key has a lease. */
    boolean hasLease(long key) {
        return Arrays.binarySearch(leased, key) >= 0;
    }

    /** Compares the revision of a record with another. */
    int compare(int record, long main, long sub) {
        int order = Long.compare(numbers[NUMBERS * record], main);
        return order != 0 ? order : Long.compare(numbers[NUMBERS * record + 1], sub);
    }

    long sum(int record) {
        return numbers[NUMBERS * record + 2];
    }
}
