package org.etcdrecovery.bench.micro;

import java.io.IOException;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.FileHashes;
import org.etcdrecovery.core.snapshot.HashKv;
import org.etcdrecovery.core.snapshot.HashKvReader;
import org.etcdrecovery.core.snapshot.SnapshotFile;
import org.openjdk.jmh.annotations.Benchmark;

/** Hashing a snapshot. */
public class HashBenchmark extends CoreBenchmark {
    /** SHA-256 of the file and of its image: the longest sequential part of a restore. */
    @Benchmark
    public FileHashes sha256(CorpusState corpus) throws IOException {
        try (SnapshotFile file = SnapshotFile.open(corpus.file())) {
            return file.hashes(Progress.NONE);
        }
    }

    /** The hash that a member returns from HashKV at its last revision. */
    @Benchmark
    public HashKv hashKv(CorpusState corpus) throws IOException {
        return HashKvReader.read(corpus.file(), 0, Progress.NONE);
    }
}
