package org.etcdrecovery.core.contents.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.EtcdFile;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;

/** A history of keys in a file and, to compare with, in maps. */
public final class MadeHistory {
    /** Bytes around the separator, and those that are easily confused with an end. */
    private static final byte[] ALPHABET = {'/', '/', 'a', 'b', '-', '.', '0', 0, (byte) 0xFF, (byte) 0xC3, ' '};

    private final EtcdFile file = new EtcdFile();
    private final SortedMap<byte[], List<RecordRef>> records = new TreeMap<>(Arrays::compareUnsigned);
    /** The value of each record by its revision, sub-revision and key. */
    private final Map<String, byte[]> values = new HashMap<>();
    private long main = 1;
    private long sub;
    private long compacted = -1;

    /** Puts and deletes of about this many keys by chance, with several in one transaction now and then. */
    public static MadeHistory random(Random random, int keys, int changes) {
        MadeHistory history = new MadeHistory();
        List<byte[]> names = new ArrayList<>();
        for (int i = 0; i < keys; i++) {
            names.add(randomKey(random, names));
        }
        for (int i = 0; i < changes && !names.isEmpty(); i++) {
            byte[] key = names.get(random.nextInt(keys));
            if (random.nextInt(4) > 0) {
                history.next();
            }
            if (random.nextInt(3) > 0) {
                history.put(key, random.nextInt(40));
            } else {
                history.delete(key);
            }
        }
        return history;
    }

    private static byte[] randomKey(Random random, List<byte[]> others) {
        byte[] start = others.isEmpty() || random.nextBoolean()
                ? new byte[0]
                : others.get(random.nextInt(others.size()));
        byte[] key = Arrays.copyOf(start, start.length + 1 + random.nextInt(4));
        for (int i = start.length; i < key.length; i++) {
            key[i] = ALPHABET[random.nextInt(ALPHABET.length)];
        }
        return key;
    }

    /** Begins a transaction. */
    public MadeHistory next() {
        return nextAt(main + 1);
    }

    MadeHistory nextAt(long revision) {
        main = revision;
        sub = 0;
        return this;
    }

    public MadeHistory put(String key, int valueSize) {
        return put(key.getBytes(UTF_8), valueSize);
    }

    /** Puts one of few values of this size. */
    MadeHistory put(byte[] key, int valueSize) {
        byte[] value = new byte[valueSize];
        Arrays.fill(value, (byte) (main % 3));
        return put(key, value);
    }

    public MadeHistory put(String key, byte[] value) {
        return put(key.getBytes(UTF_8), value);
    }

    public MadeHistory put(byte[] key, byte[] value) {
        values.put(name(key, main), value);
        return record(key, new Revision(main, sub).toKey(), EtcdFile.keyValue(key, main, main, 1, value, 0),
                key.length + value.length, false);
    }

    private static String name(byte[] key, long revision) {
        return revision + " " + HexFormat.of().formatHex(key);
    }

    /** The value that a key has after the last record of a revision. */
    public byte[] value(byte[] key, long revision) {
        return Objects.requireNonNull(values.get(name(key, revision)));
    }

    public MadeHistory delete(byte[] key) {
        byte[] revision = Arrays.copyOf(new Revision(main, sub).toKey(), Revision.TOMBSTONE_KEY_LENGTH);
        revision[Revision.KEY_LENGTH] = Revision.TOMBSTONE_MARK;
        return record(key, revision, EtcdFile.keyValue(key, 0, new byte[0], 0), key.length, true);
    }

    private MadeHistory record(byte[] key, byte[] revision, byte[] value, int size, boolean tombstone) {
        file.record("key", revision, value);
        records.computeIfAbsent(key, _ -> new ArrayList<>()).add(new RecordRef(main, size, tombstone));
        sub++;
        return this;
    }

    /** What a revision bump adds. */
    MadeHistory bump(long to) {
        nextAt(to);
        file.record("key", new Revision(to, 0).toKey(), new byte[0]);
        return compact(to);
    }

    /** Says that the history is compacted; removes nothing. */
    MadeHistory compact(long revision) {
        compacted = revision;
        file.record("meta", "scheduledCompactRev", new Revision(revision, 0).toKey());
        return this;
    }

    public Path write(Path directory) throws IOException {
        return file.writeTo(directory);
    }

    public KeyIndex index(Path directory) throws IOException {
        return KeyIndex.read(SnapshotOpener.plain(), SnapshotName.of(write(directory)), Progress.NONE);
    }

    public long lastRevision() {
        return main;
    }

    long compactRevision() {
        return compacted;
    }

    SortedMap<byte[], List<RecordRef>> records() {
        return records;
    }

    public List<byte[]> keys() {
        return new ArrayList<>(records.keySet());
    }

    /** The keys that exist at a revision, with their newest records. */
    public SortedMap<byte[], RecordRef> at(long revision) {
        SortedMap<byte[], RecordRef> living = new TreeMap<>(Arrays::compareUnsigned);
        records.forEach((key, history) -> history.stream()
                .filter(record -> record.revision() <= revision)
                .reduce((_, newer) -> newer)
                .filter(record -> !record.tombstone())
                .ifPresent(record -> living.put(key, record)));
        return living;
    }
}
