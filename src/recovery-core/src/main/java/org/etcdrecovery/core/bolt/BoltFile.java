package org.etcdrecovery.core.bolt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.bytes.MalformedDataException.Kind;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.progress.Work;

/**
 * A bbolt file whose meta pages have been read; the newer valid one is used. Anything after the image, such as the hash
 * of a snapshot, is ignored.
 */
public final class BoltFile {
    private final ByteSource source;
    private final Meta meta;
    private final List<Problem> metaProblems;
    /** Whether pages that the disk cannot read are problems like others. */
    private final boolean damaged;

    private BoltFile(ByteSource source, Meta meta, List<Problem> metaProblems, boolean damaged) {
        this.damaged = damaged;
        this.source = source;
        this.meta = meta;
        this.metaProblems = List.copyOf(metaProblems);
    }

    /**
     * Reads the meta pages.
     *
     * @param source the file, which the caller closes
     * @throws MalformedDataException if neither meta page is valid, or if the file is shorter than the newer valid one
     *                                says
     * @throws IOException            if the file cannot be read
     */
    public static BoltFile open(ByteSource source) throws IOException {
        MetaPages metas = MetaPages.read(source);
        Meta newest = metas.newest();
        long pages = source.size() / newest.pageSize();
        if (newest.highWater() < 2 || newest.highWater() > Integer.MAX_VALUE || newest.highWater() > pages) {
            throw MalformedDataException.damaged(source.name(), source.size(),
                    Long.toUnsignedString(newest.highWater()) + " pages of " + newest.pageSize() + " bytes",
                    "the end of the file after " + pages + ": it was cut off");
        }
        return new BoltFile(source, newest, metas.problems(), false);
    }

    /**
     * Reads the meta pages of a file to take out of it what still reads. It may end before its image does.
     *
     * @param source the file, which the caller closes
     * @return one view for each valid meta page, the newer one first; the older one is the state before the last commit
     * @throws MalformedDataException if neither meta page is valid
     * @throws IOException            if the file cannot be read
     */
    public static List<BoltFile> openDamaged(ByteSource source) throws IOException {
        MetaPages metas = MetaPages.read(source);
        Meta newest = metas.newest();
        return Stream.of(Optional.of(newest), metas.first(), metas.second())
                .flatMap(Optional::stream)
                .distinct()
                .filter(meta -> meta.highWater() >= 2 && meta.highWater() <= Integer.MAX_VALUE)
                .map(meta -> new BoltFile(source, meta, metas.problems(), true))
                .toList();
    }

    /**
     * Reads the meta pages of a file of which to show what reads, sound or not. It may end before its image does.
     *
     * @param source the file, which the caller closes
     * @throws MalformedDataException if there is nothing to begin with
     * @throws IOException            if the file cannot be read
     */
    public static BoltFile openReadable(ByteSource source) throws IOException {
        List<BoltFile> views = openDamaged(source);
        return views.isEmpty() ? open(source) : views.getFirst();
    }

    /** The newer valid meta, or the one that this view was opened for. */
    public Meta meta() {
        return meta;
    }

    /** What is wrong with the other meta page, or with the two as a pair; usually empty. */
    public List<Problem> metaProblems() {
        return metaProblems;
    }

    /** The length of the image in bytes: all pages below the high-water mark. */
    public long imageSize() {
        return meta.imageSize();
    }

    /**
     * Walks the trees in key order and checks every page on the way.
     *
     * @param visitor  receives the buckets and their leaves
     * @param problems receives each problem; the walk continues with what is sound
     * @return which pages are in use
     * @throws IOException                                if the file cannot be read, or if the visitor or the handler
     *                                                    throws one
     * @throws java.util.concurrent.CancellationException if the progress cancels the walk
     */
    public PageCensus walk(TreeVisitor visitor, ProblemHandler problems, Progress progress) throws IOException {
        return walk(visitor, PageListener.none(), problems, progress);
    }

    private PageCensus walk(TreeVisitor visitor, PageListener pages, ProblemHandler problems, Progress progress)
            throws IOException {
        try (Work work = progress.begin(Stage.CHECK, source.name(), imageSize())) {
            TreeWalk walk = new TreeWalk(source, meta, pages, problems, work, damaged);
            walk.walk(visitor);
            return new PageCensus(meta.highWater(), walk.reached());
        }
    }

    /**
     * Walks the trees in key order and stops at the first violation of the format, as etcd's tools do. Signs that a
     * page was written at another time than its parent do not stop it; an inspection reports them.
     *
     * @throws MalformedDataException at the first violation of the format
     */
    public PageCensus walk(TreeVisitor visitor, Progress progress) throws IOException {
        return walk(visitor, this::refuse, progress);
    }

    /**
     * Walks all trees and accounts for every page, as {@code bbolt check} does.
     *
     * @param problems receives each problem in the order of discovery
     */
    public PageCensus check(TreeVisitor visitor, ProblemHandler problems, Progress progress) throws IOException {
        return check(visitor, PageListener.none(), problems, progress);
    }

    /** As {@link #check(TreeVisitor, ProblemHandler, Progress)}, which tells each page of the trees. */
    public PageCensus check(TreeVisitor visitor, PageListener pages, ProblemHandler problems, Progress progress)
            throws IOException {
        PageCensus census = walk(visitor, pages, problems, progress);
        Freelist.check(source, meta, census, problems);
        return census;
    }

