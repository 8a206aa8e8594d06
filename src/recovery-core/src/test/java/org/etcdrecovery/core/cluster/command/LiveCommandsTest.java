package org.etcdrecovery.core.cluster.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.Login;
import org.etcdrecovery.core.cluster.connect.Routes;
import org.etcdrecovery.core.cluster.connect.TlsSettingsBuilder;
import org.etcdrecovery.core.cluster.prove.ProofRequest;
import org.etcdrecovery.core.cluster.save.SaveRequest;
import org.etcdrecovery.core.keyspace.EtcdRelease;
import org.etcdrecovery.core.shell.Command;
import org.junit.jupiter.api.Test;

class LiveCommandsTest {
    private static final Endpoint FIRST = new Endpoint("10.0.0.11", 2379, true);
    private static final ConnectionSettings PLAIN = ConnectionSettings.of(List.of(new Endpoint("::1", 2379, false)));
    private static final ConnectionSettings FULL = ConnectionSettings
            .of(List.of(FIRST, new Endpoint("m2.example", 2379, true)))
            .withTls(TlsSettingsBuilder.builder()
                    .ca(Path.of("/pki/the ca.crt"))
                    .certificate(Path.of("/pki/client.crt"))
                    .key(Path.of("/pki/client.key"))
                    .serverName("etcd.example")
                    .skipVerify(true)
                    .build())
            .withLogin(new Login("it's me", "secret"))
            .withTimeouts(Duration.ofMillis(1500), Duration.ofSeconds(20));

    @Test
    void goesThroughTheSameHostsWhereTheProgramCan() {
        ConnectionSettings far = PLAIN.withRoutes(new Routes() {
            @Override
            public OptionalInt port(Endpoint endpoint) {
                return OptionalInt.empty();
            }

            @Override
            public List<String> options() {
                return List.of("ssh://bastion", "m1=ssh://root@m1");
            }

            @Override
            public Optional<Path> sshConfig() {
                return Optional.of(Path.of("/home/me/ssh config"));
            }
        });
        assertThat(new RecoveryCommands(far, Optional.empty()).assess().text()).isEqualTo("""
                etcd-recovery cluster assess \\
                  --endpoints 'http://[::1]:2379' \\
                  --through ssh://bastion \\
                  --through m1=ssh://root@m1 \\
                  --ssh-config '/home/me/ssh config'""");
        assertThat(etcdctl(far, EtcdRelease.V3_6).endpointStatus().notes()).singleElement()
                .asString()
                .startsWith("etcdctl does not go through ssh");
    }

    @Test
    void asksForTheStatusOfEveryMember() {
        Command command = etcdctl(FULL, EtcdRelease.V3_6).endpointStatus();
        assertThat(command.text()).isEqualTo("""
                ETCDCTL_PASSWORD="$ETCD_PASSWORD" etcdctl endpoint status -w table \\
                  --endpoints https://10.0.0.11:2379,https://m2.example:2379 \\
                  --cacert '/pki/the ca.crt' \\
                  --cert /pki/client.crt \\
                  --key /pki/client.key \\
                  --insecure-skip-tls-verify \\
                  --user 'it'\\''s me' \\
                  --dial-timeout 1500ms \\
                  --command-timeout 20s""");
        assertThat(command.notes()).hasSize(3)
                .anyMatch(note -> note.contains("read -rs ETCD_PASSWORD"))
                .anyMatch(note -> note.contains("etcd.example"))
                .anyMatch(note -> note.contains("No certificate is checked"));
    }

    /** A CA in a command without TLS would make its reader believe that it is encrypted. */
    @Test
    void namesNoCertificatesWhereNoEndpointUsesThem() {
        ConnectionSettings plain = PLAIN.withTls(FULL.tls());

        Command status = etcdctl(plain, EtcdRelease.V3_6).endpointStatus();
        Command assess = new RecoveryCommands(plain, Optional.empty()).assess();

        assertThat(status.text()).isEqualTo("""
                etcdctl endpoint status -w table \\
                  --endpoints 'http://[::1]:2379'""");
        assertThat(assess.text()).isEqualTo("""
                etcd-recovery cluster assess \\
                  --endpoints 'http://[::1]:2379'""");
        assertThat(status.notes()).isEmpty();
        assertThat(assess.notes()).isEmpty();
        assertThat(etcdctl(plain, EtcdRelease.V3_6).at(List.of(FIRST)).endpointStatus().text())
                .contains("--cacert", "--cert", "--key");
    }

