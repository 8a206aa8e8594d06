package org.etcdrecovery.console.step.inspect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.settings.RecentSnapshot;
import org.etcdrecovery.core.cluster.save.Manifest;
import org.etcdrecovery.core.cluster.save.SavedSnapshot;
import org.etcdrecovery.core.contents.index.KeyCollector;
import org.etcdrecovery.core.origin.FileOrigin;
import org.etcdrecovery.core.origin.RecordedOrigin;
import org.etcdrecovery.core.origin.RecordedOrigin.Way;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.InspectionListener;
import org.etcdrecovery.core.snapshot.Inspector;
import org.etcdrecovery.core.snapshot.Quota;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.etcdrecovery.core.text.Shown;

/**
 * A completed inspection with what belongs to it.
 *
 * @param inspection the inspection
 * @param modified   when the file was last written
 * @param manifest   the manifest of a file saved in this run; empty for any other file, and if writing it failed
 * @param failed     why the manifest could not be written; empty if it was
 */
public record Inspected(Inspection inspection, Instant modified, Optional<Path> manifest, Optional<Failed> failed) {
    /**
     * Inspects a file. Not for the FX thread.
     *
     * @param saved what the save reported about the file; empty if it was not saved in this run
     * @param collector collects the keys in the same pass
     * @throws IOException if the file cannot be read
     */
    static Inspected inspect(SnapshotOpener opener, SnapshotChoice choice, Optional<SavedSnapshot> saved, Instant now,
            Progress progress, InspectionListener listener, KeyCollector collector) throws IOException {
        Inspection inspection = Inspector.inspect(opener, choice.name(), progress, listener, Quota.DEFAULT,
                collector);
        Instant modified = modified(inspection);
        if (saved.isEmpty()) {
            return new Inspected(inspection, modified, Optional.empty(), Optional.empty());
        }
        try {
            Path manifest = Manifest.write(saved.get(), Optional.of(inspection), choice.taken().orElse(now));
            return new Inspected(inspection, modified, Optional.of(manifest), Optional.empty());
        } catch (IOException e) {
            // The snapshot is what matters, and it is there.
            return new Inspected(inspection, modified, Optional.empty(), Optional.of(Failed.of(e)));
        }
    }

    /** When the file was written. Of one that was fetched, that is known only from its manifest or its name. */
    private static Instant modified(Inspection inspection) throws IOException {
        Optional<Instant> made = inspection.recorded()
                .map(RecordedOrigin::time)
                .or(() -> inspection.origin().flatMap(FileOrigin::time))
                .filter(_ -> inspection.address().isPresent());
        return made.isPresent() ? made.get() : Files.getLastModifiedTime(inspection.file()).toInstant();
    }

    /** The file with what its manifest says, or else its name, unless the run knows it already. */
    SnapshotChoice describe(SnapshotChoice choice) {
        if (choice.taken().isPresent() || choice.made().isPresent()) {
            return choice;
        }
        return inspection.recorded()
                .map(recorded -> recorded(choice, recorded))
                .or(() -> inspection.origin().map(named -> named(choice, named)))
                .orElse(choice);
    }

    private static SnapshotChoice recorded(SnapshotChoice choice, RecordedOrigin recorded) {
        // Of a file that was made from another, the time says nothing about the age of what it holds.
        Optional<Instant> taken = Optional.of(recorded.time()).filter(_ -> recorded.way() == Way.SAVE);
        return new SnapshotChoice(choice.file(), choice.entry(), choice.source(), recorded.member(), taken,
                recorded.lacks(), choice.made(), Optional.of(recorded.time()).filter(_ -> taken.isEmpty()),
                choice.place());
    }

    private static SnapshotChoice named(SnapshotChoice choice, FileOrigin named) {
        return new SnapshotChoice(choice.file(), choice.entry(), choice.source(),
                named.node().map(Shown::name).orElse(choice.member()), named.time(), choice.lacks(), choice.made(),
                choice.madeAt(), choice.place());
    }

    /** The entry for the list of recent snapshots. */
    RecentSnapshot recent(SnapshotChoice choice) {
        return RecentSnapshot.of(inspection, describe(choice), modified);
    }
}
