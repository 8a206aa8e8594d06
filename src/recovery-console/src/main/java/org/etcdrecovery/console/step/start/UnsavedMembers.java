package org.etcdrecovery.console.step.start;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.etcdrecovery.console.live.Sighting;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.recovery.SourceKind;
import org.etcdrecovery.core.keyspace.MemberId;
import org.etcdrecovery.core.rescue.RankedMember;
import org.etcdrecovery.core.text.Shown;

/**
 * The members of the old cluster that answer although the restored file comes neither from them nor from their
 * directory. A stopped member serves no snapshot, so their latest writes may be lost with it.
 */
final class UnsavedMembers {
    private UnsavedMembers() {}

    /** Their names, for a sentence; empty if there are none, and if the file was saved from the running cluster. */
    static String in(Recovery recovery, List<Sighting> strangers) {
        Optional<SourceKind> source = recovery.snapshot().get().map(SnapshotChoice::source);
        if (source.equals(Optional.of(SourceKind.ENDPOINTS))) {
            return "";
        }
        Optional<MemberId> rescued = recovery.rescued()
                .get()
                .map(RankedMember::directory)
                .flatMap(directory -> directory.log().map(log -> log.memberId()));
        Stream<String> asked = recovery.oldCluster()
                .report()
                .get()
                .stream()
                .flatMap(report -> report.answering().stream())
                .filter(row -> !row.isProxy() && (rescued.isEmpty() || !row.memberId().equals(rescued)))
                .map(row -> row.name().isEmpty() ? row.endpoint().authority() : row.name());
        Stream<String> seen = strangers.stream()
                .filter(sighting -> rescued.isEmpty() && sighting.current())
                .map(Sighting::stranger)
                .map(stranger -> stranger.name().isEmpty() ? stranger.endpoint().authority() : stranger.name());
        return Stream.concat(asked, seen).distinct().map(Shown::name).collect(Collectors.joining(", "));
    }
}
