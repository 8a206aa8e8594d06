package org.etcdrecovery.core.store.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.etcdrecovery.core.files.Scratch;
import org.etcdrecovery.core.files.ScratchDirectory;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.progress.Work;
import org.etcdrecovery.core.store.objects.StoreAddress.Bucket;
import org.etcdrecovery.core.testing.ForkedJvm;
import org.etcdrecovery.core.testing.LongRun;
import org.etcdrecovery.core.testing.ObjectStorage;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that die in the middle of a transfer, and one with little memory. */
class KilledTransferTest {
    private static final long MEGABYTE = 1 << 20;

    @TempDir
    private Path directory;

    @Test
    void nothingIsLeftUnderItsNameInABucket() throws Exception {
        try (ObjectStorage storage = versitygw()) {
            StoreSettings settings = TestBuckets.settings(storage.endpoint());
            TestBuckets.create(settings, "backups");
            Path file = file(20 * MEGABYTE);

            for (long at : List.of(1L, 4 * MEGABYTE, 11 * MEGABYTE)) {
                assertThat(run("-Xmx256m", "put", storage.endpoint(), file, at)).last().isEqualTo("exit 137");
            }

            try (ObjectStore store = new BucketStore(new Bucket("backups", ""), settings)) {
                assertThat(store.list(true, Progress.NONE)).isEmpty();
                store.put("x", file, Digests.sha256Of(file, Progress.NONE), Progress.NONE);
            }
            assertThat(run("-Xmx256m", "fetch", storage.endpoint(), directory, 4 * MEGABYTE)).last()
                    .isEqualTo("exit 137");
            Scratch.in(directory).sweep();
            try (Stream<Path> left = Files.list(directory)) {
                assertThat(left.map(each -> each.getFileName().toString())).noneMatch(name -> name.startsWith("etcd-"));
            }
        }
    }

    @Test
    void aGibibyteNeedsLittleMemory() throws Exception {
        Assumptions.assumeTrue(LongRun.times(0, 1) == 1, "only in a long run: it copies a gibibyte");
        try (ObjectStorage storage = versitygw()) {
            TestBuckets.create(TestBuckets.settings(storage.endpoint()), "backups");

            assertThat(run("-Xmx64m", "put", storage.endpoint(), file(1 << 30), Long.MAX_VALUE)).last()
                    .isEqualTo("exit 0");
            assertThat(run("-Xmx64m", "fetch", storage.endpoint(), directory, Long.MAX_VALUE)).last()
                    .isEqualTo("exit 0");
        }
    }

    private ObjectStorage versitygw() throws IOException {
        return ObjectStorage.versitygw(Files.createDirectory(directory.resolve("objects")), directory.resolve("log"),
                List.of());
    }

    private Path file(long size) throws IOException {
        Path file = directory.resolve("content");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(size);
        }
        return file;
    }

    private static List<String> run(String memory, String what, URI endpoint, Path file, long dieAt) throws Exception {
        return ForkedJvm.run(List.of(memory), Transfer.class,
                List.of(what, endpoint.toString(), file.toString(), Long.toString(dieAt)));
    }

    /** Transfers a file, and dies once so many bytes have moved. */
    static final class Transfer {
        private Transfer() {}

        /** Arguments: put or fetch, the endpoint, the file or the directory, and the number of bytes. */
        public static void main(String[] arguments) throws IOException {
            Progress progress = dying(Long.parseLong(arguments[3]));
            Path path = Path.of(arguments[2]);
            StoreSettings settings = TestBuckets.settings(URI.create(arguments[1]));
            try (ObjectStore store = new BucketStore(new Bucket("backups", ""), settings)) {
                if (arguments[0].equals("put")) {
                    store.put("x", path, Digests.sha256Of(path, Progress.NONE), progress);
                } else {
                    try (ScratchDirectory scratch = Scratch.in(path).create()) {
                        store.fetch("x", scratch, progress);
                    }
                }
            }
            Runtime.getRuntime().halt(0);
        }

        private static Progress dying(long at) {
            return (stage, _, _) -> new Work() {
                private long moved;

                @Override
                public void advance(long amount) {
                    moved += amount;
                    if (stage != Stage.STORE && moved >= at) {
                        Runtime.getRuntime().halt(137);
                    }
                }

                @Override
                public void close() {
                    // Nothing to end.
                }
            };
        }
    }
}