    @Test
    void neverHoldsAToken() {
        ConnectionSettings settings = PLAIN.withLogin(Login.byToken("eyJ.secret"));
        Command command = etcdctl(settings, EtcdRelease.V3_7).endpointStatus();

        assertThat(command.text()).isEqualTo("""
                ETCDCTL_AUTH_JWT_TOKEN="$ETCD_AUTH_JWT_TOKEN" etcdctl endpoint status -w table \\
                  --endpoints 'http://[::1]:2379'""");
        assertThat(command.notes()).anyMatch(note -> note.contains("read -rs ETCD_AUTH_JWT_TOKEN"))
                .anyMatch(note -> note.contains("etcdctl 3.7"))
                .noneMatch(note -> note.contains("secret"));
        assertThat(new RecoveryCommands(settings, Optional.empty()).assess().notes())
                .noneMatch(note -> note.contains("etcdctl 3.7"));
    }

    @Test
    void isShortWhereNothingSpecialIsAsked() {
        Command command = etcdctl(PLAIN, EtcdRelease.V3_4).endpointStatus();
        assertThat(command.text()).isEqualTo("""
                ETCDCTL_API=3 etcdctl endpoint status -w table \\
                  --endpoints 'http://[::1]:2379'""");
        assertThat(command.notes()).isEmpty();
    }

    @Test
    void savesFromOneEndpointAndWithoutALimitForTheWhole() {
        assertThat(etcdctl(FULL.withLogin(Optional.empty()), EtcdRelease.V3_7).snapshotSave(FIRST, Path.of("-x.db"))
                .text())
                .startsWith("etcdctl snapshot save ./-x.db \\\n  --endpoints https://10.0.0.11:2379 \\\n")
                .doesNotContain("m2.example")
                .doesNotContain("command-timeout");
    }

    @Test
    void letsEtcdctlSetUpTlsWhereItHasNoCertificate() {
        ConnectionSettings bare = ConnectionSettings.of(List.of(FIRST))
                .withTls(TlsSettingsBuilder.builder().skipVerify(true).build());
        assertThat(etcdctl(bare, EtcdRelease.V3_6).endpointStatus().text())
                .endsWith("--insecure-skip-tls-verify \\\n  --insecure-transport=false");
        assertThat(new RecoveryCommands(bare, Optional.empty()).assess().text()).doesNotContain("insecure-transport");
    }

    @Test
    void asksDnsAgainWhereTheEndpointsCameFromThere() {
        Optional<SrvQuery> query = Optional.of(new SrvQuery("prod.example", "blue", false));
        assertThat(new RecoveryCommands(PLAIN, query).assess().text()).isEqualTo("""
                etcd-recovery cluster assess \\
                  --discovery-srv prod.example \\
                  --discovery-srv-name blue \\
                  --insecure-discovery=false""");
        assertThat(new RecoveryCommands(PLAIN, query).snapshotSave(FIRST, Path.of("/b/s.db"),
                SaveRequest.DEFAULT_STALL).text())
                .isEqualTo("etcd-recovery snapshot save /b/s.db \\\n  --endpoints https://10.0.0.11:2379");
    }

    @Test
    void provesByAPlan() {
        assertThat(new RecoveryCommands(PLAIN, Optional.empty())
                .prove(Path.of("/r/recovery.plan.json"), true, Duration.ofMinutes(2), Map.of(), List.of())
                .text()).isEqualTo("""
                        etcd-recovery cluster prove \\
                          --plan /r/recovery.plan.json \\
                          --canary \\
                          --wait 120s \\
                          --endpoints 'http://[::1]:2379'""");
        assertThat(new RecoveryCommands(FULL, Optional.empty())
                .prove(Path.of("p"), false, ProofRequest.DEFAULT_PATIENCE, Map.of(), List.of())
                .text())
                .startsWith("ETCDCTL_PASSWORD=\"$ETCD_PASSWORD\" etcd-recovery cluster prove")
                .contains("--tls-server-name etcd.example")
                .doesNotContain("secret", "--wait", "--canary");
    }

    private static EtcdctlCommands etcdctl(ConnectionSettings settings, EtcdRelease tool) {
        return new EtcdctlCommands(settings, Optional.empty(), tool);
    }
}
