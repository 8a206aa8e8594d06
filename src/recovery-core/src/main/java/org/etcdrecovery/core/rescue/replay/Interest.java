package org.etcdrecovery.core.rescue.replay;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.etcdrecovery.core.keyspace.MinorVersion;
import org.etcdrecovery.core.progress.Work;
import org.etcdrecovery.core.proto.ClusterVersionSetRequest;
import org.etcdrecovery.core.proto.LeaseCheckpoint;
import org.etcdrecovery.core.proto.LeaseCheckpointRequest;
import org.etcdrecovery.core.proto.LeaseRevokeRequest;
import org.etcdrecovery.core.proto.RaftRequest;
import org.etcdrecovery.core.proto.V2Request;
import org.etcdrecovery.core.rescue.replay.Operation.Comparison;
import org.etcdrecovery.core.rescue.replay.Operation.Delete;
import org.etcdrecovery.core.rescue.replay.Operation.Put;
import org.etcdrecovery.core.rescue.replay.Operation.Range;
import org.etcdrecovery.core.rescue.replay.Operation.Txn;
import org.etcdrecovery.core.wal.EntryType;
import org.jspecify.annotations.Nullable;

/**
 * What entries ask about: keys, ranges of keys, and leases whose keys they need. Only this is kept of a database that may
 * have millions of keys.
 */
final class Interest {
    /** Bits for hash codes of keys; most keys that are of no interest are recognised by them. */
    private static final int HASHES = 1 << 22;

    private final Map<Key, Key> keys = new HashMap<>();
    private final BitSet hashes = new BitSet(HASHES);
    private final List<KeySpan> spans = new ArrayList<>();
    private final Set<Long> leases = new HashSet<>();
    private final Set<Long> checkpoints = new HashSet<>();
    private Optional<MinorVersion> newestVersion = Optional.empty();

    /**
     * What the first entries ask about, up to one that cannot be read.
     *
     * @param work advanced by one for each entry
     */
    static Interest of(ReplayLog log, int count, Work work) throws IOException {
        Interest interest = new Interest();
        try {
            for (int i = 0; i < count; i++) {
                ReplayEntry entry = log.entry(i);
                if (entry.type() == EntryType.NORMAL) {
                    interest.add(RequestReader.read(entry.data(), entry.place()));
                }
                work.advance(1);
            }
        } catch (UnreadableRequestException | InvalidProtocolBufferException e) {
            // The replay ends there, too, and says so.
        }
        interest.mergeSpans();
        return interest;
    }

    private void add(Request request) throws InvalidProtocolBufferException {
        switch (request) {
            case Request.Keys of -> add(of.operation());
            case Request.Other other -> add(other.message());
            case Request.V2 v2 -> add(v2.message());
            case Request.Nothing _ -> {
                // It asks about nothing.
            }
        }
    }

    private void add(Operation operation) {
        switch (operation) {
            case Put put -> {
                add(put.key());
                if (put.lease() != 0) {
                    leases.add(put.lease());
                }
            }
            case Delete delete -> add(delete.keys());
            case Range _ -> {
                // Its result changes nothing.
            }
            case Txn txn -> {
                txn.comparisons().stream().map(Comparison::keys).forEach(this::add);
                txn.success().forEach(this::add);
                txn.failure().forEach(this::add);
            }
        }
    }

    private void add(KeySpan span) {
        if (span.single()) {
            add(span.from());
        } else if (!span.isEmpty()) {
            spans.add(span);
        }
    }

    private void add(Key key) {
        if (keys.putIfAbsent(key, key) == null) {
            hashes.set(key.hashCode() & HASHES - 1);
        }
    }

    private void add(RaftRequest request) throws InvalidProtocolBufferException {
        switch (request.getRequestCase()) {
            case LEASE_REVOKE -> leases.add(LeaseRevokeRequest.parseFrom(request.getLeaseRevoke()).getId());
            case LEASE_CHECKPOINT -> LeaseCheckpointRequest.parseFrom(request.getLeaseCheckpoint())
                    .getCheckpointsList()
                    .stream()
                    .map(LeaseCheckpoint::getId)
                    .forEach(checkpoints::add);
            case CLUSTER_VERSION_SET ->
                version(ClusterVersionSetRequest.parseFrom(request.getClusterVersionSet()).getVer());
            default -> {
                // It asks about small buckets only, which are kept whole.
            }
        }
    }

    private void add(V2Request request) {
        if (request.getPath().toStringUtf8().equals("/0/version")) {
            version(request.getVal().toStringUtf8());
        }
    }

    private void version(String text) {
        newestVersion = MinorVersion.parse(text)
                .filter(version -> newestVersion.filter(known -> known.compareTo(version) > 0).isEmpty())
                .or(() -> newestVersion);
    }

    /** Orders the ranges and makes one of those that overlap. */
    private void mergeSpans() {
        spans.sort(Comparator.comparing(KeySpan::from));
        List<KeySpan> merged = new ArrayList<>();
        for (KeySpan span : spans) {
            KeySpan last = merged.isEmpty() ? null : merged.getLast();
            if (last == null || (last.end() != null && last.end().compareTo(span.from()) < 0)) {
                merged.add(span);
            } else if (last.end() != null && (span.end() == null || span.end().compareTo(last.end()) > 0)) {
                merged.set(merged.size() - 1, new KeySpan(last.from(), false, span.end()));
            }
        }
        spans.clear();
        spans.addAll(merged);
    }

    /** The highest cluster version that entries set. */
    Optional<MinorVersion> newestVersion() {
        return newestVersion;
    }

    /** Whether entries ask about the keys of a lease. */
    boolean isOfLease(long lease) {
        return lease != 0 && leases.contains(lease);
    }

    /** Whether entries report the remaining time of a lease. */
    boolean isCheckpointed(long lease) {
        return checkpoints.contains(lease);
    }

    /** Makes a key one that is asked about, because the keys of its lease are. */
    Key follow(ByteBuffer buffer, int start, int length) {
        Key key = Key.copyOf(buffer, start, length);
        add(key);
        return keys.getOrDefault(key, key);
    }

    /** The key with these bytes, if entries ask about it; otherwise null. */
    @Nullable
    Key find(ByteBuffer buffer, int start, int length) {
        boolean possible = hashes.get(Key.hash(buffer, start, length) & HASHES - 1);
        if (!possible && spans.isEmpty()) {
            return null;
        }
        Key key = Key.copyOf(buffer, start, length);
        Key known = possible ? keys.get(key) : null;
        if (known != null) {
            return known;
        }
        return isInSpan(key) ? key : null;
    }

    private boolean isInSpan(Key key) {
        int low = 0;
        int high = spans.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (spans.get(middle).from().compareTo(key) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low > 0 && spans.get(low - 1).contains(key);
    }
}
