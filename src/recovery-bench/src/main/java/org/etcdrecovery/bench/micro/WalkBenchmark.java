package org.etcdrecovery.bench.micro;

import java.io.IOException;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.bolt.PageCensus;
import org.etcdrecovery.core.bolt.TreeVisitor;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.SnapshotStatus;
import org.etcdrecovery.core.snapshot.StatusReader;
import org.openjdk.jmh.annotations.Benchmark;

/** The pass over all pages, alone and with everything that a status computes on the way. */
public class WalkBenchmark extends CoreBenchmark {
    /** Checks every page and ignores the records. */
    @Benchmark
    public PageCensus walk(CorpusState corpus) throws IOException {
        try (ByteSource source = ByteSource.open(corpus.file())) {
            return BoltFile.open(source).walk(TreeVisitor.NONE, Progress.NONE);
        }
    }

    /** Checks, hashes and counts, as {@code snapshot status} does. */
    @Benchmark
    public SnapshotStatus status(CorpusState corpus) throws IOException {
        return StatusReader.read(corpus.file(), Progress.NONE);
    }
}
