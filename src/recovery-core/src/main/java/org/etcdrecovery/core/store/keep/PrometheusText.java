package org.etcdrecovery.core.store.keep;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.etcdrecovery.core.keyspace.ClusterId;
import org.etcdrecovery.core.store.StoredSnapshot;
import org.etcdrecovery.core.store.StoredSnapshot.Standing;
import org.etcdrecovery.core.text.Shown;

/**
 * A check in the text format of Prometheus, for the textfile collector of its node exporter. Source: the exposition format
 * in the documentation of Prometheus.
 */
public final class PrometheusText {
    private static final String PREFIX = "etcd_recovery_store_";

    private final StringBuilder text = new StringBuilder();
    private final String labels;

    private PrometheusText(StoreCheck check) {
        labels = "store=\"" + escaped(check.listing().store()) + "\""
                + check.cluster().map(ClusterId::toString).map(id -> ",cluster_id=\"" + id + "\"").orElse("");
    }

    /** The metrics of a check. */
    public static String of(StoreCheck check) {
        PrometheusText metrics = new PrometheusText(check);
        metrics.gauge("check_level", "0 ok, 1 warning, 2 critical", level(check));
        metrics.gauge("check_time_seconds", "When the store was checked", seconds(check.time()));
        metrics.gauge("max_age_seconds", "How old the newest usable snapshot may be", check.maxAge().toSeconds());
        check.newest().ifPresent(metrics::newest);
        metrics.counts(check);
        return metrics.text.toString();
    }

    private static long level(StoreCheck check) {
        return switch (check.level()) {
            case OK -> 0;
            case WARNING -> 1;
            case CRITICAL -> 2;
        };
    }

    private void newest(StoredSnapshot newest) {
        gauge("newest_usable_time_seconds", "When the newest usable snapshot was made", seconds(newest.time()));
        gauge("newest_usable_size_bytes", "Its size", newest.object().size());
        gauge("newest_usable_revision", "Its last revision", newest.revision());
        newest.manifest().ifPresent(manifest -> gauge("newest_usable_keys", "How many keys it has", manifest.keys()));
    }

    private void counts(StoreCheck check) {
        Map<Standing, Integer> counts = new EnumMap<>(Standing.class);
        check.listing().snapshots().forEach(snapshot -> counts.merge(snapshot.standing(), 1, Integer::sum));
        head("snapshots", "How many files the store holds, by what is known about them");
        for (Standing standing : Standing.values()) {
            text.append(PREFIX)
                    .append("snapshots{")
                    .append(labels)
                    .append(",standing=\"")
                    .append(standing.name().toLowerCase(Locale.ROOT))
                    .append("\"} ")
                    .append(counts.getOrDefault(standing, 0))
                    .append('\n');
        }
    }

    private void gauge(String name, String help, OptionalLong value) {
        value.ifPresent(known -> gauge(name, help, known));
    }

    private void gauge(String name, String help, long value) {
        head(name, help);
        text.append(PREFIX).append(name).append('{').append(labels).append("} ").append(value).append('\n');
    }

    private void head(String name, String help) {
        text.append("# HELP ").append(PREFIX).append(name).append(' ').append(help).append(".\n");
        text.append("# TYPE ").append(PREFIX).append(name).append(" gauge\n");
    }

    private static long seconds(Instant time) {
        return time.getEpochSecond();
    }

    /** A label takes every character but these; {@link Shown} replaces those that could act on a terminal. */
    private static String escaped(String value) {
        return Shown.text(value).replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
