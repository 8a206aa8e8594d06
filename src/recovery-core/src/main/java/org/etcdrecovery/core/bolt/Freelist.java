package org.etcdrecovery.core.bolt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.etcdrecovery.core.bytes.ByteSource;

/**
 * The list of free pages: count u64 page numbers, ascending. If the header's count is 0xFFFF, the first number is the
 * real count. etcd stores the list on every platform but Linux. Source: bbolt internal/common/page.go,
 * internal/freelist.
 */
final class Freelist {
    /** Read in chunks: a list may be as long as the file. */
    private static final int CHUNK = 64 << 10;

    private Freelist() {}

    /** Compares the list, if there is one, with the pages that the trees use. */
    static void check(ByteSource source, Meta meta, PageCensus census, ProblemHandler problems) throws IOException {
        if (!meta.hasFreelist()) {
            return;
        }
        long page = meta.freelist();
        long offset = page * meta.pageSize();
        if (page < 2 || page >= meta.highWater()) {
            report(problems, page, 0, "freelist page " + Long.toUnsignedString(page) + " of " + meta.highWater());
            return;
        }
        if (offset + PageHeader.LENGTH > source.size()) {
            report(problems, page, offset, "freelist page " + page + " lies behind the end of the file");
            return;
        }
        PageHeader header = PageHeader.decode(source.read(offset, PageHeader.LENGTH), 0);
        if (header.id() != page || header.flags() != PageHeader.FREELIST
                || header.overflow() >= meta.highWater() - page
                || (page + header.overflow() + 1) * meta.pageSize() > source.size()) {
            report(problems, page, offset, "freelist page of type " + header.kind() + " and number "
                    + Long.toUnsignedString(header.id()) + " with " + header.overflow() + " overflow pages");
            return;
        }
        for (long used = page; used <= page + header.overflow(); used++) {
            if (census.isUsed(used)) {
                report(problems, used, used * meta.pageSize(), "multiple references: tree and freelist");
            }
        }
        long end = page + header.overflow() + 1;
        BitSet free = read(source, meta, header, offset, end * meta.pageSize(), census, problems);
        census.take(page, end, free);
        for (long lost = census.nextUnused(0); lost < meta.highWater(); lost = census.nextUnused(lost + 1)) {
            if (!free.get((int) lost)) {
                report(problems, lost, lost * meta.pageSize(), "unreachable unfreed");
            }
        }
    }

    private static BitSet read(ByteSource source, Meta meta, PageHeader header, long offset, long end,
            PageCensus census,
            ProblemHandler problems) throws IOException {
        BitSet free = new BitSet();
        long at = offset + PageHeader.LENGTH;
        long count = header.count();
        if (count == PageHeader.COUNT_IN_FIRST_ENTRY) {
            count = source.read(at, Long.BYTES).getLong();
            at += Long.BYTES;
        }
        if (count < 0 || count > (end - at) / Long.BYTES) {
            report(problems, header.id(), at, "freelist of " + Long.toUnsignedString(count) + " entries");
            return free;
        }
        long listEnd = at + count * Long.BYTES;
        while (at < listEnd) {
            int length = (int) Math.min(CHUNK, listEnd - at);
            ByteBuffer entries = source.read(at, length);
            while (entries.hasRemaining()) {
                long place = at + entries.position();
                take(entries.getLong(), place, meta, free, census, problems);
            }
            at += length;
        }
        return free;
    }

    /**
     * The first page numbers of a list.
     *
     * @param length  the length of its pages in bytes
     * @param claimed the count in its header
     */
    static List<Long> entries(ByteSource source, long offset, int length, int claimed, int limit) throws IOException {
        long at = offset + PageHeader.LENGTH;
        long count = claimed;
        if (claimed == PageHeader.COUNT_IN_FIRST_ENTRY) {
            count = source.read(at, Long.BYTES).getLong();
            at += Long.BYTES;
        }
        int known = (int) Math.clamp(count, 0, Math.min(limit, (offset + length - at) / Long.BYTES));
        ByteBuffer bytes = source.read(at, known * Long.BYTES);
        List<Long> entries = new ArrayList<>();
        for (int i = 0; i < known; i++) {
            entries.add(bytes.getLong());
        }
        return entries;
    }

    private static void take(long page, long at, Meta meta, BitSet free, PageCensus census, ProblemHandler problems)
            throws IOException {
        if (page < 2 || page >= meta.highWater()) {
            report(problems, -1, at, "freelist names page " + Long.toUnsignedString(page) + " of " + meta.highWater());
        } else if (free.get((int) page)) {
            report(problems, page, at, "already freed");
        } else {
            free.set((int) page);
            if (census.isUsed(page)) {
                report(problems, page, at, "reachable freed");
            }
        }
    }

    private static void report(ProblemHandler problems, long page, long offset, String summary) throws IOException {
        problems.found(new Problem(Problem.Kind.FORMAT, page, offset, "", List.of(), summary));
    }
}
