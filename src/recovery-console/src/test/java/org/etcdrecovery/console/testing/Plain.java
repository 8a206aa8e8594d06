package org.etcdrecovery.console.testing;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.etcdrecovery.console.recovery.ConnectionForm;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.RecoveryEvidence;
import org.etcdrecovery.console.recovery.RestoreRecord;
import org.etcdrecovery.console.recovery.Restored;
import org.etcdrecovery.console.recovery.SourceForm;
import org.etcdrecovery.console.recovery.SourceKind;
import org.etcdrecovery.console.recovery.TypedForms;
import org.etcdrecovery.console.settings.InterruptedRun;
import org.etcdrecovery.console.settings.Profile;
import org.etcdrecovery.console.settings.RecentSnapshot;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.report.RecoveryReport;
import org.etcdrecovery.core.restore.RestoreResult;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.SnapshotFacts;
import org.etcdrecovery.core.snapshot.Verdict;

/** Values of which a test gives only what it is about. */
public final class Plain {
    private Plain() {}

    /** A restore of a plan that no rehearsal speaks against. */
    public static Restored restored(RestorePlan plan, RestoreResult result, Instant started, Instant ended) {
        return new Restored(plan, result, started, ended, false);
    }

    /** The record of such a restore. */
    public static RestoreRecord record(String plan, RestoreResult result, Instant started, Instant ended,
            Optional<Path> planFile) {
        return new RestoreRecord(plan, Optional.of(result), started, ended, planFile, Optional.empty());
    }

    /** What was typed in the step Source, without object storage. */
    public static SourceForm source(SourceKind kind, ConnectionForm connection, String file, List<String> directories,
            Optional<String> taken) {
        return new SourceForm(kind, connection, file, directories, taken, Optional.empty());
    }

    /** A snapshot on this machine that is not known to lack anything. */
    public static RecentSnapshot recent(String file, Optional<String> entry, Verdict verdict, Optional<Long> revision,
            Optional<Long> keys, long size, Instant modified) {
        return new RecentSnapshot(file, entry, verdict, revision, keys, size, modified, Optional.empty(),
                Optional.empty());
    }

    /** An unfinished run of which it is not known what happened in it and when. */
    public static InterruptedRun interrupted(InterruptedRun.Progress progress, InterruptedRun.Subject subject,
            TypedForms forms, Optional<RestoreRecord> restored) {
        return new InterruptedRun(progress, subject, forms, restored, List.of(), Optional.empty());
    }

    /** A profile of a cluster whose hosts are not known yet. */
    public static Profile profile(String name, ConnectionForm connection) {
        return new Profile(name, connection, Map.of());
    }

    /** The report on a run of which the operator noted nothing, and in which no member was looked for. */
    public static RecoveryReport report(Instant time, Recovery recovery) {
        return RecoveryEvidence.at(time, recovery, Optional.empty(), List.of(), List.of());
    }

    /** What was found in a file, had it held something else. */
    public static Inspection inspection(Inspection found, SnapshotFacts facts) {
        return new Inspection(found.file(), found.size(), found.verdict(), found.findings(), found.passed(),
                Optional.of(facts), found.remains(), found.newest(), found.packed(), found.origin(), found.recorded(),
                found.address());
    }
}
