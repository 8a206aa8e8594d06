package org.etcdrecovery.core.bolt;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.progress.Work;
import org.jspecify.annotations.Nullable;

/**
 * One pass over the trees of a file in key order. It checks every page on the way and hands the leaves to a visitor. It
 * ends on any input: it enters a page only once and limits the depth of a path and the size of a run.
 *
 * <p>The checks are those of bbolt's {@code tx.Check} (tx_check.go), those that keep a reader within bounds (elements
 * within their page, overflow pages within the file), and two that reveal pages written at different times: a branch
 * holds the first key of each child, and no page inside a run has its own header. {@link Problem.Kind} distinguishes
 * them.
 */
final class TreeWalk {
    /** Deeper than any tree that fits on a disk and has two children in every branch. */
    static final int MAX_DEPTH = 64;
    private static final long REPORT_EVERY = 1 << 20;

    private final Meta meta;
    private final PageReader reader;
    private final ProblemHandler problems;
    private final Work work;
    private final boolean skipsUnreadable;
    private final PageChecks checks;
    private final PageListener pages;
    private final Leaf leaf = new Leaf();
    private final KeyOrder order = new KeyOrder(this::report);
    private final long[] path = new long[MAX_DEPTH];
    private final List<Branch> branches = new ArrayList<>();
    private String bucketName = "";
    private KeyRange range = KeyRange.ALL;
    private long unreported;

    /** @param skipsUnreadable whether pages that the disk cannot read are problems, and no failure */
    TreeWalk(ByteSource image, Meta meta, PageListener pages, ProblemHandler problems, Work work,
            boolean skipsUnreadable) {
        this.pages = pages;
        this.skipsUnreadable = skipsUnreadable;
        this.meta = meta;
        this.reader = new PageReader(image, meta.pageSize());
        this.problems = problems;
        this.work = work;
        this.checks = new PageChecks(meta, image.size(), this::report);
    }

    /** Walks all buckets for which the visitor returns a leaf visitor. */
    void walk(TreeVisitor visitor) throws IOException {
        for (Bucket bucket : rootBuckets()) {
            bucketName = bucket.name();
            LeafVisitor leaves = visitor.bucket(bucket);
            if (leaves != null) {
                walkBucket(bucket, leaves, 0);
            }
        }
        work.advance(unreported);
    }

    /** The pages that the walk reached. */
    BitSet reached() {
        return checks.reached();
    }

    private List<Bucket> rootBuckets() throws IOException {
        List<Bucket> buckets = new ArrayList<>();
        enter(meta.root(), 0, null, null, page -> {
            int nonBuckets = 0;
            for (int i = 0; i < page.count(); i++) {
                if (!page.isBucket(i)) {
                    nonBuckets++;
                } else if (isSound(page, i)) {
                    buckets.add(new Bucket(page.key(i), page.value(i), page.offset(i) + page.keyLength(i)));
                }
            }
            if (nonBuckets > 0) {
                report(0, page.pageOffset(), "the root bucket has " + nonBuckets
                        + (nonBuckets == 1 ? " key that is not a bucket" : " keys that are not buckets"));
            }
        });
        return buckets;
    }

    private boolean isSound(Leaf page, int element) throws IOException {
        if (page.valueLength(element) < Bucket.HEADER_LENGTH) {
            report(0, page.offset(element), "a bucket of " + page.valueLength(element) + " bytes; 16 is the least");
            return false;
        }
        // bbolt moves a bucket larger than a quarter of a page into a tree. Buckets are copied and may hold others, so
        // their size must be bounded.
        if (page.valueLength(element) > Bucket.HEADER_LENGTH + meta.pageSize()) {
            report(0, page.offset(element), "a bucket of " + page.valueLength(element) + " bytes, more than a page");
            return false;
        }
        return true;
    }

    private void walkBucket(Bucket bucket, LeafVisitor leaves, int nesting) throws IOException {
        if (nesting >= MAX_DEPTH) {
            report(0, bucket.inlineOffset(), "buckets are nested deeper than " + MAX_DEPTH);
            return;
        }
        range = leaves.range();
        List<Bucket> nested = new ArrayList<>();
        LeafVisitor collecting = new LeafVisitor() {
            @Override
            public void leaf(Leaf page) throws IOException {
                for (int i = 0; i < page.count(); i++) {
                    if (page.isBucket(i) && isSound(page, i)) {
                        nested.add(new Bucket(page.key(i), page.value(i), page.offset(i) + page.keyLength(i)));
                    }
                }
                leaves.leaf(page);
            }

            @Override
            public void lost() throws IOException {
                leaves.lost();
            }
        };
        if (bucket.isInline()) {
            inline(bucket, collecting);
        } else {
            enter(bucket.root(), 0, null, null, collecting);
        }
        for (Bucket inner : nested) {
            // etcd has no nested buckets: account for their pages, but show their content to no visitor.
            walkBucket(inner, LeafVisitor.none(), nesting + 1);
        }
        leaves.end();
    }

