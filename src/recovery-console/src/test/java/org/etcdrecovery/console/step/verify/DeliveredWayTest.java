package org.etcdrecovery.console.step.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.console.deliver.DeliveryDoor;
import org.etcdrecovery.console.deliver.DeliveryModel;
import org.etcdrecovery.console.deliver.DeliverySteps;
import org.etcdrecovery.console.deliver.HostRow;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.WritePlace;
import org.etcdrecovery.console.run.DirectTaskRunner;
import org.etcdrecovery.console.shell.StepModel;
import org.etcdrecovery.console.shell.StepState;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.shell.Wizard;
import org.etcdrecovery.console.step.restore.RestoreViewModel;
import org.etcdrecovery.console.step.start.StartViewModel;
import org.etcdrecovery.console.testing.FakeDialogs;
import org.etcdrecovery.console.testing.Plain;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.probe.Prober;
import org.etcdrecovery.core.cluster.prove.Proof;
import org.etcdrecovery.core.deliver.Written;
import org.etcdrecovery.core.plan.MemberRequest;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.report.html.HtmlReport;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Judges;
import org.etcdrecovery.core.testing.ThreeHosts;
import org.etcdrecovery.core.testing.ThreeHosts.Host;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way over SSH by the console's buttons, from staging to old directories that are removed, on three hosts. */
class DeliveredWayTest {
    private static final int PORT = 32_300;
    private static final String DIRECTORY = "/mnt/console";

    @TempDir
    Path directory;

    @Test
    void stagesActivatesProvesOpensAndCleans() throws IOException {
        ThreeHosts hosts = ThreeHosts.shared();
        Recovery recovery = planned(hosts);
        StepTools tools = TestTools.with(new DirectTaskRunner(),
                new FakeDialogs().choosing(directory.resolve("fresh.db")).goingAhead());
        DeliverySteps delivery = new DeliverySteps(new DeliveryModel(recovery, tools,
                DeliveryDoor.ssh(tools, Optional.of(hosts.sshConfig()))));
        StartViewModel start = new StartViewModel(recovery, tools, TestTools.strangers(recovery), delivery);
        VerifyViewModel verify = new VerifyViewModel(recovery, tools, TestTools.strangers(recovery), delivery);
        RestoreViewModel restore = new RestoreViewModel(recovery, tools, delivery.model());
        Wizard wizard = new Wizard(List.of(restore, start, verify));
        restore.hosts().place().set(WritePlace.HOSTS);
        press(restore, "Continue to Start");
        assertThat(wizard.current().get()).isEqualTo(start);
        assertThat(delivery.model().isOverSsh()).isTrue();
        for (int i = 0; i < ThreeHosts.COUNT; i++) {
            HostRow row = delivery.model().rows().get(i);
            row.fields().address().set(hosts.hosts().get(i).name());
            row.fields().directory().set(DIRECTORY);
            row.fields().unit().set("etcd-console");
        }

        press(start, "Check hosts");
        assertThat(words(delivery)).containsOnly("ready");
        press(start, "Stage");
        assertThat(words(delivery)).as("%s", conditions(delivery)).containsOnly("staged");
        assertThat(restore.outline().state().get()).as("nothing is in place yet").isEqualTo(StepState.LEFT);
        assertThat(hosts.directory().resolve("never")).doesNotExist();
        press(start, "Activate and start");
        assertThat(words(delivery)).as("%s", conditions(delivery)).containsOnly("active");
        assertThat(restore.outline().state().get()).isEqualTo(StepState.DONE);
        assertThat(restore.outline().caption().get()).isEqualTo("3 of 3 in place on their hosts");
        assertThat(answering(recovery)).as("clients").isZero();

        press(start, "Continue to Verify");
        assertThat(wizard.current().get()).isEqualTo(verify);
        press(verify, "Check the cluster");
        assertThat(recovery.execution().proof().get().map(Proof::proven)).as("%s", verify.checks()).contains(true);
        assertThat(verify.outline().state().get()).isEqualTo(StepState.ATTENTION);
        assertThat(verify.outline().commands().getFirst().text()).contains("--to m1=ssh://etcd-a/mnt/console");
        assertThat(verify.hosts().whyKept()).isNotEmpty();
        press(verify, "Let clients in");
        assertThat(words(delivery)).as("%s", conditions(delivery)).containsOnly("open");
        assertThat(answering(recovery)).as("clients").isEqualTo(3);
        assertThat(verify.outline().state().get()).isEqualTo(StepState.DONE);

        verify.hosts().undoing().ask();
        assertThat(delivery.question().get().orElseThrow().written().map(Written::revisions)).contains(0L);
        delivery.keep();
        assertThat(delivery.aside()).hasSize(3);
        verify.hosts().saveFresh();
        assertThat(directory.resolve("fresh.db")).isRegularFile();
        assertThat(verify.hosts().whyKept()).isEmpty();
        verify.hosts().clean();
        assertThat(delivery.model().broken().get()).isEmpty();
        assertThat(delivery.aside()).isEmpty();
        assertThat(hosts.on(0, "ls -A /mnt | grep console; true")).isEqualTo("console\n");
        assertThat(delivery.isUndoable()).isFalse();
        assertThat(HtmlReport.print(Plain.report(TestTools.NOW, recovery))).contains(
                "Left to Start, to be written on the members’ hosts", "Members staged on their hosts",
                "on its host, over SSH",
                "ssh://etcd-a/mnt/console",
                "Clients let in");
        for (int i = 0; i < ThreeHosts.COUNT; i++) {
            hosts.on(i, "systemctl stop etcd-console.service");
        }
    }

