package org.etcdrecovery.console.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.etcdrecovery.console.deliver.DeliveryModel;
import org.etcdrecovery.console.deliver.DeliverySteps;
import org.etcdrecovery.console.deliver.ProfileHosts;
import org.etcdrecovery.console.live.Strangers;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.run.DirectTaskRunner;
import org.etcdrecovery.console.run.Ending;
import org.etcdrecovery.console.run.TaskRunner;
import org.etcdrecovery.console.settings.Memory;
import org.etcdrecovery.console.settings.Settings;
import org.etcdrecovery.console.settings.SettingsFile;
import org.etcdrecovery.console.shell.Dialogs;
import org.etcdrecovery.console.shell.RehearsalSite;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.shell.StoreAccess;
import org.etcdrecovery.console.step.restore.RestoreViewModel;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.files.Scratch;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.Inspector;
import org.etcdrecovery.core.snapshot.SnapshotOpener;

/** What a step needs around it in a test. */
public final class TestTools {
    /** The time in every test. */
    public static final Instant NOW = Instant.parse("2026-11-24T22:00:00Z");
    /** The sample snapshot in the repository. */
    public static final Path SAMPLE = Path.of("../recovery-core/src/test/samples/kubernetes.db")
            .toAbsolutePath()
            .normalize();

    private TestTools() {}

    /** Runs everything immediately, shows no dialogs, and saves no settings. */
    public static StepTools direct() {
        return with(new DirectTaskRunner(), new FakeDialogs());
    }

    /** Uses this runner and these dialogs. */
    public static StepTools with(TaskRunner runner, Dialogs dialogs) {
        // Below a file nothing can be written: a separate thread saves the settings, and it must not write into the
        // directory of a test that has ended and is just being deleted.
        Memory memory = new Memory(new SettingsFile(SAMPLE.resolve("settings.json")), Settings.DEFAULT);
        return new StepTools(runner, dialogs, memory, Clock.fixed(NOW, ZoneOffset.UTC), SnapshotOpener.plain(),
                new RehearsalSite(Scratch.of(Map.of()), Map.of(), new Ending()), new StoreAccess(Map.of()));
    }

    /** Looks immediately who answers at the planned URLs. */
    public static Strangers strangers(Recovery recovery) {
        return new Strangers(recovery, direct());
    }

    /** A delivery to hosts that nobody connects to. */
    public static DeliverySteps delivery(Recovery recovery) {
        return new DeliverySteps(new DeliveryModel(recovery, direct(),
                new ProfileHosts(direct().memory(), Optional::empty)));
    }

    /** The step Restore, with a delivery to hosts that nobody connects to. */
    public static RestoreViewModel restore(Recovery recovery, StepTools tools) {
        return new RestoreViewModel(recovery, tools, delivery(recovery).model());
    }

    /** Members that do not exist. */
    public static ConnectionSettings nowhere() {
        return ConnectionSettings.of(List.of());
    }

    /** A recovery that has already inspected the sample. */
    public static Recovery inspectedSample() throws IOException {
        return inspected(SAMPLE);
    }

    /** A recovery that has already inspected this snapshot. */
    static Recovery inspected(Path snapshot) throws IOException {
        Recovery recovery = new Recovery(RunKind.RECOVER, NOW);
        recovery.choose(SnapshotChoice.ofFile(snapshot));
        recovery.inspected(Inspector.inspect(snapshot, Progress.NONE, _ -> {}));
        return recovery;
    }
}
