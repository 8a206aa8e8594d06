package org.etcdrecovery.core.cluster.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.cluster.Recovery;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Login;
import org.etcdrecovery.core.plan.MemberRequest;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.shell.Command;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Member;
import org.etcdrecovery.core.testing.SnapshotContent;
import org.etcdrecovery.core.testing.Snapshots;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JoinCommandsTest {
    @TempDir
    Path directory;

    /** With --cluster, etcdctl would log in at every URL of the member list. */
    @Test
    void aLoginGoesToTheUrlsThatTheOperatorGave() throws Exception {
        Path snapshot = Snapshots.of(EtcdVersion.V3_6, SnapshotContent.HISTORY).file();
        List<Member> members = Member.onFreePorts(directory, 1);
        RestorePlan plan = Recovery.plan(snapshot, EtcdVersion.V3_6, members, "join", 0);
        ConnectionSettings settings = Recovery.connection(members);
        assertThat(catchingUp(settings, plan)).contains("--cluster");
        assertThat(catchingUp(settings.withLogin(new Login("root", "secret")), plan)).doesNotContain("--cluster")
                .contains("--user root")
                .contains("--endpoints " + members.getFirst().clientUrl()
                        + ",http://10.0.0.2:2379,http://10.0.0.3:2379");
    }

    private static String catchingUp(ConnectionSettings settings, RestorePlan plan) {
        List<Command> commands = new JoinCommands(settings, plan)
                .of(member("m3", "10.0.0.3"), List.of(member("m2", "10.0.0.2")))
                .get(2)
                .commands();
        return commands.getFirst().text();
    }

    private static MemberRequest member(String name, String host) {
        return new MemberRequest(name, List.of("http://" + host + ":2380"), List.of("http://" + host + ":2379"),
                Optional.of(Path.of("/var/lib/etcd")), Optional.empty(), false);
    }
}