    private static List<String> words(DeliverySteps delivery) {
        return delivery.model().rows().stream().map(row -> row.condition().get().word()).toList();
    }

    private static List<?> conditions(DeliverySteps delivery) {
        return delivery.model().rows().stream().map(row -> row.condition().get()).toList();
    }

    private static void press(StepModel step, String name) {
        assertThat(step.outline().primary().reason().get()).isEmpty();
        assertThat(step.outline().primary().text().get()).isEqualTo(name);
        step.outline().primary().fire();
    }

    private static int answering(Recovery recovery) throws IOException {
        List<String> urls = recovery.execution()
                .outgoing()
                .get()
                .orElseThrow()
                .members()
                .stream()
                .flatMap(member -> member.clientUrls().stream())
                .toList();
        return Prober.probe(ConnectionSettings.of(Endpoint.parseAll(urls, false)), _ -> {}, Progress.NONE)
                .answering()
                .size();
    }

    private static Recovery planned(ThreeHosts hosts) throws IOException {
        List<MemberRequest> members = new ArrayList<>();
        for (int i = 0; i < ThreeHosts.COUNT; i++) {
            Host host = hosts.hosts().get(i);
            String peer = "http://" + host.address() + ":" + PORT;
            String client = "http://" + host.address() + ":" + (PORT + 1);
            members.add(new MemberRequest("m" + (i + 1), List.of(peer), List.of(client),
                    Optional.of(hosts.directory().resolve("never/m" + (i + 1))), Optional.empty(), false));
            Files.writeString(host.mnt().resolve("etc/systemd/system/etcd-console.service"), """
                    [Service]
                    ExecStart=%s --name=m%d --data-dir=%s --listen-peer-urls=%s --initial-advertise-peer-urls=%s \\
                      --listen-client-urls=%s --advertise-client-urls=%s --heartbeat-interval=50 --election-timeout=500
                    """.formatted(Judges.etcd(EtcdVersion.V3_6), i + 1, DIRECTORY, peer, peer, client, client));
            Files.createDirectories(host.mnt().resolve("console/member/snap"));
            Files.writeString(host.mnt().resolve("console/member/snap/db"), "old");
        }
        Recovery recovery = TestTools.inspectedSample();
        recovery.edit(builder -> builder.members(members).token("console").revisionBump(1000).markCompacted(true));
        return recovery;
    }
}
