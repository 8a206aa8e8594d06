package org.etcdrecovery.core.packed;

import io.airlift.compress.v3.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.files.Scratch;
import org.etcdrecovery.core.files.ScratchDirectory;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.packed.ConcatenatedStream.Padding;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.progress.Work;
import org.tukaani.xz.SingleXZInputStream;
import org.tukaani.xz.UnsupportedOptionsException;
import org.tukaani.xz.XZ;

/**
 * Takes the one snapshot out of a packed file: an archive, a compressed file, or an archive in a compressed file. The file
 * is read to its end, so that a snapshot out of a file that is damaged further on is never judged.
 */
public final class Unpacker {
    private static final int HEAD = 512;
    /** Twice what the highest level of xz needs. */
    private static final int XZ_MEMORY_KIB = 128 << 10;
    private static final byte[] BZIP2_MAGIC = {'B', 'Z', 'h'};
    /** The first byte of a member (RFC 1952, section 2.3.1): damage of the second is not called bytes that follow. */
    private static final byte[] GZIP_MAGIC = {0x1f};
    private static final byte[] ZSTD_MAGIC = {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD};

    private final ByteSource source;
    private final Optional<String> entry;
    private final Limits limits;
    private final ScratchDirectory scratch;

    private Unpacker(ByteSource source, Optional<String> entry, Limits limits, ScratchDirectory scratch) {
        this.source = source;
        this.entry = entry;
        this.limits = limits;
        this.scratch = scratch;
    }

    /** Says that a file has no entry of this name, because it is not an archive. */
    public static Finding noArchive(String entry) {
        return PackedTexts.noArchive(entry);
    }

    /** How a file is packed, if this program unpacks that; empty for any other file, and for a database. */
    public static Optional<Packing> packing(ByteSource source) throws IOException {
        byte[] head = firstBytes(source);
        return DatabaseHead.isMeta(head, 0) ? Optional.empty() : Packing.of(head).filter(Packing::isOpened);
    }

    /**
     * Unpacks a file into scratch.
     *
     * @param packing how it is packed
     * @param entry   the name of the entry to take; empty to take the only snapshot
     * @return the snapshot, or why there is none
     * @throws IOException                                if the file cannot be read, or the scratch file cannot be
     *                                                    written
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    public static Unpacked unpack(ByteSource source, Packing packing, Optional<String> entry, Scratch scratch,
            Progress progress) throws IOException {
        return unpack(source, packing, entry, Limits.USUAL, scratch.create(), progress);
    }

    static Unpacked unpack(ByteSource source, Packing packing, Optional<String> entry, Limits limits,
            ScratchDirectory directory, Progress progress) throws IOException {
        try (Work work = progress.begin(Stage.UNPACK, source.name(), source.size())) {
            return new Unpacker(source, entry, limits, directory).unpack(packing, work);
        } catch (RefusedException e) {
            return new Unpacked(new Packed(packing.title(), source.size(), Optional.empty(), List.of(), 0),
                    Optional.of(e.finding()), directory, directory.path());
        } catch (IOException | RuntimeException | Error e) {
            directory.close();
            throw e;
        }
    }

    private Unpacked unpack(Packing packing, Work work) throws IOException {
        Meter meter = new Meter(limits.of(source.size()), work);
        Selection selection = new Selection(entry, scratch);
        if (packing == Packing.ZIP) {
            new ZipEntries(source, work, meter, selection).read();
            return selection.result(packing.title(), source.size());
        }
        if (packing == Packing.ZSTD) {
            refuseUnsupported(ZstdFrame.unsupported(firstBytes(source)), packing);
        }
        SourceStream packed = new SourceStream(source, work);
        Guard guard = new Guard(packed::rethrowFailure);
        BufferedInputStream content = new BufferedInputStream(
                new UnpackedStream(() -> open(packing, packed), guard, meter), DatabaseHead.LENGTH);
        byte[] head = head(content);
        boolean isTar = Packing.of(head).filter(Packing.TAR::equals).isPresent();
        if (isTar) {
            new TarEntries(content, guard, meter.another(), selection).read();
        } else if (entry.isPresent()) {
            throw new RefusedException(PackedTexts.noArchive(entry.get()));
        } else if (selection.wants("", head, head.length < DatabaseHead.LENGTH)) {
            selection.write(content, 0);
        }
        selection.drain(content);
        String form = isTar && packing != Packing.TAR ? "tar in " + packing.title() : packing.title();
        return selection.result(form, source.size());
    }

    private static byte[] firstBytes(ByteSource source) throws IOException {
        byte[] head = new byte[(int) Math.min(HEAD, source.size())];
        source.read(0, ByteBuffer.wrap(head));
        return head;
    }

    private static void refuseUnsupported(Optional<String> reason, Packing packing) throws RefusedException {
        if (reason.isPresent()) {
            throw new RefusedException(PackedTexts.unsupported(packing, reason.get()));
        }
    }

    /** The first bytes of a stream, which are read again afterwards. */
    static byte[] head(BufferedInputStream stream) throws IOException {
        stream.mark(DatabaseHead.LENGTH);
        byte[] head = stream.readNBytes(DatabaseHead.LENGTH);
        stream.reset();
        return head;
    }

    private static InputStream xz(SourceStream packed) throws IOException {
        try {
            return new ConcatenatedStream(packed, XZ.HEADER_MAGIC, Padding.BY_FOUR,
                    stream -> new SingleXZInputStream(stream, XZ_MEMORY_KIB));
        } catch (UnsupportedOptionsException e) {
            throw new RefusedException(PackedTexts.unsupported(Packing.XZ, "it uses an option that is not known"));
        }
    }

    /** Not the JDK's, which takes damage after the first member for the end. */
    static InputStream gzip(InputStream packed) throws IOException {
        return new ConcatenatedStream(packed, GZIP_MAGIC, Padding.AT_THE_END,
                stream -> GzipCompressorInputStream.builder()
                        .setInputStream(stream)
                        .setDecompressConcatenated(false)
                        .get());
    }

    private static InputStream open(Packing packing, SourceStream packed) throws IOException {
        return switch (packing) {
            case GZIP -> gzip(packed);
            case ZLIB -> new ZlibStream(packed);
            case ZSTD -> new ConcatenatedStream(packed, ZSTD_MAGIC, Padding.NONE,
                    stream -> new ZstdInputStream(new ZstdFrameStream(stream)));
            case XZ -> xz(packed);
            case BZIP2 -> new ConcatenatedStream(packed, BZIP2_MAGIC, Padding.NONE,
                    stream -> new BZip2CompressorInputStream(stream, false));
            case TAR -> packed;
            case ZIP, LZ4, COMPRESS, GO_LZW -> throw new IllegalArgumentException(packing.title());
        };
    }
}
