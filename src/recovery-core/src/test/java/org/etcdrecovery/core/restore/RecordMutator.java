package org.etcdrecovery.core.restore;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.etcdrecovery.core.testing.Records;

/** Changes, adds or drops one small record of a snapshot, at random. */
final class RecordMutator {
    private static final List<String> BUCKETS = List.of("meta", "cluster", "lease", "alarm", "auth", "authUsers",
            "authRoles", "members", "members_removed");
    /** Records that a server may have and that are not in every snapshot: bucket, key, value. */
    private static final List<String[]> MORE = List.of(
            new String[]{"cluster", "downgrade", "{\"target-version\":\"3.5.0\",\"enabled\":true}"},
            new String[]{"cluster", "downgrade", "{\"target-version\":\"\",\"enabled\":false}"},
            new String[]{"alarm", "\b\u0001\u0010\u0001", ""}, new String[]{"alarm", "\b\u0001\u0010\u0002", ""},
            new String[]{"members_removed", "ff", "removed"}, new String[]{"authRoles", "spare", "\n\u0005spare"},
            new String[]{"authUsers", "guest", "\n\u0005guest\u001a\u0006reader\"\u0002\b\u0001"},
            new String[]{"meta", "storageVersion", "3.6.0"}, new String[]{"cluster", "clusterVersion", "3.4.0"});
    private static final List<String> JSON = List.of("true", "false", "null", "0", "-1", "1.5", "\"\"", "\"3.5.0\"",
            "\"\\ud800\"", "[]", "{}", "18446744073709551615", "18446744073709551616", ",", ":", "}", "\"ENABLED\"");

    private final Random random;

    RecordMutator(long seed) {
        this.random = new Random(seed);
    }

    /** Makes the change, and returns a description. */
    String mutate(Records records) {
        if (random.nextInt(4) == 0) {
            String[] more = MORE.get(random.nextInt(MORE.size()));
            records.put(more[0], more[1].getBytes(ISO_8859_1), more[2].getBytes(ISO_8859_1));
            if (random.nextInt(4) == 0) {
                return "adds " + more[0] + "/" + shown(more[1].getBytes(ISO_8859_1));
            }
            return change(records, more[0], more[1].getBytes(ISO_8859_1));
        }
        String bucket;
        do {
            bucket = BUCKETS.get(random.nextInt(BUCKETS.size()));
        } while (records.keys(bucket).isEmpty());
        List<byte[]> keys = records.keys(bucket);
        return change(records, bucket, keys.get(random.nextInt(keys.size())));
    }

    private String change(Records records, String bucket, byte[] key) {
        byte[] value = records.get(bucket, key);
        String place = bucket + "/" + shown(key);
        // An alarm is determined by its key.
        int kind = bucket.equals("alarm") ? 0 : random.nextInt(10);
        if (kind == 0) {
            byte[] changed = bytes(records, key);
            records.bucket(bucket).remove(key);
            records.put(bucket, changed.length == 0 ? new byte[1] : changed, value);
            return place + ": key becomes " + shown(changed);
        }
        if (kind == 1) {
            records.bucket(bucket).remove(key);
            return place + ": deleted";
        }
        byte[] changed = bytes(records, value);
        records.put(bucket, key, changed);
        return place + ": " + shown(value) + " becomes " + shown(changed);
    }

    private byte[] bytes(Records records, byte[] old) {
        return switch (random.nextInt(8)) {
            case 0, 1 -> flipped(old);
            case 2 -> inserted(old, at(old), new byte[]{(byte) random.nextInt(256)});
            case 3 -> old.length == 0 ? old : Arrays.copyOf(old, random.nextInt(old.length));
            case 4 -> without(old);
            case 5 -> ofAnother(records);
            case 6 -> old.length > 0 && old[0] == '{' ? json(old) : number(old);
            default -> inserted(old, old.length, field());
        };
    }

    private int at(byte[] bytes) {
        return random.nextInt(bytes.length + 1);
    }

    private byte[] flipped(byte[] old) {
        byte[] changed = old.clone();
        if (changed.length > 0) {
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return changed;
    }

    private byte[] without(byte[] old) {
        if (old.length == 0) {
            return old;
        }
        int at = random.nextInt(old.length);
        return ByteBuffer.allocate(old.length - 1).put(old, 0, at).put(old, at + 1, old.length - at - 1).array();
    }

    private static byte[] inserted(byte[] old, int at, byte[] more) {
        return ByteBuffer.allocate(old.length + more.length)
                .put(old, 0, at)
                .put(more)
                .put(old, at, old.length - at)
                .array();
    }

    private byte[] ofAnother(Records records) {
        String bucket = BUCKETS.get(random.nextInt(BUCKETS.size()));
        List<byte[]> keys = records.keys(bucket);
        return keys.isEmpty() ? new byte[0] : records.get(bucket, keys.get(random.nextInt(keys.size())));
    }

    private byte[] json(byte[] old) {
        byte[] token = JSON.get(random.nextInt(JSON.size())).getBytes(UTF_8);
        String text = new String(old, ISO_8859_1);
        int colon = text.indexOf(':', random.nextInt(text.length()));
        int end = colon < 0 ? -1 : text.indexOf(',', colon);
        return colon < 0 || end < 0
                ? inserted(old, at(old), token)
                : (text.substring(0, colon + 1) + new String(token, UTF_8) + text.substring(end)).getBytes(ISO_8859_1);
    }

    /** A number like an existing one, or at the limits of its type. */
    private byte[] number(byte[] old) {
        long[] limits = {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE};
        long limit = limits[random.nextInt(limits.length)];
        return old.length >= Long.BYTES
                ? ByteBuffer.wrap(old.clone()).putLong(limit).array()
                : ("" + limit).getBytes(UTF_8);
    }

    /** A field of a message: any number, any type, a byte that may be its length. */
    private byte[] field() {
        return new byte[]{(byte) random.nextInt(128), (byte) random.nextInt(3), (byte) random.nextInt(256)};
    }

    private static String shown(byte[] bytes) {
        String text = new String(bytes, ISO_8859_1);
        return text.chars().allMatch(c -> c >= ' ' && c < 0x7F) ? "'" + text + "'" : HexFormat.of().formatHex(bytes);
    }
}
