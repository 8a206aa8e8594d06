package org.etcdrecovery.core.contents.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.EtcdFile;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;

/** A history of keys in a file and, to compare with, in maps. */
final class MadeHistory {
    /** Bytes around the separator, and those that are easily confused with an end. */
    private static final byte[] ALPHABET = {'/', '/', 'a', 'b', '-', '.', '0', 0, (byte) 0xFF, (byte) 0xC3, ' '};

    private final EtcdFile file = new EtcdFile();
    private final SortedMap<byte[], List<RecordRef>> records = new TreeMap<>(Arrays::compareUnsigned);
    private long main = 1;
    private long sub;
    private long compacted = -1;

    /** Puts and deletes of about this many keys by chance, with several in one transaction now and then. */
    static MadeHistory random(Random random, int keys, int changes) {
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
    MadeHistory next() {
        return nextAt(main + 1);
    }

    MadeHistory nextAt(long revision) {
        main = revision;
        sub = 0;
        return this;
    }

    MadeHistory put(String key, int valueSize) {
        return put(key.getBytes(UTF_8), valueSize);
    }

    MadeHistory put(byte[] key, int valueSize) {
        return record(key, new Revision(main, sub).toKey(),
                EtcdFile.keyValue(key, main, main, 1, new byte[valueSize], 0), key.length + valueSize, false);
    }

    MadeHistory delete(byte[] key) {
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

    Path write(Path directory) throws IOException {
        return file.writeTo(directory);
    }

    KeyIndex index(Path directory) throws IOException {
        return KeyIndex.read(SnapshotOpener.plain(), SnapshotName.of(write(directory)), Progress.NONE);
    }

    long lastRevision() {
        return main;
    }

    long compactRevision() {
        return compacted;
    }

    SortedMap<byte[], List<RecordRef>> records() {
        return records;
    }

    List<byte[]> keys() {
        return new ArrayList<>(records.keySet());
    }

    /** The keys that exist at a revision, with their newest records. */
    SortedMap<byte[], RecordRef> at(long revision) {
        SortedMap<byte[], RecordRef> living = new TreeMap<>(Arrays::compareUnsigned);
        records.forEach((key, history) -> history.stream()
                .filter(record -> record.revision() <= revision)
                .reduce((_, newer) -> newer)
                .filter(record -> !record.tombstone())
                .ifPresent(record -> living.put(key, record)));
        return living;
    }
}
