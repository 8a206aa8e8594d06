package org.etcdrecovery.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.contents.AuthContents;
import org.etcdrecovery.core.progress.Cancellation;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.progress.Work;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever reads a database stops wherever it is asked to, also in the small buckets that it reads ahead of the rest. */
class CancelledPassTest {
    /** A bucket of some megabytes, so that each pass over it reports more than once. */
    private static final int USERS = 3000;

    @TempDir
    private Path directory;

    /** What reads a database, and whether it reads some buckets ahead of the others. */
    enum Reader {
        INSPECTION(true) {
            @Override
            void read(Path file, Progress progress) throws IOException {
                Inspector.inspect(file, progress, _ -> {});
            }
        },
        DATABASE(true) {
            @Override
            void read(Path file, Progress progress) throws IOException {
                try (SnapshotFile snapshot = SnapshotFile.open(file)) {
                    DatabaseReader.read(snapshot, _ -> {}, progress);
                }
            }
        },
        HASH_KV(true) {
            @Override
            void read(Path file, Progress progress) throws IOException {
                HashKvReader.read(file, 0, progress);
            }
        },
        DIGEST(true) {
            @Override
            void read(Path file, Progress progress) throws IOException {
                try (ByteSource source = ByteSource.open(file)) {
                    DatabaseDigest.read(source, new BitSet(), progress);
                }
            }
        },
        STATUS(false) {
            @Override
            void read(Path file, Progress progress) throws IOException {
                StatusReader.read(file, progress);
            }
        },
        AUTHENTICATION(false) {
            @Override
            void read(Path file, Progress progress) throws IOException {
                AuthContents.read(file, progress);
            }
        };

        private final boolean readsAhead;

        Reader(boolean readsAhead) {
            this.readsAhead = readsAhead;
        }

        abstract void read(Path file, Progress progress) throws IOException;
    }

    @ParameterizedTest
    @EnumSource(Reader.class)
    void stopsAtEachReport(Reader reader) throws IOException {
        EtcdFile file = EtcdFile.usual();
        for (int i = 0; i < USERS; i++) {
            file.record("authUsers", "user" + i, EtcdFile.userRecord("user" + i, "x".repeat(1000)));
        }
        Path path = file.writeTo(directory);
        List<Long> reports = reports(reader, path, Integer.MAX_VALUE);
        assertThat(reports).hasSizeGreaterThan(1);
        // What is read ahead is no part of the total.
        assertThat(reports.getFirst() == 0).isEqualTo(reader.readsAhead);
        for (int stop = 0; stop < reports.size(); stop++) {
            assertThat(reports(reader, path, stop)).as("stopped at report %d", stop)
                    .isEqualTo(reports.subList(0, stop));
        }
    }

    /** The reports of a reader up to one at which it is asked to stop, and does. */
    private static List<Long> reports(Reader reader, Path file, int stop) throws IOException {
        Cancellation cancellation = new Cancellation();
        List<Long> reports = new ArrayList<>();
        Progress listening = (stage, _, _) -> new Work() {
            @Override
            public void advance(long amount) {
                // The hash has a thread of its own.
                if (stage == Stage.HASH) {
                    return;
                }
                if (reports.size() == stop) {
                    cancellation.cancel();
                    cancellation.guard(Progress.NONE).begin(stage, "", 0);
                }
                reports.add(amount);
            }

            @Override
            public void close() {
                // Nothing is shown.
            }
        };
        if (stop == Integer.MAX_VALUE) {
            reader.read(file, listening);
        } else {
            assertThatThrownBy(() -> reader.read(file, listening)).isInstanceOf(CancellationException.class);
        }
        return reports;
    }
}
