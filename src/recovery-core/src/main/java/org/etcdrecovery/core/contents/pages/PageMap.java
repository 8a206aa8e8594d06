package org.etcdrecovery.core.contents.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.bolt.PageCensus;
import org.etcdrecovery.core.bolt.PageListener;
import org.etcdrecovery.core.bolt.Problem;
import org.etcdrecovery.core.bolt.TreeVisitor;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.KeyBucket;
import org.etcdrecovery.core.snapshot.SnapshotFile;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;

/** What each page of a snapshot is used for, in three bytes a page. Immutable. */
public final class PageMap {
    /** The largest file whose map fits into a usual memory, in pages: 256 GiB with pages of 4 KiB. */
    private static final long MOST_PAGES = 64L << 20;
    /** One damaged page can make thousands unreachable. */
    private static final int MOST_PROBLEMS = 20;
    private static final int MOST_BUCKETS = 250;
    private static final List<PageKind> KINDS = List.of(PageKind.values());
    private static final String OTHERS = "(others)";

    private final int pageSize;
    private final boolean hasFreelist;
    private final byte[] kinds;
    private final byte[] fills;
    private final byte[] buckets;
    private final List<String> names;
    private final List<String> problems;

    private PageMap(int pageSize, boolean hasFreelist, byte[] kinds, byte[] fills, byte[] buckets, List<String> names,
            List<String> problems) {
        this.pageSize = pageSize;
        this.hasFreelist = hasFreelist;
        this.kinds = kinds;
        this.fills = fills;
        this.buckets = buckets;
        this.names = List.copyOf(names);
        this.problems = List.copyOf(problems);
    }

    /**
     * Walks all trees of a snapshot. Of a damaged file, the map shows what can be reached.
     *
     * @throws org.etcdrecovery.core.bytes.MalformedDataException if the file is not a bbolt file
     * @throws IOException                                        if it cannot be read or is too large for a map
     * @throws java.util.concurrent.CancellationException         if the progress is cancelled
     */
    public static PageMap read(SnapshotOpener opener, SnapshotName name, Progress progress) throws IOException {
        try (SnapshotFile file = opener.open(name, progress)) {
            BoltFile bolt = BoltFile.openReadable(file.source());
            int pageSize = bolt.meta().pageSize();
            long pages = Math.min(bolt.meta().highWater(), file.source().size() / pageSize);
            if (pages > MOST_PAGES) {
                throw new IOException(file.source().name() + ": too large for a map of its pages: it has " + pages
                        + ", and " + MOST_PAGES + " are the most");
            }
            return new Builder((int) pages, pageSize).build(bolt, KeyBucket.listing(progress));
        }
    }

    private static byte code(PageKind kind) {
        return (byte) KINDS.indexOf(kind);
    }

    /** The number of pages. */
    public int pages() {
        return kinds.length;
    }

    /** The size of a page in bytes. */
    public int pageSize() {
        return pageSize;
    }

    /** Whether the file stores a list of free pages. etcd on Linux does not: there, all pages that no tree uses are free. */
    public boolean hasFreelist() {
        return hasFreelist;
    }

    /** What a page is used for. */
    public PageKind kind(int page) {
        return KINDS.get(kinds[page]);
    }

    /** How much of a page holds data, in percent; 0 for one that no tree uses. */
    public int fill(int page) {
        return fills[page];
    }

    /** The bucket that a page belongs to, escaped; empty for the root bucket and for pages that no tree uses. */
    public String bucket(int page) {
        return names.get(buckets[page] & 0xFF);
    }

    /** The first page of the run that a page belongs to; mostly the page itself. */
    public int head(int page) {
        int head = page;
        while (head > 0 && kind(head) == PageKind.OVERFLOW) {
            head--;
        }
        return head;
    }

    /** What is wrong with the trees or the list of free pages, one sentence each; empty for a sound file. */
    public List<String> problems() {
        return problems;
    }

