package org.etcdrecovery.console.step.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.run.DirectTaskRunner;
import org.etcdrecovery.console.shell.StepState;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.shell.Wizard;
import org.etcdrecovery.console.step.restore.RestoreViewModel;
import org.etcdrecovery.console.step.start.StartViewModel;
import org.etcdrecovery.console.testing.FakeDialogs;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.console.testing.ThreeMembers;
import org.etcdrecovery.core.cluster.prove.ProofCheck;
import org.etcdrecovery.core.cluster.prove.ProofCheck.Outcome;
import org.etcdrecovery.core.report.RecoveryReport.HandedCommand;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Shell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the plan to the report, on real servers started with the commands that the step Start shows. */
class WholeWayTest {
    @TempDir
    Path directory;

    @TempDir
    Path elsewhere;

    @Test
    void restoresStartsProvesAndReports() throws Exception {
        Recovery recovery = ThreeMembers.planned(directory);
        StepTools tools = TestTools.with(new DirectTaskRunner(),
                new FakeDialogs().choosing(elsewhere.resolve("report.html")));
        RestoreViewModel restore = TestTools.restore(recovery, tools);
        StartViewModel start = new StartViewModel(recovery, tools, TestTools.strangers(recovery),
                TestTools.delivery(recovery));
        VerifyViewModel verify = new VerifyViewModel(recovery, tools, TestTools.strangers(recovery),
                TestTools.delivery(recovery));
        Wizard wizard = new Wizard(List.of(restore, start, verify));
        AtomicInteger ended = new AtomicInteger();
        wizard.onFinish(ended::incrementAndGet);
        restore.entered();
        restore.outline().primary().fire();
        restore.outline().primary().fire();
        start.outline().primary().fire();
        assertThat(wizard.current().get()).isEqualTo(verify);
        List<String> commands = recovery.execution()
                .handedOver()
                .get()
                .stream()
                .map(HandedCommand::text)
                .filter(text -> text.startsWith("etcd "))
                .toList();
        assertThat(commands).hasSize(3);

        try (Shell shell = new Shell(EtcdVersion.V3_6, directory)) {
            commands.forEach(shell::start);
            verify.canary().set(true);
            verify.outline().primary().fire();
        }

        assertThat(verify.failed().get()).isEmpty();
        assertThat(verify.checks()).as("%s", verify.checks())
                .extracting(ProofCheck::outcome)
                .doesNotContain(Outcome.FAILED);
        assertThat(verify.outline().state().get()).isEqualTo(StepState.DONE);
        verify.report().save();
        assertThat(elsewhere.resolve("report.html")).content()
                .contains("The console wrote a key to the new cluster", "--initial-cluster-state existing");
        assertThat(elsewhere.resolve("report.json")).exists();
        verify.outline().primary().fire();
        assertThat(ended).hasValue(1);
    }
}
