package org.etcdrecovery.core.handover;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.plan.MemberRequest;
import org.etcdrecovery.core.plan.Owner;
import org.etcdrecovery.core.plan.PlanResult;
import org.etcdrecovery.core.plan.Planner;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.plan.RestoreRequest;
import org.etcdrecovery.core.plan.Samples;
import org.etcdrecovery.core.shell.Command;
import org.junit.jupiter.api.Test;

class StartCommandsTest {
    private static final MemberRequest M0 = new MemberRequest("m0", List.of("http://10.0.0.1:2380"),
            List.of("http://10.0.0.1:2379", "http://127.0.0.1:2379"), Optional.of(Path.of("/restore/m0.etcd")),
            Optional.of(Path.of("/wal/m0")), false);
    private static final MemberRequest M1 = Samples.member("m1", "https://m1.example:2380");
    private static final String CLUSTER = "m0=http://10.0.0.1:2380,m1=https://m1.example:2380";

    @Test
    void startsAMemberFromAShell() {
        RestorePlan plan = plan("newtok", M0, M1);
        Command command = StartCommands.shell(plan, plan.members().getFirst());
        assertThat(command.text()).isEqualTo("""
                etcd \\
                  --name m0 \\
                  --data-dir /restore/m0.etcd \\
                  --wal-dir /wal/m0 \\
                  --listen-peer-urls http://10.0.0.1:2380 \\
                  --initial-advertise-peer-urls http://10.0.0.1:2380 \\
                  --listen-client-urls http://10.0.0.1:2379,http://127.0.0.1:2379 \\
                  --advertise-client-urls http://10.0.0.1:2379,http://127.0.0.1:2379 \\
                  --initial-cluster %s \\
                  --initial-cluster-token newtok \\
                  --initial-cluster-state existing""".formatted(CLUSTER));
        assertThat(command.notes()).containsExactly("Start all members together: a single member never becomes ready.");
    }

    @Test
    void listensOnEveryAddressWhereAServerCannotListenOnAName() {
        RestorePlan plan = plan("newtok", M0, M1);
        Command command = StartCommands.shell(plan, plan.members().get(1));
        assertThat(command.text()).contains("""
                  --listen-peer-urls https://0.0.0.0:2380 \\
                  --initial-advertise-peer-urls https://m1.example:2380 \\
                """).doesNotContain("client-urls");
        assertThat(command.notes()).hasSize(4)
                .anyMatch(note -> note.contains("cannot listen on a host name"))
                .anyMatch(note -> note.contains("certificate"))
                .anyMatch(note -> note.contains("no client URLs"));
    }

    /** With the placeholders etcd does not start, so that nothing half configured does. */
    @Test
    void namesTheCertificatesThatHttpsNeeds() {
        RestorePlan plan = plan("newtok", M0, M1);
        assertThat(StartCommands.shell(plan, plan.members().get(1)).text()).startsWith("""
                # Replace each path below /REPLACE-ME/: etcd does not start before.
                etcd \\
                """)
                .contains("--peer-cert-file /REPLACE-ME/peer.crt", "--peer-key-file /REPLACE-ME/peer.key",
                        "--peer-trusted-ca-file /REPLACE-ME/ca.crt")
                .endsWith("  --peer-client-cert-auth")
                .doesNotContain("--cert-file");
        assertThat(StartCommands.systemdUnit(plan, plan.members().get(1),
                Placement.asRestored(plan, plan.members().get(1))).text())
                .contains(": etcd does not start before.\nExecStart=/usr/bin/etcd \\\n",
                        "  --peer-client-cert-auth\nRestart=");
        assertThat(StartCommands.unitChanges(plan, plan.members().get(1),
                Placement.asRestored(plan, plan.members().get(1))).text()).as("it has its own").doesNotContain("cert");
    }

    @Test
    void listensOncePerPort() {
        RestorePlan plan = plan("newtok", Samples.member("m0", "http://a.example:2380", "http://b.example:2380",
                "http://[fe80::1%25en0]:2381"));
        assertThat(StartCommands.shell(plan, plan.members().getFirst()).text())
                .contains("--listen-peer-urls 'http://[::]:2381,http://0.0.0.0:2380'");
    }

    @Test
    void writesAnEnvironmentFile() {
        RestorePlan plan = plan("new $token \"x\"", M0, M1);
        assertThat(StartCommands.environmentFile(plan, plan.members().getFirst(), asRestored(plan)).text())
                .isEqualTo("""
                        ETCD_NAME=m0
                        ETCD_DATA_DIR=/restore/m0.etcd
                        ETCD_WAL_DIR=/wal/m0
                        ETCD_LISTEN_PEER_URLS=http://10.0.0.1:2380
                        ETCD_INITIAL_ADVERTISE_PEER_URLS=http://10.0.0.1:2380
                        ETCD_LISTEN_CLIENT_URLS=http://10.0.0.1:2379,http://127.0.0.1:2379
                        ETCD_ADVERTISE_CLIENT_URLS=http://10.0.0.1:2379,http://127.0.0.1:2379
                        ETCD_INITIAL_CLUSTER=%s
                        ETCD_INITIAL_CLUSTER_TOKEN="new \\$token \\"x\\""
                        ETCD_INITIAL_CLUSTER_STATE=existing""".formatted(CLUSTER));
    }

    @Test
    void writesAUnit() {
        RestorePlan plan = plan("50% $new", M0, M1);
        assertThat(StartCommands.systemdUnit(plan, plan.members().getFirst(), asRestored(plan)).text()).isEqualTo("""
                [Unit]
                Description=etcd
                Documentation=https://etcd.io/docs
                Wants=network-online.target
                After=network-online.target

                [Service]
                Type=notify
                ExecStart=/usr/bin/etcd \\
                  --name m0 \\
                  --data-dir /restore/m0.etcd \\
                  --wal-dir /wal/m0 \\
                  --listen-peer-urls http://10.0.0.1:2380 \\
                  --initial-advertise-peer-urls http://10.0.0.1:2380 \\
                  --listen-client-urls http://10.0.0.1:2379,http://127.0.0.1:2379 \\
                  --advertise-client-urls http://10.0.0.1:2379,http://127.0.0.1:2379 \\
                  --initial-cluster %s \\
                  --initial-cluster-token "50%%%% $$new" \\
                  --initial-cluster-state existing
                Restart=on-failure
                RestartSec=10s
                TimeoutStartSec=infinity
                LimitNOFILE=65536

                [Install]
                WantedBy=multi-user.target""".formatted(CLUSTER));
    }

    @Test
    void runsTheUnitAsTheOwnerOfTheFiles() {
        RestoreRequest request = RestoreRequest.builder(List.of(M0), "newtok")
                .owner(new Owner("1000", Optional.of("adm")))
                .build();
        RestorePlan plan = ((PlanResult.Accepted) Planner.plan(request, Samples.PLAIN.facts())).plan();
        assertThat(StartCommands.systemdUnit(plan, plan.members().getFirst(), asRestored(plan)).text())
                .contains("User=1000\nGroup=adm\nExecStart=");
    }

    private static RestorePlan plan(String token, MemberRequest... members) {
        RestoreRequest request = RestoreRequest.builder(List.of(members), token).build();
        return ((PlanResult.Accepted) Planner.plan(request, Samples.PLAIN.facts())).plan();
    }

    private static Placement asRestored(RestorePlan plan) {
        return Placement.asRestored(plan, plan.members().getFirst());
    }
}