    /**
     * The pages of one kind in one bucket together.
     *
     * @param kind   the kind
     * @param bucket the bucket, escaped; empty for pages of none
     * @param pages  their number
     * @param fill   how much of them holds data on average, in percent
     */
    public record Share(PageKind kind, String bucket, long pages, int fill) {}

    /** The pages by kind and bucket, in this order; kinds without a page are missing. */
    public List<Share> shares() {
        long[][] count = new long[KINDS.size()][names.size()];
        long[][] fill = new long[KINDS.size()][names.size()];
        for (int page = 0; page < kinds.length; page++) {
            count[kinds[page]][buckets[page] & 0xFF]++;
            fill[kinds[page]][buckets[page] & 0xFF] += fills[page];
        }
        List<Share> shares = new ArrayList<>();
        for (int kind = 0; kind < KINDS.size(); kind++) {
            for (int bucket = 0; bucket < names.size(); bucket++) {
                if (count[kind][bucket] > 0) {
                    shares.add(new Share(KINDS.get(kind), names.get(bucket), count[kind][bucket],
                            (int) (fill[kind][bucket] / count[kind][bucket])));
                }
            }
        }
        return shares;
    }

    private static final class Builder implements PageListener {
        private final int pageSize;
        private final byte[] kinds;
        private final byte[] fills;
        private final byte[] buckets;
        private final List<String> names = new ArrayList<>(List.of(""));
        private final List<String> problems = new ArrayList<>();
        private final BitSet damaged = new BitSet();
        private long omitted;
        private String lastBucket = "";
        private byte lastIndex;

        Builder(int pages, int pageSize) {
            this.pageSize = pageSize;
            kinds = new byte[pages];
            fills = new byte[pages];
            buckets = new byte[pages];
        }

        PageMap build(BoltFile file, Progress progress) throws IOException {
            Arrays.fill(kinds, code(PageKind.UNREACHABLE));
            PageCensus census = file.check(TreeVisitor.NONE, this, this::found, progress);
            boolean implied = !file.meta().hasFreelist() && problems.isEmpty();
            for (int page = 0; page < kinds.length; page++) {
                if (page < 2) {
                    kinds[page] = code(PageKind.META);
                } else if (kinds[page] == code(PageKind.UNREACHABLE)) {
                    if (damaged.get(page)) {
                        kinds[page] = code(PageKind.DAMAGED);
                    } else if (census.isFreelist(page)) {
                        kinds[page] = code(PageKind.FREELIST);
                    } else if (census.isListedFree(page).orElse(implied)) {
                        kinds[page] = code(PageKind.FREE);
                    }
                }
            }
            if (omitted > 0) {
                problems.add("There are " + omitted + " more problems.");
            }
            return new PageMap(pageSize, file.meta().hasFreelist(), kinds, fills, buckets, names, problems);
        }

        @Override
        public void page(long page, int run, boolean leaf, long used, String bucket) {
            byte index = index(bucket);
            long left = used;
            for (int i = 0; i < run; i++) {
                int at = (int) page + i;
                kinds[at] = code(i > 0 ? PageKind.OVERFLOW : leaf ? PageKind.LEAF : PageKind.BRANCH);
                fills[at] = (byte) Math.clamp(left * 100 / pageSize, 0, 100);
                buckets[at] = index;
                left -= pageSize;
            }
        }

        private byte index(String bucket) {
            if (!bucket.equals(lastBucket)) {
                String name = names.size() < MOST_BUCKETS ? GoQuote.escape(bucket.getBytes(UTF_8)) : OTHERS;
                if (!names.contains(name)) {
                    names.add(name);
                }
                lastBucket = bucket;
                lastIndex = (byte) names.indexOf(name);
            }
            return lastIndex;
        }

        private void found(Problem problem) {
            if (problem.kind() != Problem.Kind.FORMAT) {
                return;
            }
            // A page with a path is one that a tree names.
            if (!problem.path().isEmpty() && problem.page() >= 0 && problem.page() < kinds.length) {
                damaged.set((int) problem.page());
            }
            if (problems.size() < MOST_PROBLEMS) {
                problems.add(problem + ".");
            } else {
                omitted++;
            }
        }
    }
}
