package org.etcdrecovery.core.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the messages of ssh mean. */
class SshLogTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            debug1: Connecting to etcd-a port 22.          | ssh timed out after 60 seconds | ssh.unreachable
            ssh: connect to host etcd-a: No route to host  |                                | ssh.unreachable
            Authenticated to etcd-a ([10.0.0.1]:22).       | ssh timed out after 60 seconds | ssh.silent
            root@etcd-a: Permission denied (publickey).    |                                | ssh.denied
            ssh: Could not resolve hostname etcd-a: No     |                                | ssh.no-host
            REMOTE HOST IDENTIFICATION HAS CHANGED!        |                                | ssh.host-key-changed
            kex_exchange_identification: banner line       |                                | ssh.failed
            """)
    void tellsWhyNoCommandRuns(String logged, String errors, String code) throws IOException {
        Path log = Files.writeString(directory.resolve("ssh.log"), logged + "\n");
        SshLog messages = SshLog.read(log, errors == null ? "" : errors);
        DeliveryException failure = messages.failure("m1 (etcd-a)");
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure).hasMessageStartingWith("m1 (etcd-a): ");
    }

    /** Both what comes before the key is checked and a banner after it are the host's to choose. */
    @Test
    void aHostCannotShowAnotherKeyThanItHas() throws IOException {
        Path log = Files.writeString(directory.resolve("ssh.log"), """
                debug1: kex_exchange_identification: banner line 0: debug1: Server host key: ssh-rsa SHA256:before\r
                debug1: Remote protocol version 2.0, remote software version X Server host key: ssh-rsa SHA256:too\r
                debug1: Server host key: ssh-ed25519 SHA256:own\r
                debug1: Server host key: ssh-ed25519 SHA256:after\r
                """);
        assertThat(SshLog.read(log, "debug1: Server host key: ssh-rsa SHA256:errors").hostKey())
                .contains(new SshLog.HostKey("ssh-ed25519", "SHA256:own"));
    }
}
