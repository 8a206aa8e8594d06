package org.etcdrecovery.console.step.inspect.salvage;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.etcdrecovery.console.recovery.MadeFrom;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.cluster.save.Manifest;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.report.json.SalvageJson;
import org.etcdrecovery.core.rescue.salvage.SalvageCode;
import org.etcdrecovery.core.rescue.salvage.SalvageReport;
import org.etcdrecovery.core.rescue.salvage.Salvager;
import org.etcdrecovery.core.snapshot.SnapshotOpener;

/** Writes a salvage. */
final class Salvaged {
    private Salvaged() {}

    /**
     * Writes what reads. Not for the FX thread.
     *
     * @param damaged  the damaged file, as the run knows it
     * @param opener   opens the file
     * @param report   what the operator has seen
     * @param accepted the findings that the operator agreed to
     * @param target   the file to write, whose name must be free
     * @return the new file for the run to work on
     * @throws IOException if the file no longer loses what was shown, or cannot be read or written; then there is no new
     *                     file
     */
    static SnapshotChoice write(SnapshotChoice damaged, SnapshotOpener opener, SalvageReport report,
            List<Finding> accepted, Path target, Instant now, Progress progress) throws IOException {
        Set<SalvageCode> codes = EnumSet.noneOf(SalvageCode.class);
        accepted.forEach(finding -> SalvageCode.of(finding.code().text()).ifPresent(codes::add));
        Salvager.write(report, opener, damaged.name(), target, codes,
                file -> SalvageJson.print(report, target, file, codes, now), progress);
        return choice(damaged, report, target).madeAt(now);
    }

    private static SnapshotChoice choice(SnapshotChoice damaged, SalvageReport report, Path target) {
        Texts texts = Texts.of("inspect");
        String words = texts.get("salvage.made", Quantities.number(report.records()), report.records(),
                Quantities.number(report.lastRevision()));
        List<String> accepted = report.findings()
                .stream()
                .map(finding -> texts.get("made.accepted", finding.summary(), finding.code().text()))
                .toList();
        int ranges = report.lostRevisions().size();
        return new SnapshotChoice(target, damaged.source(), damaged.member(), damaged.taken(),
                ranges == 0 ? texts.get("salvage.lacks") : texts.get("salvage.lacks.ranges", ranges),
                Optional.of(new MadeFrom(MadeFrom.Way.SALVAGE, damaged.file(), words, accepted,
                        Manifest.pathFor(target))));
    }
}
