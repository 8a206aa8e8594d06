package org.etcdrecovery.console.step.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.etcdrecovery.console.host.CommandLine;
import org.etcdrecovery.console.host.EtcdProcess;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.recovery.SourceKind;
import org.etcdrecovery.console.testing.Answers;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.MemberList;
import org.etcdrecovery.core.cluster.probe.MemberProbe;
import org.etcdrecovery.core.cluster.probe.MemberProbeBuilder;
import org.etcdrecovery.core.cluster.probe.ProbeReport;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessor;
import org.etcdrecovery.core.handover.HandOver;
import org.etcdrecovery.core.handover.StartForm;
import org.etcdrecovery.core.keyspace.ClusterId;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.keyspace.MemberId;
import org.etcdrecovery.core.plan.MemberRequest;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.shell.Command;
import org.etcdrecovery.core.snapshot.Inspector;
import org.junit.jupiter.api.Test;

/** The first step of each host: what runs there is stopped. */
class StopStepTest extends StartFixture {
    @Test
    void showsWhatRunsOnThisHost() {
        assertThat(stop(0).title()).isEqualTo("No etcd on this host is in the way");
        host.processes().add(server(12, TestTools.NOW.minusSeconds(60), "/srv/m1.etcd"));
        host.processes().add(server(13, TestTools.NOW.plusSeconds(60), "/srv/m1.etcd"));

        model.listServers();

        assertThat(stop(0).commands()).as("a server that was started after the restore is a new member")
                .extracting(Command::text)
                .singleElement()
                .asString()
                .contains("\n  kill 12 && while kill -0 12 2>/dev/null");
        assertThat(stop(0).commands().getFirst().notes()).singleElement()
                .asString()
                .startsWith("Process 12, started 24 Nov 2026")
                .endsWith("etcd --data-dir /srv/m1.etcd`");
        assertThat(stop(1).commands()).as("another host")
                .extracting(Command::text)
                .containsExactly("ps -C etcd -o pid,lstart,args");
    }

    /** Several members on one host: no tab, and therefore no report, tells to stop one of the new ones. */
    @Test
    void offersToStopNoNewMember() {
        ((MemberStart) model.guides().getFirst()).dataDir().set("/srv/m1.etcd");
        host.processes().add(server(21, TestTools.NOW.plusSeconds(60), "/srv/m1.etcd"));
        host.processes().add(server(22, TestTools.NOW.plusSeconds(60), "/srv/m2.etcd"));
        host.processes().add(server(23, TestTools.NOW.plusSeconds(60), "/typed/m2"));
        host.processes().add(server(24, TestTools.NOW.plusSeconds(60), "/srv/another"));

        model.listServers();
        ((MemberStart) model.guides().getLast()).dataDir().set("/typed/m2");

        assertThat(stop(0).commands()).extracting(Command::text)
                .singleElement()
                .asString()
                .contains("\n  kill 24 && while kill -0 24 2>/dev/null");
        model.copied(model.guides().getFirst());
        assertThat(recovery.execution().handedOver().get()).extracting("text")
                .noneMatch(text -> String.valueOf(text).contains("kill 22"));
    }

    /** Pasted in the steps of each member, the same process would be stopped several times, by then perhaps another. */
    @Test
    void stopsWhatRunsOnAHostOnlyOnce() {
        recovery.edit(builder -> builder.members(List.of(member(1), onHost(1, "m4"), member(2), onHost(2, "m5"))));
        restore();
        host.processes().add(server(12, TestTools.NOW.minusSeconds(60), "/srv/old"));

        model.listServers();

        assertThat(stop(0).commands()).hasSize(1);
        assertThat(stop(1).title()).isEqualTo("For what runs on this host, see step 1 of m1");
        assertThat(stop(1).commands()).isEmpty();
        assertThat(stop(2).commands()).hasSize(1);
        assertThat(stop(3).title()).endsWith("step 1 of m2");
        model.copied(model.guides().getFirst());
        assertThat(recovery.execution().handedOver().get()).extracting("text")
                .filteredOn(text -> String.valueOf(text).contains("kill 12"))
                .hasSize(1);
    }

    @Test
    void saysThatAPortIsTakenOnlyWhereItIs() {
        asked(MemberProbeBuilder.builder(Answers.of(new ClusterId(7)))
                .list(Optional.of(new MemberList(new ClusterId(7), List.of(new Member(new MemberId(7), "old",
                        List.of("https://192.0.2.1:42380"), List.of("https://192.0.2.1:42379"), false)))))
                .build());
        model.stopAnyway();
        EtcdProcess survivor = server(31, TestTools.NOW.minusSeconds(60), "/srv/old",
                "--listen-client-urls=http://0.0.0.0:42379", "--listen-peer-urls=http://0.0.0.0:42380");
        host.processes().add(survivor);
        model.listServers();
        assertThat(stop(0).commands()).hasSize(1);
        assertThat(stop(0).note()).doesNotContain("address already in use").contains("keep writing to the old cluster");

        host.processes()
                .add(server(32, TestTools.NOW.minusSeconds(60), "/srv/x", "--listen-peer-urls=http://0.0.0.0:2380"));
        model.listServers();
        assertThat(stop(0).note()).contains("address already in use");
    }

