package org.etcdrecovery.console.settings;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.etcdrecovery.console.recovery.ChecklistItem;
import org.etcdrecovery.console.recovery.ClusterForm;
import org.etcdrecovery.console.recovery.ConnectionForm;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.recovery.SafetyForm;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.recovery.SourceKind;
import org.etcdrecovery.console.recovery.TypedForms;
import org.etcdrecovery.console.testing.Answers;
import org.etcdrecovery.console.testing.Plain;
import org.etcdrecovery.console.theme.ThemeChoice;
import org.etcdrecovery.core.keyspace.MemberId;
import org.etcdrecovery.core.restore.RestoreResult;
import org.etcdrecovery.core.restore.RestoreResult.RestoredMember;
import org.etcdrecovery.core.snapshot.Verdict;

/** Settings with all that version 0.1 saved. */
final class SampleSettings {
    static final Instant NOW = Instant.parse("2026-11-24T22:00:00Z");
    static final ConnectionForm CONNECTION = new ConnectionForm("https://10.0.0.11:2379", "/pki/ca.crt",
            "/pki/c.crt", "/pki/c.key", "etcd", false, "root", "",
            Optional.of("example.com"));
    static final Settings FULL = new Settings(Settings.FORMAT_VERSION, ThemeChoice.DARK,
            Optional.of(new Settings.WindowPlace(1, 2, 1280, 800, true)), List.of(Plain.profile("prod", CONNECTION)),
            List.of(Plain.recent("/var/backups/a.db", Optional.empty(), Verdict.RESTORABLE, Optional.of(485_261L),
                    Optional.of(19_879L), 2_300_000_000L, NOW)),
            List.of(Plain.interrupted(new InterruptedRun.Progress(RunKind.RECOVER, NOW, NOW, "CLUSTER"),
                    new InterruptedRun.Subject(
                            Optional.of(new SnapshotChoice(Path.of("/var/backups/a.db"), SourceKind.DIRECTORY, "m1",
                                    Optional.of(NOW), "lacks 65 log entries",
                                    Optional.empty())),
                            Optional.of("ab")),
                    new TypedForms(
                            Optional.of(Plain.source(SourceKind.FILE, CONNECTION, "/var/backups/a.db", List.of("/d"),
                                    Optional.of("/d"))),
                            Map.of("stop", ChecklistItem.State.DONE),
                            Optional.of(new ClusterForm(
                                    List.of(new ClusterForm.MemberForm("m1", "http://a:2380", "", "", "",
                                            true)),
                                    "token", "/srv", "3.6", "etcd", false, Optional.empty())),
                            Optional.of(new SafetyForm(true, "1 000 000 000", true)), Optional.empty(),
                            Optional.empty(), Optional.empty(), Optional.empty(),
                            Optional.empty(), Optional.empty()),
                    Optional.of(Plain.record("{}",
                            new RestoreResult(List.of(new RestoredMember(new MemberId(-1), "m1",
                                    Path.of("/srv/m1.etcd"), Optional.of(Path.of("/wal")))), 4096, -2, true, 7, -3),
                            NOW, NOW,
                            Optional.of(Path.of("/srv/plan.json")))))),
            Optional.of(new Settings.Directories(Optional.of("/var/backups"), Optional.of("/etc"))),
            List.of());

    private SampleSettings() {}

    /** {@link #FULL} with what the report says of the old cluster. */
    static Settings withEvidence() {
        InterruptedRun before = FULL.interrupted().getFirst();
        return FULL.withInterrupted(new InterruptedRun(before.progress(), before.subject(), before.forms(),
                before.restored(), List.of(), Optional.of(Answers.evidence(Path.of("/var/backups/a.db")))));
    }
}
