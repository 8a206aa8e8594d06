package org.etcdrecovery.console.step.source.rescue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.console.recovery.MadeFrom;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.recovery.SourceKind;
import org.etcdrecovery.console.settings.RecentSnapshot;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.cluster.save.Manifest;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.report.json.ReplayJson;
import org.etcdrecovery.core.rescue.SnapshotOutput;
import org.etcdrecovery.core.rescue.replay.Replay;
import org.etcdrecovery.core.rescue.replay.ReplayResult;
import org.etcdrecovery.core.rescue.replay.RescuedSnapshot;

/**
 * A snapshot that was made of a member's directory.
 *
 * @param snapshot the snapshot
 * @param choice   the same as the file that the run works on
 * @param modified when the file was written
 */
record Rescued(RescuedSnapshot snapshot, SnapshotChoice choice, Instant modified) {
    /**
     * Replays the log again and writes the result. Not for the FX thread.
     *
     * @param shown    what the operator has seen
     * @param accepted the codes that the operator agreed to
     * @param target   the file to write, whose name must be free
     * @throws IOException if the directory no longer leads to what was shown, or cannot be read, or the file cannot be
     *                     written; nothing is left then
     */
    static Rescued write(Addition shown, List<String> accepted, Path target, Instant now, Progress progress)
            throws IOException {
        SnapshotOutput.checkNames(target);
        Order order = shown.order();
        try (Replay replay = Replay.of(order.directory(), order.options(), progress)) {
            if (!shown.isStill(replay)) {
                throw new IOException(Texts.of("source").get("rescue.changed", order.name()));
            }
            RescuedSnapshot written = replay.write(target, file -> ReplayJson.manifest(order.directory(), replay,
                    accepted, file, now, lacks(shown, Texts.of("source"))));
            return new Rescued(written, choice(shown, written).madeAt(now),
                    Files.getLastModifiedTime(written.file()).toInstant());
        }
    }

    private static SnapshotChoice choice(Addition shown, RescuedSnapshot written) {
        Order order = shown.order();
        Texts texts = Texts.of("source");
        ReplayResult result = shown.result();
        String words = texts.get(result.base().isEmpty()
                ? "rescue.made.log"
                : result.entries() == 0 ? "rescue.made.nothing" : "rescue.made",
                Quantities.number(result.from().revision()), Quantities.number(result.to().revision()),
                Quantities.number(result.entries()), result.entries());
        List<String> accepted = shown.decisions()
                .stream()
                .map(finding -> texts.get("rescue.accepted", finding.summary(), finding.code().text()))
                .toList();
        return new SnapshotChoice(written.file(), SourceKind.DIRECTORY, order.member(), Optional.empty(),
                lacks(shown, texts), Optional.of(new MadeFrom(MadeFrom.Way.RESCUE, order.directory().dataDir(), words,
                        accepted, Manifest.pathFor(written.file()))));
    }

    /** What the file is known to lack or may lack, in the few words that the header has space for. */
    private static String lacks(Addition shown, Texts texts) {
        ReplayResult result = shown.result();
        if (result.unused() > 0) {
            return texts.get("lacks", result.unused());
        }
        if (result.leftOut() > 0) {
            return texts.get("lacks.out", result.leftOut());
        }
        if (!result.uncertain().isEmpty()) {
            return texts.get("lacks.uncertain");
        }
        if (!shown.decisions().isEmpty()) {
            return texts.get("lacks.maybe");
        }
        return shown.order().caution().isPresent() ? texts.get("lacks.other") : "";
    }

    /** The entry for the list of recent snapshots. */
    RecentSnapshot recent() {
        return RecentSnapshot.of(snapshot.inspection(), choice, modified);
    }
}
