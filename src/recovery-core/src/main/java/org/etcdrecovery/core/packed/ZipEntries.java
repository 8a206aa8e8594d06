package org.etcdrecovery.core.packed;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.archivers.zip.ZipMethod;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.progress.Work;

/** The entries of a ZIP archive, as its central directory lists them. */
final class ZipEntries {
    /** What the library reads by itself. For others it looks for further libraries, which are not there. */
    private static final Set<Integer> METHODS = Stream.of(ZipMethod.STORED, ZipMethod.DEFLATED,
            ZipMethod.ENHANCED_DEFLATED, ZipMethod.BZIP2)
            .map(ZipMethod::getCode)
            .collect(Collectors.toUnmodifiableSet());

    private final SourceChannel channel;
    private final Guard guard;
    private final Meter meter;
    private final Selection selection;

    /**
     * @param meter     counts the bytes
     * @param selection takes one of the entries
     */
    ZipEntries(ByteSource source, Work work, Meter meter, Selection selection) {
        this.channel = new SourceChannel(source, work);
        this.guard = new Guard(channel::rethrowFailure);
        this.meter = meter;
        this.selection = selection;
    }

    void read() throws IOException {
        try (ZipFile zip = guard.read(this::open)) {
            ZipArchiveEntry taken = null;
            List<ZipArchiveEntry> entries = guard.read(() -> Collections.list(zip.getEntries()));
            for (ZipArchiveEntry entry : entries) {
                if (offer(zip, entry)) {
                    taken = entry;
                }
            }
            if (taken != null && selection.isDecided()) {
                write(zip, taken);
            }
        }
    }

    /** The library keeps the whole central directory in memory. */
    private ZipFile open() throws IOException {
        channel.limitReading(true);
        ZipFile zip = ZipFile.builder().setSeekableByteChannel(channel).setIgnoreLocalFileHeader(true).get();
        channel.limitReading(false);
        return zip;
    }

    private boolean offer(ZipFile zip, ZipArchiveEntry entry) throws IOException {
        if (entry.isDirectory() || entry.isUnixSymlink()) {
            selection.skip();
            return false;
        }
        boolean encrypted = entry.getGeneralPurposeBit().usesEncryption();
        if (encrypted || !METHODS.contains(entry.getMethod()) || !zip.canReadEntryData(entry)) {
            selection.unreadable(entry.getName(), encrypted);
            return false;
        }
        try (BufferedInputStream content = new BufferedInputStream(data(zip, entry), DatabaseHead.LENGTH)) {
            byte[] head = Unpacker.head(content);
            return selection.wants(entry.getName(), head, head.length < DatabaseHead.LENGTH);
        }
    }

    private UnpackedStream data(ZipFile zip, ZipArchiveEntry entry) throws IOException {
        return new UnpackedStream(() -> zip.getInputStream(entry), guard, meter);
    }

    private void write(ZipFile zip, ZipArchiveEntry entry) throws IOException {
        meter.declared(entry.getSize());
        CRC32 crc = new CRC32();
        channel.reportReading();
        try (InputStream content = new CheckedInputStream(data(zip, entry), crc)) {
            long size = selection.write(content, Math.max(0, entry.getSize()));
            if (size != entry.getSize() || crc.getValue() != entry.getCrc()) {
                throw new RefusedException(PackedTexts.damaged(new DamagedPackingException(
                        "the content of an entry does not match its size and its checksum")));
            }
        }
    }
}
