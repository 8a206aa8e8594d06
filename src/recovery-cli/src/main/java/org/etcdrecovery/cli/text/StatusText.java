package org.etcdrecovery.cli.text;

import java.util.ArrayList;
import java.util.List;
import org.etcdrecovery.cli.options.OutputFormat;
import org.etcdrecovery.cli.terminal.Table;
import org.etcdrecovery.cli.terminal.Table.Frame;
import org.etcdrecovery.core.keyspace.EtcdRelease;
import org.etcdrecovery.core.snapshot.SnapshotStatus;
import org.etcdrecovery.core.text.HumanSize;

/**
 * Prints a status exactly as {@code snapshot status} of an etcd release does. It holds only numbers and a version of
 * ASCII letters and digits, so nothing needs escaping. Source: etcdutl/etcdutl/printer*.go.
 */
public final class StatusText {
    private final SnapshotStatus status;
    private final EtcdRelease release;

    public StatusText(SnapshotStatus status, EtcdRelease release) {
        this.status = status;
        this.release = release;
    }

    public String in(OutputFormat format) {
        return switch (format) {
            case SIMPLE -> String.join(", ", cells()) + "\n";
            case TABLE -> new Table(headings()).row(cells()).draw(release.drawsBoxedTables() ? Frame.BOX : Frame.ASCII);
            case JSON -> json();
            case FIELDS -> fields();
        };
    }

    private List<String> headings() {
        List<String> headings = new ArrayList<>(List.of("HASH", "REVISION", "TOTAL KEYS", "TOTAL SIZE"));
        if (release.statusCountsLivingKeys()) {
            headings.add("VERSION");
        }
        return headings;
    }

    private List<String> cells() {
        List<String> cells = new ArrayList<>(List.of(Integer.toHexString(status.hash()),
                String.valueOf(status.revision()), String.valueOf(keys()), HumanSize.of(status.totalSize())));
        if (release.statusCountsLivingKeys()) {
            cells.add(status.storageVersion());
        }
        return cells;
    }

    private String json() {
        return EtcdJson.compact(json -> {
            json.writeNumberProperty("hash", Integer.toUnsignedLong(status.hash()))
                    .writeNumberProperty("revision", status.revision())
                    .writeNumberProperty("totalKey", keys())
                    .writeNumberProperty("totalSize", status.totalSize());
            if (release.statusCountsLivingKeys()) {
                json.writeStringProperty("version", status.storageVersion());
            }
        }) + "\n";
    }

    private String fields() {
        String text = "\"Hash\" : " + Integer.toUnsignedString(status.hash()) + "\n\"Revision\" : "
                + status.revision() + "\n\"Keys\" : " + keys() + "\n\"Size\" : " + status.totalSize() + "\n";
        return text + (release.statusCountsLivingKeys() ? "\"Version\" : " + status.storageVersion() + "\n" : "");
    }

    private long keys() {
        return release.statusCountsLivingKeys() ? status.liveKeys() : status.records();
    }
}
