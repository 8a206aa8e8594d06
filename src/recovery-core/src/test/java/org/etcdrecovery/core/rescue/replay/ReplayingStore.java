package org.etcdrecovery.core.rescue.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.keyspace.ApplyRules;
import org.etcdrecovery.core.proto.RaftRequest;
import org.etcdrecovery.core.wal.EntryType;

/** An empty store to which requests are applied, one entry each. */
final class ReplayingStore {
    private final Sources sources = new Sources();
    private final ReplayState state;
    private final Applier applier;
    private long index;

    ReplayingStore() {
        this("3.7.3");
    }

    /** @param version the server to follow, such as {@code 3.5} or {@code 3.5.35} */
    ReplayingStore(String version) {
        state = Base.empty(ApplyRules.parse(version).orElseThrow()).start(List.of());
        applier = new Applier(state, sources);
    }

    ReplayState state() {
        return state;
    }

    Outcome apply(RaftRequest.Builder request) {
        return apply(EntryType.NORMAL, request.build().toByteString());
    }

    Outcome apply(EntryType type, ByteString data) {
        try {
            return tryToApply(type, data);
        } catch (UnreadableRequestException | ServerStopsException e) {
            throw new AssertionError(e);
        }
    }

    Outcome tryToApply(EntryType type, ByteString data) throws UnreadableRequestException, ServerStopsException {
        byte[] bytes = data.toByteArray();
        Place place = new Place(sources.add(ByteSource.of("entry " + ++index, bytes)), 0, bytes.length);
        try {
            return applier.apply(new ReplayEntry(index, 2, type, data, place));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Outcome put(String key, String value) {
        return apply(Requests.request().setPut(Requests.put(key, value)));
    }

    Outcome put(String key, String value, long lease) {
        return apply(Requests.request().setPut(Requests.put(key, value, lease)));
    }

    Outcome delete(String key, String end) {
        return apply(Requests.request().setDeleteRange(Requests.delete(key, end)));
    }

    Outcome txn(List<ByteString> comparisons, List<ByteString> success, List<ByteString> failure) {
        return apply(Requests.request().setTxn(Requests.txn(comparisons, success, failure)));
    }

    Outcome grant(long lease) {
        return apply(Requests.request()
                .setLeaseGrant(Requests.message(out -> {
                    out.writeInt64(1, 60);
                    out.writeInt64(2, lease);
                })));
    }

    Outcome revoke(long lease) {
        return apply(Requests.request().setLeaseRevoke(Requests.message(out -> out.writeInt64(1, lease))));
    }

    Outcome compact(long revision) {
        return apply(Requests.request().setCompaction(Requests.message(out -> out.writeInt64(1, revision))));
    }

    /** @param action 1 raises the alarm, 2 disarms it */
    Outcome alarm(int action, int kind) {
        return apply(Requests.request().setAlarm(Requests.message(out -> {
            out.writeInt32(1, action);
            out.writeUInt64(2, 7);
            out.writeInt32(3, kind);
        })));
    }

    /** Every record that was added: {@code 2.0 a=1 (created 2, version 1, lease 0)}, or {@code 3.0 a deleted}. */
    List<String> records() {
        return state.keys().added().stream().map(this::words).toList();
    }

    private String words(NewRecord record) {
        String place = record.main() + "." + record.sub() + " " + new String(record.key().bytes(), UTF_8);
        KeyState put = record.state();
        if (put == null) {
            return place + " deleted";
        }
        return place + "=" + value(put) + " (created " + put.created() + ", version " + put.version() + ", lease "
                + put.lease() + ")";
    }

    private String value(KeyState put) {
        try {
            return new String(sources.read(put.value()), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The records of a small bucket with texts as keys and values. */
    String texts(String bucket) {
        return state.buckets()
                .records(bucket)
                .entrySet()
                .stream()
                .map(entry -> new String(entry.getKey(), UTF_8) + "=" + new String(entry.getValue(), UTF_8))
                .collect(Collectors.joining(" "));
    }
}