    /**
     * Walks all trees, accounts for every page, and stops at the first violation of the format.
     *
     * @throws MalformedDataException at the first violation of the format
     */
    public PageCensus check(TreeVisitor visitor, Progress progress) throws IOException {
        return check(visitor, this::refuse, progress);
    }

    private void refuse(Problem problem) throws MalformedDataException {
        if (problem.kind() != Problem.Kind.FORMAT) {
            return;
        }
        throw MalformedDataException.damaged(source.name(), problem.offset(), "a sound tree", problem.toString());
    }

    /** The two meta pages and what is wrong with them. */
    private record MetaPages(Optional<Meta> first, Optional<Meta> second, List<Problem> problems) {
        static MetaPages read(ByteSource source) throws IOException {
            if (source.size() < 2L * Meta.MIN_PAGE_SIZE) {
                Kind kind = hasMagic(source) ? Kind.DAMAGED : Kind.NOT_THIS_FORMAT;
                throw new MalformedDataException(kind, source.name(), 0, "a bbolt file of two pages or more",
                        source.size() + " bytes");
            }
            List<Problem> problems = new ArrayList<>();
            Optional<Meta> first = meta(source, 0, 0, problems);
            Optional<Meta> second = first.isPresent()
                    ? meta(source, 1, first.get().pageSize(), problems)
                    : searchSecond(source, problems);
            if (first.isEmpty() && second.isEmpty()) {
                Problem worst = problems.getLast();
                throw new MalformedDataException(kindOf(worst.summary()), source.name(),
                        worst.offset() + PageHeader.LENGTH, "a bbolt meta page", worst.summary());
            }
            if (first.isPresent() && second.isPresent()) {
                compare(first.get(), second.get()).ifPresent(problems::add);
            }
            return new MetaPages(first, second, problems);
        }

        /** Each commit overwrites the older meta, so the newer one is always one transaction ahead. */
        private static Optional<Problem> compare(Meta first, Meta second) {
            return Math.abs(first.txid() - second.txid()) == 1
                    ? Optional.empty()
                    : Optional.of(new Problem(Problem.Kind.META_TRANSACTIONS, -1, 0, "", List.of(),
                            "the meta pages are of transactions " + Long.toUnsignedString(first.txid()) + " and "
                                    + Long.toUnsignedString(second.txid())));
        }

        Meta newest() {
            if (first.isEmpty() || second.isEmpty()) {
                return first.or(() -> second).orElseThrow();
            }
            return second.get().txid() > first.get().txid() ? second.get() : first.get();
        }

        /**
         * Tries every page size: the second meta starts at byte {@code pageSize}, and the unreadable first one held
         * that number. A candidate with the magic number that is invalid for another reason adds a problem.
         */
        private static Optional<Meta> searchSecond(ByteSource source, List<Problem> problems) throws IOException {
            for (int size = Meta.MIN_PAGE_SIZE; size <= Meta.MAX_PAGE_SIZE
                    && size < source.size() - Meta.MIN_PAGE_SIZE; size <<= 1) {
                List<Problem> here = new ArrayList<>();
                Optional<Meta> meta = meta(source, 1, size, here);
                if (meta.isPresent() && meta.get().pageSize() == size) {
                    problems.addAll(here);
                    return meta;
                }
                here.stream().filter(problem -> kindOf(problem.summary()) == Kind.DAMAGED).forEach(problems::add);
            }
            return Optional.empty();
        }

        private static boolean hasMagic(ByteSource source) throws IOException {
            return source.size() >= PageHeader.LENGTH + Integer.BYTES
                    && source.read(PageHeader.LENGTH, Integer.BYTES).getInt() == Meta.MAGIC;
        }

        private static Optional<Meta> meta(ByteSource source, int page, long offset, List<Problem> problems)
                throws IOException {
            int length = PageHeader.LENGTH + Meta.LENGTH;
            if (offset + length > source.size()) {
                problems.add(problem(page, offset, "the file ends before it"));
                return Optional.empty();
            }
            ByteBuffer bytes = source.read(offset, length).order(ByteOrder.LITTLE_ENDIAN);
            Optional<String> problem = Meta.problem(bytes.position(PageHeader.LENGTH));
            if (problem.isPresent()) {
                problems.add(problem(page, offset, problem.get()));
                return Optional.empty();
            }
            PageHeader header = PageHeader.decode(bytes, 0);
            if (header.id() != page || header.flags() != PageHeader.META) {
                problems.add(problem(page, offset, "a page header of type " + header.kind() + " and number "
                        + Long.toUnsignedString(header.id())));
            }
            return Optional.of(Meta.decode(bytes));
        }

        private static Problem problem(int page, long offset, String found) {
            return new Problem(Problem.Kind.FORMAT, page, offset, "", List.of(), "meta page: " + found);
        }

        private static Kind kindOf(String problem) {
            if (problem.contains("version") || problem.contains("big-endian")) {
                return Kind.UNSUPPORTED_VERSION;
            }
            return problem.contains("no bbolt magic") ? Kind.NOT_THIS_FORMAT : Kind.DAMAGED;
        }
    }
}
