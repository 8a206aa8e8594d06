package org.etcdrecovery.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.etcdrecovery.console.recovery.ClusterForm;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.run.TaskRunner;
import org.etcdrecovery.console.settings.InterruptedRun;
import org.etcdrecovery.console.shell.StepId;
import org.etcdrecovery.console.shell.StepModel;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.testing.FakeDialogs;
import org.etcdrecovery.console.testing.FakeStarter;
import org.etcdrecovery.console.testing.Plain;
import org.etcdrecovery.console.testing.TestTools;

/** Runs that were interrupted in a step, and what it takes to resume them. */
final class InterruptedRuns {
    private InterruptedRuns() {}

    static InterruptedRun inRestore() {
        return inRestore(TestTools.SAMPLE);
    }

    static InterruptedRun inRestore(Path snapshot) {
        Recovery recovery = new Recovery(RunKind.RECOVER, TestTools.NOW);
        recovery.choose(SnapshotChoice.ofFile(snapshot));
        StepTools tools = TestTools.direct();
        Run run = new Run(recovery, tools, new FakeStarter());
        run.keep(tools.memory());
        goOn(run, StepId.RESTORE);
        return tools.memory().settings().get().interrupted().getFirst();
    }

    /** A run that was interrupted in Verify, with its directories in place. */
    static InterruptedRun inVerify(Path directory) {
        return inVerify(inRestore(), directory);
    }

    static InterruptedRun inVerify(InterruptedRun before, Path directory) {
        StepTools tools = TestTools.direct();
        Run run = resume(into(before, directory), tools);
        run.keep(tools.memory());
        goOn(run, StepId.RESTORE);
        run.wizard().current().get().outline().primary().fire();
        goOn(run, StepId.VERIFY);
        return tools.memory().settings().get().interrupted().getFirst();
    }

    /** A run whose data directories go into this directory. */
    static InterruptedRun into(InterruptedRun run, Path directory) {
        ClusterForm form = run.forms().cluster().orElseThrow();
        ClusterForm cluster = new ClusterForm(form.members(), form.token(), directory.toString(), form.target(),
                form.owner(), form.joinLater(), form.place());
        return Plain.interrupted(run.progress(), run.subject(), run.forms().withCluster(cluster), run.restored());
    }

    static void goOn(Run run, StepId last) {
        while (current(run) != last) {
            StepId before = current(run);
            if (before == StepId.INSPECT && !find(run, before).outline().primary().isEnabled()) {
                run.recovery().edit(builder -> builder.skipHashCheck(true));
            }
            run.wizard().current().get().outline().primary().fire();
            assertThat(current(run)).isNotEqualTo(before);
        }
    }

    static Run resume(InterruptedRun interrupted, TaskRunner runner) {
        return resume(interrupted, TestTools.with(runner, new FakeDialogs()));
    }

    static Run resume(InterruptedRun interrupted, StepTools tools) {
        Run run = new Run(new Recovery(interrupted.progress().kind(), interrupted.progress().started()), tools,
                new FakeStarter());
        run.fill(interrupted);
        return run;
    }

    static StepId current(Run run) {
        return run.wizard().current().get().outline().id();
    }

    static StepModel find(Run run, StepId step) {
        return run.wizard().find(step).orElseThrow();
    }
}
