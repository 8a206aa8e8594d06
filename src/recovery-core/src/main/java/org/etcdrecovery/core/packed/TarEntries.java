package org.etcdrecovery.core.packed;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/** The entries of a tar archive, in one pass over it. */
final class TarEntries {
    private static final int RECORD = 512;

    private final Records records;
    private final Guard guard;
    private final Meter meter;
    private final Selection selection;

    /**
     * @param content   the archive from its first byte
     * @param guard     runs the code that reads it
     * @param meter     counts the bytes of the entries, which may be more than those of the archive
     * @param selection takes one of the entries
     */
    TarEntries(InputStream content, Guard guard, Meter meter, Selection selection) {
        this.records = new Records(content);
        this.guard = guard;
        this.meter = meter;
        this.selection = selection;
    }

    void read() throws IOException {
        TarArchiveInputStream tar = guard.read(() -> new TarArchiveInputStream(records, "UTF-8"));
        for (TarArchiveEntry entry = next(tar); entry != null; entry = next(tar)) {
            // Holes of a sparse file are not in the archive, but they are in the file.
            meter.declared(Math.max(entry.getSize(), entry.getRealSize()));
            offer(entry, new UnpackedStream(() -> tar, guard, meter));
        }
        if (records.zeros < RECORD) {
            throw new RefusedException(PackedTexts.damaged(new DamagedPackingException("the archive has no end mark")));
        }
    }

    private @Nullable TarArchiveEntry next(TarArchiveInputStream tar) throws IOException {
        return guard.read(() -> {
            records.beginHeader();
            TarArchiveEntry entry = tar.getNextEntry();
            records.endHeader();
            if (entry != null && !entry.isCheckSumOK()) {
                throw new DamagedPackingException("the header of an entry does not match its checksum");
            }
            return entry;
        });
    }

    private void offer(TarArchiveEntry entry, UnpackedStream data) throws IOException {
        if (!entry.isFile() || entry.isLink() || entry.isSymbolicLink()) {
            selection.skip();
            selection.drain(data);
            return;
        }
        BufferedInputStream content = new BufferedInputStream(data, DatabaseHead.LENGTH);
        byte[] head = Unpacker.head(content);
        if (selection.wants(entry.getName(), head, head.length < DatabaseHead.LENGTH)) {
            selection.write(content, Math.max(entry.getSize(), entry.getRealSize()));
        } else {
            selection.drain(content);
        }
    }

    /**
     * The records of an archive. While the library reads a header it keeps all of it in memory, names and attributes of any
     * length included, so that is bounded here.
     */
    private static final class Records extends FilterInputStream {
        private static final int MOST_HEADER_BYTES = 1 << 20;

        private boolean inHeader;
        private long headerBytes;
        /** The number of zeros that were read last; an end mark has at least as many as a record. */
        private int zeros;

        Records(InputStream content) {
            super(content);
        }

        void beginHeader() {
            inHeader = true;
            headerBytes = 0;
            zeros = 0;
        }

        void endHeader() {
            inHeader = false;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            int count = super.read(target, from, length);
            if (inHeader && count > 0) {
                headerBytes += count;
                if (headerBytes > MOST_HEADER_BYTES) {
                    throw new DamagedPackingException(
                            "the header of an entry is longer than " + MOST_HEADER_BYTES + " bytes");
                }
                int last = trailingZeros(target, from, count);
                zeros = last == count ? zeros + count : last;
            }
            return count;
        }

        private static int trailingZeros(byte[] bytes, int from, int count) {
            int zeros = 0;
            while (zeros < count && bytes[from + count - 1 - zeros] == 0) {
                zeros++;
            }
            return zeros;
        }
    }
}
