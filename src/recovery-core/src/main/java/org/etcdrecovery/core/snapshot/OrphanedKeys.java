package org.etcdrecovery.core.snapshot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.etcdrecovery.core.keyspace.KeyValueReader;
import org.etcdrecovery.core.keyspace.LeaseId;
import org.etcdrecovery.core.progress.Progress;

/**
 * The keys that exist but whose lease does not. They never expire. A put with ignore_lease on one of them makes a server
 * panic once the put is in the log, so every member panics, and again at each start. Seen on 3.4.23, 3.5.35, 3.6.16 and
 * 3.7.3.
 *
 * <p>Needs a second pass over the keyspace, because which record of a key is the newest is known only at the end of the
 * first. Only a file with such keys pays for it.
 */
final class OrphanedKeys implements KeyScan.Consumer {
    private static final int MOST_NAMED = 5;
    private static final int LONGEST_NAME = 64;
    /** A hostile file may give each of its keys another lease. */
    private static final int MOST_COUNTED_LEASES = 100_000;

    private final Set<Long> existing;
    private final List<String> names = new ArrayList<>();
    private final Set<Long> leases = new HashSet<>();
    private final List<String> leaseNames = new ArrayList<>();
    private long keys;

    private OrphanedKeys(Set<Long> existing) {
        this.existing = existing;
    }

    /** Collects them; empty if the pass over the keyspace has seen none. */
    static Optional<OrphanedKeys> in(ByteSource source, Keyspace keyspace, Progress progress) throws IOException {
        if (keyspace.living().keysOfUnknownLeases() == 0) {
            return Optional.empty();
        }
        OrphanedKeys orphaned = new OrphanedKeys(keyspace.leases());
        KeyBucket.open(source).walk(new KeyScan(keyspace.history().newest(), orphaned), progress);
        return Optional.of(orphaned);
    }

    @Override
    public void key(ByteBuffer buffer, KeyValueReader keyValue) {
        if (keyValue.lease() == 0 || existing.contains(keyValue.lease())) {
            return;
        }
        keys++;
        if (names.size() < MOST_NAMED) {
            names.add(name(buffer, keyValue));
        }
        if (leases.size() < MOST_COUNTED_LEASES && leases.add(keyValue.lease()) && leaseNames.size() < MOST_NAMED) {
            leaseNames.add(new LeaseId(keyValue.lease()).toString());
        }
    }

    private static String name(ByteBuffer buffer, KeyValueReader keyValue) {
        byte[] start = new byte[Math.min(keyValue.keyLength(), LONGEST_NAME)];
        buffer.get(keyValue.keyStart(), start);
        return "“" + GoQuote.escape(start) + (start.length < keyValue.keyLength() ? "…" : "") + "”";
    }

    Finding finding() {
        String count = leases.size() < MOST_COUNTED_LEASES ? "" + leases.size() : "at least " + MOST_COUNTED_LEASES;
        boolean one = keys == 1;
        return new Finding(FindingCode.CLUSTER_LEASE_GONE, Severity.CARE, "bucket lease",
                keys + (one
                        ? " key is attached to a lease that does not exist: "
                        : " keys are attached to leases that do not exist: ")
                        + list(names, keys),
                (one ? "It never expires" : "They never expire")
                        + ", and a single put with ignore_lease on one of them makes every member panic, again at each"
                        + " start. " + (leases.size() == 1 ? "The lease is " : "The " + count + " leases are ")
                        + list(leaseNames, leases.size()) + ".",
                "Restore with --lease-ttl 1h, which creates these leases again, or with --drop-leased, which drops these keys."
                        + " Or after the start, before clients reach the members, put each of them again without a lease (this keeps"
                        + " its value: etcdctl put --ignore-value KEY), or delete it.");
    }

    private static String list(List<String> named, long count) {
        String text = named.stream().collect(Collectors.joining(", "));
        return count > named.size() ? text + " and " + (count - named.size()) + " more" : text;
    }
}
