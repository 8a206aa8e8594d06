package org.etcdrecovery.bench.micro;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.bolt.BoltWriter;
import org.etcdrecovery.core.bolt.BoltWriter.BucketWriter;
import org.etcdrecovery.core.bolt.Bucket;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.bolt.Meta;
import org.etcdrecovery.core.bolt.PageSink;
import org.etcdrecovery.core.bolt.TreeVisitor;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.progress.Progress;
import org.openjdk.jmh.annotations.Benchmark;

/** Rebuilding a database from its elements, without a disk. */
public class WriteBenchmark extends CoreBenchmark {
    /** Reads a corpus and writes it to nowhere; {@link WalkBenchmark#walk} measures the reading alone. */
    @Benchmark
    public Meta copy(CorpusState corpus) throws IOException {
        try (ByteSource source = ByteSource.open(corpus.file())) {
            BoltFile file = BoltFile.open(source);
            BoltWriter writer = new BoltWriter(new Nowhere(), file.meta().pageSize());
            Copy copy = new Copy(writer);
            file.walk(copy, Progress.NONE);
            copy.closeBucket();
            return writer.finish();
        }
    }

    /** Passes on the elements of each bucket. */
    private static final class Copy implements TreeVisitor {
        private final BoltWriter writer;
        private Optional<BucketWriter> open = Optional.empty();

        Copy(BoltWriter writer) {
            this.writer = writer;
        }

        @Override
        public LeafVisitor bucket(Bucket bucket) throws IOException {
            closeBucket();
            BucketWriter next = writer.bucket(bucket.nameBytes(), bucket.sequence());
            open = Optional.of(next);
            return leaf -> copy(leaf, next);
        }

        void closeBucket() throws IOException {
            if (open.isPresent()) {
                open.get().close();
            }
        }

        private static void copy(Leaf leaf, BucketWriter bucket) throws IOException {
            for (int i = 0; i < leaf.count(); i++) {
                bucket.put(leaf.buffer(), leaf.keyStart(i), leaf.keyLength(i), leaf.valueStart(i),
                        leaf.valueLength(i));
            }
        }
    }

    /** Discards everything it receives. */
    private static final class Nowhere implements PageSink {
        @Override
        public void append(ByteBuffer bytes) {
            bytes.position(bytes.limit());
        }

        @Override
        public void overwriteStart(ByteBuffer bytes) {
            bytes.position(bytes.limit());
        }
    }
}
