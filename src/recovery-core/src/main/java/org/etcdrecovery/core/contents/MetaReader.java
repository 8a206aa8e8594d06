package org.etcdrecovery.core.contents;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.etcdrecovery.core.contents.MetaContents.ConfState;
import org.etcdrecovery.core.keyspace.GoJsonObject;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.etcdrecovery.core.keyspace.MemberId;
import org.etcdrecovery.core.snapshot.ClusterRecords;
import org.etcdrecovery.core.snapshot.Compaction;
import org.etcdrecovery.core.snapshot.Downgrade;
import org.etcdrecovery.core.snapshot.SmallBucket;
import org.etcdrecovery.core.snapshot.StorageVersions;
import org.etcdrecovery.core.snapshot.VersionRecords;

/** Decodes the buckets {@code meta} and {@code cluster}: 8-byte big-endian numbers, revisions, versions and JSON. */
final class MetaReader {
    private final SmallBucket meta;
    private final SmallBucket cluster;
    private final Consumer<String> unreadable;

    MetaReader(SmallBucket meta, SmallBucket cluster, Consumer<String> unreadable) {
        this.meta = meta;
        this.cluster = cluster;
        this.unreadable = unreadable;
    }

    MetaContents read() {
        Compaction compaction = Compaction.of(meta);
        return new MetaContents(number(meta, ClusterRecords.CONSISTENT_INDEX), number(meta, ClusterRecords.TERM),
                confState(), revision(compaction.scheduled()),
                revision(compaction.finished()),
                Optional.of(StorageVersions.stated(meta)).filter(version -> !version.isEmpty()),
                cluster.get("clusterVersion").map(GoQuote::escape), downgrade());
    }

    /** An 8-byte number; empty if the record is missing or has another length. */
    static OptionalLong number(SmallBucket bucket, String key) {
        return bucket.get(key)
                .filter(value -> value.length == Long.BYTES)
                .map(value -> OptionalLong.of(ByteBuffer.wrap(value).getLong()))
                .orElse(OptionalLong.empty());
    }

    private static OptionalLong revision(long revision) {
        return revision == Compaction.NONE ? OptionalLong.empty() : OptionalLong.of(revision);
    }

    private static List<MemberId> ids(GoJsonObject json, String name) {
        return json.unsignedNumbers(name).stream().map(MemberId::new).toList();
    }

    private Optional<ConfState> confState() {
        try {
            return meta.get("confState")
                    .map(GoJsonObject::parse)
                    .map(json -> new ConfState(ids(json, "voters"), ids(json, "learners"),
                            ids(json, "voters_outgoing"), ids(json, "learners_next"),
                            json.flag("auto_leave")));
        } catch (IllegalArgumentException e) {
            // A starting server does not read it, so no check reports it.
            unreadable.accept("The record confState cannot be read: " + e.getMessage() + ".");
            return Optional.empty();
        }
    }

    private Optional<Downgrade> downgrade() {
        try {
            return VersionRecords.downgrade(cluster);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
