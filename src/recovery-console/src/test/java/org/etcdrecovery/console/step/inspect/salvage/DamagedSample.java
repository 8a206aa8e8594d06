package org.etcdrecovery.console.step.inspect.salvage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.rescue.salvage.Salvager;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;

/** The sample with the first page zeroed that holds keys. */
public final class DamagedSample {
    private static final int PAGE = 4096;

    private DamagedSample() {}

    /** Writes it. */
    public static Path in(Path directory) throws IOException {
        byte[] sound = Files.readAllBytes(TestTools.SAMPLE);
        Path file = directory.resolve("nightly.db");
        for (int page = 2; page < sound.length / PAGE; page++) {
            byte[] bytes = sound.clone();
            Arrays.fill(bytes, page * PAGE, (page + 1) * PAGE, (byte) 0);
            Files.write(file, bytes);
            if (losesRevisions(file)) {
                return file;
            }
        }
        throw new IllegalStateException("the sample has keys");
    }

    private static boolean losesRevisions(Path file) throws IOException {
        try {
            return !Salvager.survey(SnapshotOpener.plain(), SnapshotName.of(file), Progress.NONE)
                    .lostRevisions()
                    .isEmpty();
        } catch (MalformedDataException e) {
            // Nothing can be saved of this one.
            return false;
        }
    }
}
