package org.etcdrecovery.core.snapshot;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.etcdrecovery.core.keyspace.GoJson;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.etcdrecovery.core.snapshot.MetaContents.ConfState;
import org.etcdrecovery.core.snapshot.MetaContents.Downgrade;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Decodes the buckets {@code meta} and {@code cluster}: numbers of 8 bytes big-endian, revisions, versions, JSON. */
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
        return new MetaContents(number(meta, ClusterRecords.CONSISTENT_INDEX), number(meta, "term"),
                json(meta, "confState", MetaReader::confState), revision(compaction.scheduled()),
                revision(compaction.finished()),
                Optional.of(StorageVersions.stated(meta)).filter(version -> !version.isEmpty()),
                cluster.get("clusterVersion").map(GoQuote::escape), json(cluster, "downgrade", MetaReader::downgrade));
    }

    /** A number of 8 bytes; empty when there is none, or something else. */
    static OptionalLong number(SmallBucket bucket, String key) {
        return bucket.get(key)
                .filter(value -> value.length == Long.BYTES)
                .map(value -> OptionalLong.of(ByteBuffer.wrap(value).getLong()))
                .orElse(OptionalLong.empty());
    }

    private static OptionalLong revision(long revision) {
        return revision == Compaction.NONE ? OptionalLong.empty() : OptionalLong.of(revision);
    }

    private <T> Optional<T> json(SmallBucket bucket, String key, Function<JsonNode, T> decoder) {
        Optional<byte[]> value = bucket.get(key);
        try {
            return value.map(GoJson.MAPPER::readTree).filter(JsonNode::isObject).map(decoder);
        } catch (JacksonException e) {
            unreadable.accept("The record " + key + " is not JSON.");
            return Optional.empty();
        }
    }

    private static ConfState confState(JsonNode json) {
        return new ConfState(ids(json.path("voters")), ids(json.path("learners")), ids(json.path("voters_outgoing")),
                ids(json.path("learners_next")), json.path("auto_leave").asBoolean(false));
    }

    private static List<Long> ids(JsonNode array) {
        return array.valueStream()
                .filter(JsonNode::isIntegralNumber)
                .map(node -> node.bigIntegerValue().longValue())
                .toList();
    }

    private static Downgrade downgrade(JsonNode json) {
        return new Downgrade(json.path("enabled").asBoolean(false), json.path("target-version").asString(""));
    }
}
