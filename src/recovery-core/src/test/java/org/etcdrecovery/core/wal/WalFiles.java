package org.etcdrecovery.core.wal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;

/** The real logs among the test resources; see the README next to them. */
final class WalFiles {
    private WalFiles() {}

    static byte[] bytes(String resource) throws IOException {
        try (InputStream in = WalFiles.class.getResourceAsStream("/wal/" + resource)) {
            return Objects.requireNonNull(in, resource).readAllBytes();
        }
    }

    static List<String> lines(String resource) throws IOException {
        return new String(bytes(resource), StandardCharsets.UTF_8).lines().toList();
    }

    /** A log of one segment. */
    static List<ByteSource> log(byte[] segment) {
        return List.of(ByteSource.of("wal/" + SegmentName.FIRST.fileName(), segment));
    }

    /** A log that etcd has cut into several segments. */
    static List<ByteSource> cutLog() throws IOException {
        List<ByteSource> segments = new ArrayList<>();
        for (SegmentName name : List.of(SegmentName.FIRST, new SegmentName(1, 0x1f), new SegmentName(2, 0x3a))) {
            segments.add(ByteSource.of(name.fileName(), bytes("cut/" + name.fileName())));
        }
        return segments;
    }

    static WalEnd read(List<ByteSource> log, WalVisitor visitor) throws IOException {
        return WalReader.read(log, visitor, Progress.NONE.begin(Stage.READ_BACK, "log", -1));
    }

    /** The contents of a log as printed by the program that read it with etcd's own decoder. */
    static List<String> describe(List<ByteSource> log) throws IOException {
        List<String> lines = new ArrayList<>();
        WalEnd end = read(log, (record, position) -> lines.add(describe(record)));
        String kind = end instanceof WalEnd.Complete ? "complete" : "torn";
        lines.add(kind + " " + lines.size() + " " + end.position().offset());
        return lines;
    }

    private static String describe(WalRecord record) {
        return switch (record) {
            case WalRecord.Metadata metadata ->
                "metadata " + HexFormat.of().formatHex(RecordCodec.encode(metadata).toByteArray());
            case WalRecord.Entry entry -> "entry " + entry.type().number() + " " + entry.term() + " " + entry.index()
                    + " " + HexFormat.of().toHexDigits(crc(entry.data().toByteArray()));
            case WalRecord.State state ->
                "state " + state.term() + " " + Long.toHexString(state.vote()) + " " + state.commit();
            case WalRecord.Crc crc -> "crc " + HexFormat.of().toHexDigits(crc.value());
            case WalRecord.Snapshot snapshot -> "snapshot " + snapshot.index() + " " + snapshot.term()
                    + (snapshot.confState() == null
                            ? ""
                            : " " + ids(snapshot.confState().getVotersList()) + " "
                                    + ids(snapshot.confState().getLearnersList()));
        };
    }

    private static String ids(List<Long> ids) {
        return ids.stream().map(Long::toHexString).collect(Collectors.joining(" ", "[", "]"));
    }

    private static int crc(byte[] data) {
        CRC32C crc = new CRC32C();
        crc.update(data);
        return (int) crc.getValue();
    }

    static byte[] withZeros(byte[] segment, int count) {
        return Arrays.copyOf(segment, segment.length + count);
    }
}