    private void inline(Bucket bucket, LeafVisitor leaves) throws IOException {
        var page = bucket.inlinePage();
        if (page.limit() < PageHeader.LENGTH) {
            report(0, bucket.inlineOffset(), "an inline bucket that is cut off");
            leaves.lost();
            return;
        }
        PageHeader header = PageHeader.decode(page, 0);
        if (header.flags() != PageHeader.LEAF) {
            report(0, bucket.inlineOffset(), "an inline bucket whose page is of type " + header.kind());
            leaves.lost();
            return;
        }
        int sound = leaf.load(page, 0, page.limit(), bucket.inlineOffset(), header.count());
        visitLeaf(header, sound, 0, null, null, leaves);
    }

    private void enter(long id, int depth, @Nullable BranchKey low, @Nullable BranchKey high, LeafVisitor leaves)
            throws IOException {
        if (!checks.isWithinFile(id, depth)) {
            leaves.lost();
            return;
        }
        path[depth] = id;
        if (!load(id, 1, depth)) {
            leaves.lost();
            return;
        }
        PageHeader header = PageHeader.decode(reader.buffer(), reader.position());
        if (!checks.isAcceptable(header, id, depth + 1)) {
            leaves.lost();
            return;
        }
        int run = (int) header.overflow() + 1;
        int length = run * meta.pageSize();
        advance(length);
        if (!load(id, run, depth)) {
            leaves.lost();
            return;
        }
        checks.checkRun(reader, id, run, depth + 1);
        if (header.flags() == PageHeader.LEAF) {
            int sound = leaf.load(reader.buffer(), reader.position(), length, offset(id) - reader.position(),
                    header.count());
            pages.page(id, run, true, leaf.used(), bucketName);
            visitLeaf(header, sound, depth + 1, low, high, leaves);
        } else {
            Branch branch = branch(depth);
            branch.load(reader.buffer(), reader.position(), length, header.count());
            pages.page(id, run, false, branch.used(), bucketName);
            visitBranch(header, branch, depth + 1, low, high, leaves);
        }
    }

    /** Whether the disk can read a run of pages. */
    private boolean load(long id, int run, int depth) throws IOException {
        try {
            reader.load(id, run);
            return true;
        } catch (IOException e) {
            if (!skipsUnreadable || !ByteSource.isDiskError(e)) {
                throw e;
            }
            report(depth + 1, offset(id), "the disk cannot read it: " + e.getMessage());
            return false;
        }
    }

    /** The branch buffer of a depth; the branches above stay loaded in theirs. */
    private Branch branch(int depth) {
        while (branches.size() <= depth) {
            branches.add(new Branch());
        }
        return branches.get(depth);
    }

    private void visitBranch(PageHeader header, Branch branch, int depth, @Nullable BranchKey low,
            @Nullable BranchKey high,
            LeafVisitor leaves) throws IOException {
        long page = path[depth - 1];
        if (branch.count() < header.count() || branch.count() == 0) {
            report(depth, offset(page),
                    "branch element " + branch.count() + " of " + header.count() + " lies outside the page");
        }
        // Children that are out of order are still entered; each leaf is judged by its own keys.
        order.check(branch, depth, offset(page), low, high);
        for (int i = 0; i < branch.count(); i++) {
            BranchKey end = i + 1 < branch.count() ? branch.key(i + 1) : high;
            if (range.reaches(branch.key(i), end)) {
                enter(branch.child(i), depth, branch.key(i), end, leaves);
                path[depth - 1] = page;
            }
        }
        if (branch.count() < header.count() || branch.count() == 0) {
            leaves.lost();
        }
    }

    private void visitLeaf(PageHeader header, int sound, int depth, @Nullable BranchKey low, @Nullable BranchKey high,
            LeafVisitor leaves) throws IOException {
        if (sound < header.count()) {
            report(depth, leaf.pageOffset(), "leaf element " + sound + " of " + header.count()
                    + " has no key, or lies outside the page or within another");
        }
        if (!order.check(leaf, depth, low, high)) {
            leaves.lost();
            return;
        }
        leaves.leaf(leaf);
        if (sound < header.count()) {
            leaves.lost();
        }
    }

    private void advance(int length) {
        unreported += length;
        if (unreported >= REPORT_EVERY) {
            work.advance(unreported);
            unreported = 0;
        }
    }

    private long offset(long page) {
        return page * meta.pageSize();
    }

    private void report(int depth, long offset, String summary) throws IOException {
        report(Problem.Kind.FORMAT, depth, offset, summary);
    }

    private void report(Problem.Kind kind, int depth, long offset, String summary) throws IOException {
        List<Long> pages = Arrays.stream(path, 0, Math.min(depth, MAX_DEPTH)).boxed().toList();
        problems.found(new Problem(kind, pages.isEmpty() ? -1 : pages.getLast(), offset, bucketName, pages, summary));
    }
}
