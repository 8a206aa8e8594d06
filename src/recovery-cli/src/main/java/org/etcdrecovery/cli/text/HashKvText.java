package org.etcdrecovery.cli.text;

import java.util.List;
import org.etcdrecovery.cli.options.OutputFormat;
import org.etcdrecovery.cli.terminal.Table;
import org.etcdrecovery.cli.terminal.Table.Frame;
import org.etcdrecovery.core.snapshot.HashKv;

/** Prints a HashKV exactly as {@code etcdutl hashkv} of 3.6 does. */
public final class HashKvText {
    private HashKvText() {}

    /** The lines in a format, the last one ended. */
    public static String of(HashKv hashKv, OutputFormat format) {
        String hash = Integer.toUnsignedString(hashKv.hash());
        String revision = String.valueOf(hashKv.hashRevision());
        String compacted = String.valueOf(hashKv.compactRevision());
        return switch (format) {
            case SIMPLE -> hash + ", " + revision + ", " + compacted + "\n";
            case TABLE -> new Table(List.of("HASH", "HASH REVISION", "COMPACT REVISION"))
                    .row(List.of(hash, revision, compacted))
                    .draw(Frame.ASCII);
            case JSON ->
                EtcdJson.compact(json -> json.writeNumberProperty("hash", Integer.toUnsignedLong(hashKv.hash()))
                        .writeNumberProperty("hashRevision", hashKv.hashRevision())
                        .writeNumberProperty("compactRevision", hashKv.compactRevision())) + "\n";
            case FIELDS -> "\"Hash\" : " + hash + "\n\"Hash revision\" : " + revision + "\n\"Compact revision\" : "
                    + compacted + "\n";
        };
    }
}