    /** The last step changes the manifest and puts it back, so the first one must have taken it away. */
    @Test
    void takesTheManifestAwayThatALaterStepPutsBack() {
        model.choose(StartForm.STATIC_POD);
        for (EtcdProcess.Manager manager : List.of(new EtcdProcess.Manager.None(), new EtcdProcess.Manager.Pod(),
                new EtcdProcess.Manager.Unit("etcd.service"))) {
            host.processes().clear();
            host.processes()
                    .add(new EtcdProcess(51, Optional.of(TestTools.NOW.minusSeconds(60)),
                            new CommandLine(List.of("etcd", "--data-dir", "/srv/old")), manager));
            model.listServers();

            String steps = model.guides().getFirst().text();
            assertThat(steps).containsSubsequence("mv /etc/kubernetes/manifests/etcd.yaml /etc/kubernetes/etcd.yaml",
                    "mv -n /etc/kubernetes/etcd.yaml /etc/kubernetes/manifests/etcd.yaml");
            assertThat(steps).containsOnlyOnce("mv /etc/kubernetes/manifests/etcd.yaml");
        }
    }

    /** The new member runs as etcd.service: systemctl stop etcd would stop it. */
    @Test
    void offersNoWayToStopTheMemberItself() {
        host.processes().add(server(41, TestTools.NOW.plusSeconds(60), "/srv/m1.etcd"));
        model.listServers();
        for (StartForm form : StartForm.values()) {
            model.choose(form);
            assertThat(stop(0).title()).as("%s", form).isEqualTo("This member runs here already");
            assertThat(stop(0).commands()).isEmpty();
        }
    }

    private static MemberRequest onHost(int number, String name) {
        return new MemberRequest(name, List.of("https://192.0.2." + number + ":3380"),
                List.of("https://192.0.2." + number + ":3379"), Optional.of(Path.of("/srv/" + name + ".etcd")),
                Optional.empty(), false);
    }

    /** It belongs to another cluster, which has nothing to do with the recovery. */
    @Test
    void offersToStopNoServerOnOtherPorts() {
        host.processes()
                .add(server(14, TestTools.NOW, "/srv/x", "--listen-client-urls=http://0.0.0.0:32379",
                        "--listen-peer-urls=http://0.0.0.0:32380"));
        host.processes().add(server(15, TestTools.NOW, "/srv/y", "--listen-client-urls=http://0.0.0.0:2379"));

        model.listServers();

        assertThat(stop(0).commands()).extracting(Command::text)
                .singleElement()
                .asString()
                .contains("\n  kill 15 && while kill -0 15 2>/dev/null");
        assertThat(stop(0).note()).contains("Another etcd on this host uses other ports");
    }

    @Test
    void stopsNoMemberWhoseLatestWritesMayExistNowhereElse() {
        asked();

        assertThat(stop(0).commands()).isEmpty();
        assertThat(stop(1).note()).contains("a.example:2379", "Save a snapshot");
        assertThat(model.guides().getLast().text()).doesNotContain("ps -C etcd");

        model.stopAnyway();

        assertThat(stop(1).commands()).isNotEmpty();
    }

    @Test
    void stopsAMemberFromWhichTheFileWasSaved() throws IOException {
        recovery.choose(
                new SnapshotChoice(TestTools.SAMPLE, SourceKind.ENDPOINTS, "m1", Optional.of(TestTools.NOW), "",
                        Optional.empty()));
        recovery.inspected(Inspector.inspect(TestTools.SAMPLE, Progress.NONE, _ -> {}));
        asked();

        assertThat(stop(1).commands()).isNotEmpty();
    }

    private void asked() {
        asked(Answers.of(new ClusterId(7)));
    }

    private void asked(MemberProbe answer) {
        ConnectionSettings settings = ConnectionSettings.of(List.of(Answers.ENDPOINT));
        ProbeReport report = new ProbeReport(List.of(answer));
        recovery.oldCluster().asking(settings);
        recovery.askedMembers(report, QuorumAssessor.assess(report, settings));
    }

    private HandOver stop(int member) {
        return model.guides().get(member).steps().get().getFirst();
    }

    private static EtcdProcess server(long pid, Instant started, String dataDir, String... flags) {
        List<String> words = Stream.concat(Stream.of("etcd", "--data-dir", dataDir), Stream.of(flags)).toList();
        return new EtcdProcess(pid, Optional.of(started), new CommandLine(words), new EtcdProcess.Manager.None());
    }
}
